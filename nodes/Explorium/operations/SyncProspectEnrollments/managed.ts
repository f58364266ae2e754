import { badInput, type Result } from '../../../shared/result';
import type { Enrollment } from '../../api';
import { hasKey } from '../../enrollmentKeys';
import { EVENT_TYPES, SHORTEST_ENROLLMENT_KEY } from '../../explorium';
import { readEnrollmentKey } from '../../input';

/** An enrollment of prospects that belongs to the list. */
export type Managed = Enrollment & { prospect_ids: string[] };

/**
 * Reads the prefix. One that ends like a numbered key is refused: `sales-2` belongs to `sales`, so two
 * lists would undo each other's work.
 */
export function readPrefix(value: unknown): Result<string> {
	const field = 'List Name';
	const prefix = readEnrollmentKey(value, field);
	if (!prefix.ok || !/-\d+$/.test(prefix.value)) return prefix;
	const list = prefix.value.replace(/(-\d+)+$/, '');
	const other = `another name such as ${list || 'list'}_b`;
	const use = list.length < SHORTEST_ENROLLMENT_KEY ? other : `"${list}", or ${other}`;
	return badInput(
		`"${field}" is "${prefix.value}", but must not end in a hyphen and a number`,
		`Use ${use}. Enrollments with the name "${prefix.value}" belong to the list "${list}".`,
	);
}

/** Those of the account's enrollments that belong to the prefix: `prefix`, `prefix-2` and so on. */
export function managedBy(prefix: string, enrollments: Enrollment[]): Managed[] {
	return enrollments.filter(isOfProspects).filter((enrollment) => hasKey(enrollment, [prefix]));
}

/** The list may hold enrollments of businesses, whose list of prospects is missing or empty. */
function isOfProspects(enrollment: Enrollment): enrollment is Managed {
	const { prospect_ids, event_types } = enrollment;
	if (!Array.isArray(prospect_ids)) return false;
	return prospect_ids.length > 0 || EVENT_TYPES.some((type) => event_types.includes(type));
}

/** The first `count` keys of the prefix that no enrollment has. */
export function freeKeys(prefix: string, enrollments: Enrollment[], count: number): string[] {
	const taken = new Set(enrollments.map(({ enrollment_key }) => enrollment_key));
	const keys: string[] = [];
	for (let number = 1; keys.length < count; number += 1) {
		const key = number === 1 ? prefix : `${prefix}-${number}`;
		if (!taken.has(key)) keys.push(key);
	}
	return keys;
}
