import type { Enrollment } from './api';

/** Reads a choice of enrollment keys: a list, or text separated by commas. Empty means all. */
export function readKeys(value: unknown): string[] {
	const list = Array.isArray(value) ? value : String(value ?? '').split(',');
	return [...new Set(list.map((key) => String(key).trim()).filter((key) => key !== ''))].sort();
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
