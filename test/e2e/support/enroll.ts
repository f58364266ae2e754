import { DEMO } from '../../support/sandbox';
import type { RunningDemo } from './running-demo';

const CHANGES = ['prospect_changed_company', 'prospect_changed_role'];

/** Has the sandbox's Explorium monitor these prospects, at most 20. */
export async function enroll(
	{ sandboxUrl }: RunningDemo,
	key: string,
	prospectIds: string[],
	eventTypes = CHANGES,
): Promise<void> {
	const response = await fetch(`${sandboxUrl}/explorium/v1/prospects/events/enrollments`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', api_key: DEMO.exploriumKey },
		body: JSON.stringify({
			enrollment_key: key,
			event_types: eventTypes,
			prospect_ids: prospectIds,
		}),
	});
	if (!response.ok) throw new Error(`Enrolling failed: ${await response.text()}`);
}

const PER_ENROLLMENT = 20;

/** Has everybody in the sandbox monitored; gives back their prospect ids. */
export async function enrollEverybody(demo: RunningDemo, key: string): Promise<string[]> {
	const { people, enrollments } = await demo.control.state();
	const ids = people.map(({ id }) => id);
	// The sandbox comes with an enrollment of the first ones.
	const enrolled = new Set(enrollments.flatMap(({ prospect_ids }) => prospect_ids));
	const missing = ids.filter((id) => !enrolled.has(id));
	for (let first = 0; first < missing.length; first += PER_ENROLLMENT) {
		await enroll(demo, `${key}-${first}`, missing.slice(first, first + PER_ENROLLMENT));
	}
	return ids;
}
