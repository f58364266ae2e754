import { success, type Result } from '../../../shared/result';
import { deleteEnrollment, getEnrollments, type Enrollment } from '../../api';
import type { ExploriumClient } from '../../client';
import { keyInPlaceOfId } from '../../enrollmentKeys';

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
			const isKey = enrollments.ok && keyInPlaceOfId(enrollment_id, enrollments.value);
			if (isKey) return isKey;
		}
		client.report(
			`No enrollment in Explorium has the ID "${enrollment_id}", so nothing was deleted.`,
		);
		return success({ deleted: false, enrollment_id });
	};
}
