import { isObject } from '../shared/answers';
import { failed, success, type Result } from '../shared/result';
import { addEnrollment, getEnrollments, type Enrollment, type NewEnrollment } from './api';
import type { ExploriumClient } from './client';

/**
 * Enrolls at most 20 prospects, once for all tries of the node. If the answer was lost, a later try
 * goes on with the enrollment that has the same key, event types and prospects.
 * https://developers.explorium.ai/reference/prospects/events/add_prospects_enrollments
 */
export async function enrollOnce(
	client: ExploriumClient,
	enrollment: NewEnrollment,
): Promise<Result<Enrollment>> {
	const enrolled = await client.writes.once({
		name: 'add enrollment',
		label: enrollment.enrollment_key,
		ids: enrollment.prospect_ids,
		content: enrollment,
		send: async () => await addEnrollment(client, enrollment),
		find: async () => await findEnrollment(client, enrollment),
	});
	return enrolled.ok ? unlessRepeated(client, enrolled.value) : enrolled;
}

/** What each execution enrolled: the keys by the IDs of their enrollments. */
const enrolledBy = new WeakMap<ExploriumClient, Map<string, string>>();

/** Two enrollments with one ID are one: the second took the place of the first, or was not made. */
function unlessRepeated(client: ExploriumClient, enrolled: Enrollment): Result<Enrollment> {
	const { enrollment_id, enrollment_key } = enrolled;
	const earlier = enrolledBy.get(client) ?? new Map<string, string>();
	enrolledBy.set(client, earlier);
	const other = earlier.get(enrollment_id);
	earlier.set(enrollment_id, enrollment_key);
	if (other === undefined) return success(enrolled);
	return failed({
		kind: 'unreadable',
		message: `Explorium gave the enrollment "${enrollment_key}" the ID ${enrollment_id}, which it had given to "${other}" before`,
		hint: 'One of the two may be missing. Look in Explorium, or with Get Prospect Enrollments, which prospects are enrolled.',
		ambiguous: true,
	});
}

async function findEnrollment(
	client: ExploriumClient,
	wanted: NewEnrollment,
): Promise<Result<Enrollment | undefined>> {
	const listed = await getEnrollments(client);
	if (!listed.ok) return listed;
	const found = listed.value.filter((one) => isObject(one) && isSame(one, wanted)).at(-1);
	return success(found && { ...wanted, enrollment_id: found.enrollment_id });
}

/** Whether an enrollment does what the new one was to do; the webhook counts where both name one. */
function isSame(one: Enrollment, wanted: NewEnrollment): boolean {
	return (
		one.enrollment_key === wanted.enrollment_key &&
		one.status !== 'paused' &&
		(one.webhook_id ?? wanted.webhook_id) === (wanted.webhook_id ?? one.webhook_id) &&
		sameSet(one.event_types ?? [], wanted.event_types) &&
		sameSet(one.prospect_ids ?? [], wanted.prospect_ids)
	);
}

function sameSet(some: string[], others: string[]): boolean {
	const [one, other] = [some, others].map(
		(list) => new Set(list.map((id) => String(id).toLowerCase())),
	);
	return one.size === other.size && [...one].every((id) => other.has(id));
}
