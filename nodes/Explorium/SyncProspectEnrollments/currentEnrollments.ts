import type { Client } from '../../shared/client';
import { failed, success, type Result } from '../../shared/result';
import { listEnrollments, type Enrollment } from '../api';
import { hasKey } from '../enrollmentKeys';

/**
 * Reads the enrollments that there are.
 *
 * @returns a failure if one of the prefix cannot be read: taken for empty or missing, its prospects
 * would be enrolled twice, or it would be ended
 */
export async function currentEnrollments(
	client: Client,
	prefix: string,
): Promise<Result<Enrollment[]>> {
	const listed = await listEnrollments(client);
	if (!listed.ok) return listed;
	const unreadable = listed.value.unreadable.find(
		({ enrollment_key: key }) => key !== undefined && hasKey({ enrollment_key: key }, [prefix]),
	);
	if (unreadable === undefined) return success(listed.value.enrollments);
	const { enrollment_key, place, reason } = unreadable;
	return failed({
		kind: 'unreadable',
		message: `Explorium lists an enrollment of this list that cannot be read: "${enrollment_key}", number ${place} in its answer, ${reason}`,
		hint: 'Nothing has been changed, because prospects could be enrolled twice or left out. Try again later. If it stays like this, look at the enrollment in Explorium, or delete it with Delete Prospect Enrollments.',
	});
}
