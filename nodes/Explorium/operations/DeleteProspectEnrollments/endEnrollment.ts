import { success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
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

const SHOWN_IDS = 5;

/** Says which enrollments were not there. */
function sayMissing(ids: string[]): string {
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	const shown = ids.slice(0, SHOWN_IDS).map((id) => printValue(id));
	return `No enrollment in Explorium has the ID ${shown.join(', ')}${more}, so nothing was deleted.`;
}

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
		client.reportEach(sayMissing, enrollment_id);
		return success({ deleted: false, enrollment_id });
	};
}
