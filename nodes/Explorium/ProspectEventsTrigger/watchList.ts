import type { Client } from '../../shared/client';
import { badInput, success, type Result } from '../../shared/result';
import { printText } from '../../shared/valueText';
import { getEnrollments } from '../api';
import { hasKey, keysWithout } from '../enrollmentKeys';
import { readProspectIds } from '../input';

/** Which prospects to watch: those of the account's enrollments, or a given list. */
export type Source =
	{ kind: 'enrollments'; keys: string[] } | { kind: 'prospectIds'; value: unknown };

/** The watched prospects in ascending order, and the enrollment each one comes from, if any. */
export interface WatchList {
	ids: string[];
	enrollmentKeyOf: Map<string, string>;
}

/** Reads the list anew, so that enrolling more prospects is enough to watch them. */
export async function readWatchList(source: Source, client: Client): Promise<Result<WatchList>> {
	const enrollmentKeyOf = new Map<string, string>();
	if (source.kind === 'prospectIds') {
		const ids = readProspectIds(source.value);
		return ids.ok ? success({ ids: ids.value.sort(), enrollmentKeyOf }) : ids;
	}
	const enrollments = await getEnrollments(client);
	if (!enrollments.ok) return enrollments;
	const missing = keysWithout(enrollments.value, source.keys);
	if (source.keys.length > 0 && missing.length === source.keys.length) {
		return badInput(
			`There is no prospect to watch: no enrollment has the key ${printText(missing.join(', '))}`,
			'Choose other enrollment keys, or none to watch all enrolled prospects.',
		);
	}
	for (const enrollment of enrollments.value) {
		if (!hasKey(enrollment, source.keys)) continue;
		for (const id of enrollment.prospect_ids ?? []) {
			if (!enrollmentKeyOf.has(id)) enrollmentKeyOf.set(id, enrollment.enrollment_key);
		}
	}
	return success({ ids: [...enrollmentKeyOf.keys()].sort(), enrollmentKeyOf });
}
