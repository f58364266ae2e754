import type { Client } from '../../../shared/client';
import { rest, type Clock } from '../../../shared/clock';
import type { Failure } from '../../../shared/result';
import { printText } from '../../../shared/valueText';
import { listMemberships, nameProspect, type Person, type PlannedChange } from './people';
import { nameSequence, type Membership, type Step } from './planChange';
import { isProven, type NewStatus } from './statuses';

/** How long to wait before each further look at a history that does not show the change yet, in milliseconds. */
const PAUSES = [0, 1_000, 2_000];
/** The change that each sequence has to show in the end: the last one. */
export type Wanted = Map<string, PlannedChange>;

/** The sequences as they are after the changes; nothing if they cannot be read. */
export type Proof = Membership[] | undefined;

/** Looks at the history until it shows the changes, a few times. */
export async function lookAfter(
	person: Person,
	wanted: Wanted,
	client: Client,
	clock: Clock,
): Promise<Proof> {
	let proof: Proof;
	if (wanted.size === 0) return proof;
	for (const pause of PAUSES) {
		await rest(pause, clock);
		if (clock.isCancelled()) break;
		const listed = await listMemberships(client, person.prospectId);
		if (!listed.ok) {
			client.report(
				`Whether the prospect ${nameProspect(person)} has the new status is not confirmed: Saleshandy counted the change, but the history could not be read. ${listed.failure.message}`,
			);
			return undefined;
		}
		proof = listed.value;
		const now = proof;
		if (![...wanted].some(([id, { status }]) => proves(now, id, status) === false)) break;
	}
	return proof;
}

/** Whether the history shows a status; nothing if it does not tell. */
export function proves(proof: Proof, sequenceId: string, wanted: NewStatus): boolean | undefined {
	const shown = (proof ?? [])
		.filter((one) => one.sequenceId === sequenceId)
		.map(({ status }) => isProven(status, wanted));
	return shown.includes(true) ? true : shown.find((one) => one !== undefined);
}

/** The steps that Saleshandy counted, while its history shows something else. */
export function disproved(
	person: Person,
	change: PlannedChange,
	steps: Step[],
	proof: Proof,
): { steps: Step[]; failures: Failure[] } {
	const wrong = steps.filter(
		({ sequenceId }) => proves(proof, sequenceId, change.status) === false,
	);
	const failures = wrong.map((step): Failure => {
		const now = proof?.find(({ sequenceId }) => sequenceId === step.sequenceId)?.status;
		return {
			kind: 'partial',
			hasActed: true,
			message: `Setting the prospect ${nameProspect(person)} to "${change.status}" in the sequence ${nameSequence(step)} is not confirmed: Saleshandy counted the change, but the status is "${printText(now ?? '')}"`,
			hint: 'Look at the prospect in Saleshandy, or run the node again: it begins with the status there is.',
		};
	});
	return { steps: wrong, failures };
}

/** Whether the history shows all of a change that lasts. */
export const isConfirmed = ({ status }: PlannedChange, steps: Step[], proof: Proof): boolean =>
	steps.every(({ sequenceId }) => proves(proof, sequenceId, status) === true);
