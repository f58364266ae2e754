import type { INode } from 'n8n-workflow';
import { isEmptyList, readNames } from '../shared/read/list';
import { isExpression } from '../shared/read/settings';
import { refuseEmpty } from '../shared/read/text';
import { success, type Result } from '../shared/result';
import type { Enrollment } from './api';
import { enrollmentKeysField } from './fields';

/**
 * Reads a choice of enrollment keys: a list, or text separated by commas or line breaks.
 *
 * @param node whose form it is; a form that nobody filled in means all keys, an expression that finds
 * nothing does not
 * @returns the keys in their order; none for all
 */
export function readKeys(value: unknown, node: INode): Result<string[]> {
	const field = enrollmentKeysField.displayName;
	const isUntouched = Array.isArray(value) && value.length === 0;
	if (isUntouched && !isExpression(node, enrollmentKeysField.name)) return success([]);
	const keys = isEmptyList(value) ? success([]) : readNames(value ?? '', field);
	if (!keys.ok) return keys;
	if (keys.value.length > 0) return success(keys.value.sort());
	return refuseEmpty(
		field,
		'Choose at least one key. To take all enrollments, choose none instead of an expression.',
	);
}

/** Those of the keys that no enrollment has. */
export function keysWithout(
	enrollments: Array<Pick<Enrollment, 'enrollment_key'>>,
	keys: string[],
): string[] {
	return keys.filter((key) => !enrollments.some((enrollment) => hasKey(enrollment, [key])));
}

/**
 * Whether an enrollment belongs to one of the keys. A list of more than 20 prospects was enrolled
 * under `key`, `key-2`, `key-3` and so on, so those belong to `key` too.
 */
export function hasKey(
	{ enrollment_key }: Pick<Enrollment, 'enrollment_key'>,
	keys: string[],
): boolean {
	if (keys.length === 0) return true;
	const [, typed] = /^(.*)-\d+$/.exec(enrollment_key) ?? [];
	return keys.includes(enrollment_key) || (typed !== undefined && keys.includes(typed));
}
