import type { Client } from '../../../shared/client';
import { failed, success, type Result } from '../../../shared/result';
import { listEnrollments, type Enrollment } from '../../api';
import { hasKey } from '../../enrollmentKeys';

/**
 * Reads the enrollments that there are.
 *
 * @returns a failure if one that belongs to the prefix, or may belong to it, cannot be read: taken for
 * empty or missing, its prospects would be enrolled twice, or it would be ended
 */
export async function currentEnrollments(
	client: Client,
	prefix: string,
): Promise<Result<Enrollment[]>> {
	const listed = await listEnrollments(client);
	if (!listed.ok) return listed;
	const { enrollments, unreadable } = listed.value;
	const mayBelong = (key = '') => key === '' || hasKey({ enrollment_key: key }, [prefix]);
	const odd = unreadable.find(({ enrollment_key }) => mayBelong(enrollment_key));
	if (odd !== undefined) return refuse(odd.enrollment_key, `number ${odd.place}`, odd.reason);
	const keyless = enrollments.find(
		({ enrollment_key, prospect_ids }) => enrollment_key === '' && prospect_ids !== undefined,
	);
	return keyless === undefined
		? success(enrollments)
		: refuse(undefined, `the one with the ID "${keyless.enrollment_id}"`, 'has no list name');
}

/** @param which the enrollment, to be put before "has no key" */
function refuse(key: string | undefined, which: string, reason: string): Result<never> {
	const what = key
		? 'an enrollment of this list that cannot be read'
		: 'an enrollment that cannot be read and may belong to this list';
	const name = key ? `"${key}", ${which} in its answer,` : `${which} in its answer`;
	return failed({
		kind: 'unreadable',
		message: `Explorium lists ${what}: ${name} ${reason}`,
		hint: 'Nothing was changed, because prospects could be enrolled twice or left out. Try again later. If this keeps happening, look at the enrollment in Explorium, or delete it with Delete Prospect Enrollments.',
	});
}
