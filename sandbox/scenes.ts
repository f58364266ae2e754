import { addSequence } from './outreach/initial.ts';
import { startSequence as startInOutreach } from './outreach/people.ts';
import { getRecord } from './outreach/state.ts';
import { startSequence as startInSaleshandy } from './saleshandy/people.ts';
import type { World } from './world.ts';

/** Id of the ordinary Outreach sequence, after those that are always there. */
const Q4_OUTBOUND = 15;
const OUTBOUND = 'Outbound';
const DAY_MS = 86_400_000;

/** What may be going on, by name. What is going on in a world already stays as it is. */
export const SCENES = { 'job-change': setJobChange };

export type Scene = keyof typeof SCENES;

/** The scene of this name; throws for another one. */
export function sceneNamed(name: string): Scene {
	if (Object.hasOwn(SCENES, name)) return name as Scene;
	throw new Error(`There is no scene "${name}". Known: ${Object.keys(SCENES).join(', ')}`);
}

/**
 * Two people are being worked on when they change jobs: the first one in Outreach, the second one
 * in Saleshandy. Both got a mail yesterday, and are about to get the next one.
 */
function setJobChange(world: World, now: number): void {
	const { people, outreach, saleshandy } = world;
	const yesterday = now - DAY_MS;
	if (getRecord(outreach, 'sequence', Q4_OUTBOUND) === undefined) {
		const at = new Date(yesterday).toISOString();
		addSequence(outreach, 'Q4 outbound', Q4_OUTBOUND, { createdAt: at, updatedAt: at });
	}
	const [first, second] = people;
	const prospect = first && getRecord(outreach, 'prospect', first.outreachId);
	if (prospect !== undefined) startInOutreach(outreach, prospect, Q4_OUTBOUND, yesterday);
	const contact = saleshandy.prospects.find(({ id }) => id === second?.saleshandyId);
	const outbound = saleshandy.sequences.find(({ title }) => title === OUTBOUND);
	if (contact !== undefined && outbound !== undefined) {
		startInSaleshandy(saleshandy, contact, outbound.id, yesterday);
	}
}
