import type { INode } from 'n8n-workflow';
import { addTo } from '../shared/addTo';
import { isEmptyList, readNames } from '../shared/read/list';
import { isExpression } from '../shared/read/settings';
import { refuseEmpty } from '../shared/read/text';
import { badInput, success, type Result } from '../shared/result';
import type { Enrollment } from './api';
import { enrollmentField, enrollmentKeysField } from './fields';

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
		'Choose at least one list. To take all enrollments, leave the field empty and use no expression.',
	);
}

/**
 * Sorts enrollments by key, so that each of many choices of keys is answered without going through all
 * of them.
 *
 * @returns the enrollments of some keys, in their order; all of them for none
 */
export function byKeys<E extends Pick<Enrollment, 'enrollment_key'>>(
	enrollments: E[],
): (keys: string[]) => E[] {
	const places = new Map<string, number[]>();
	enrollments.forEach(({ enrollment_key }, place) => {
		for (const key of namesOf(enrollment_key)) {
			addTo(places, key, place);
		}
	});
	return (keys) => {
		if (keys.length === 0) return enrollments;
		const chosen = new Set(keys.flatMap((key) => places.get(key) ?? []));
		return [...chosen].sort((one, other) => one - other).map((place) => enrollments[place]);
	};
}

/**
 * Whether an enrollment belongs to one of the keys. A list of more than 20 prospects was enrolled
 * under `key`, `key-2`, `key-3` and so on, so those belong to `key` too.
 */
export function hasKey(
	{ enrollment_key }: Pick<Enrollment, 'enrollment_key'>,
	keys: string[],
): boolean {
	return keys.length === 0 || namesOf(enrollment_key).some((name) => keys.includes(name));
}

const SHOWN_IDS = 10;

/**
 * The failure of a key given in place of an ID, which names the ID.
 *
 * @returns nothing if no enrollment has the key
 */
export function keyInPlaceOfId(key: string, enrollments: Enrollment[]) {
	const ids = enrollments
		.filter(({ enrollment_key }) => enrollment_key === key)
		.map(({ enrollment_id }) => enrollment_id);
	if (ids.length === 0) return undefined;
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	const are = ids.length === 1 ? 'Its ID is' : 'Enrollments of this list have the IDs';
	return badInput(
		`"${enrollmentField.displayName}" is "${key}", which is the name of a list. ${are} ${ids.slice(0, SHOWN_IDS).join(', ')}${more}`,
		'Give the ID, or pick the enrollment from the list.',
	);
}

/** The keys that an enrollment is chosen by: its own, and the one that was typed. */
function namesOf(key: string): string[] {
	const [, typed] = /^(.*)-\d+$/.exec(key) ?? [];
	return typed === undefined ? [key] : [key, typed];
}
