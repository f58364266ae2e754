import { badInput, success, type Result } from '../../shared/result';
import { deleteEnrollment, getEnrollments, type Enrollment } from '../api';
import type { ExploriumClient } from '../client';
import { enrollmentField } from '../fields';

/** What became of an enrollment that was to end. */
export interface Ended {
	deleted: boolean;
	enrollment_id: string;
}

/** A text of this form is an ID, so it need not be looked up among the keys. */
const ID = /^en_/i;

/**
 * A way to end enrollments, each by its ID. Where one is not there, the text may be a key given in place of
 * an ID: the list of enrollments tells, and is read once at most.
 *
 * @returns whether the enrollment was there; a failure for a key, since nobody meant to delete nothing
 */
export function enrollmentEnder(): (client: ExploriumClient, id: string) => Promise<Result<Ended>> {
	let listed: Promise<Result<Enrollment[]>> | undefined;
	return async (client, enrollment_id) => {
		const result = await deleteEnrollment(client, enrollment_id);
		if (!result.ok) return result;
		if (result.value) return success({ deleted: true, enrollment_id });
		if (!ID.test(enrollment_id)) {
			listed ??= getEnrollments(client);
			const enrollments = await listed;
			const ids = enrollments.ok ? idsWithKey(enrollments.value, enrollment_id) : [];
			if (ids.length > 0) return isKey(enrollment_id, ids);
		}
		client.report(`No enrollment has the ID "${enrollment_id}", so nothing was deleted.`);
		return success({ deleted: false, enrollment_id });
	};
}

const idsWithKey = (enrollments: Enrollment[], key: string): string[] =>
	enrollments
		.filter(({ enrollment_key }) => enrollment_key === key)
		.map(({ enrollment_id }) => enrollment_id);

function isKey(key: string, ids: string[]) {
	const are = ids.length === 1 ? 'Its ID is' : 'Enrollments with this key have the IDs';
	return badInput(
		`"${enrollmentField.displayName}" is "${key}", which is an enrollment key. ${are} ${ids.join(', ')}`,
		'Give the ID, or pick the enrollment from the list. This enrollment was not deleted.',
	);
}
