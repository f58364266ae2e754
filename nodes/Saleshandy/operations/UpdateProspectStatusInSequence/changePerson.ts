import type { Client } from '../../../shared/client';
import type { Clock } from '../../../shared/clock';
import type { ItemFailure, Output } from '../../../shared/nodeRun';
import { pairedWithEach } from '../../../shared/paired';
import { mayHaveActed, success, type Failure, type Result } from '../../../shared/result';
import { Ledger } from '../../ledger';
import { listMemberships, nameProspect, type Person, type PlannedChange } from './people';
import { nameSequence, type Membership, type Step } from './planChange';
import { disproved, isConfirmed, lookAfter, proves, type Wanted } from './proof';
import { setStatus } from './statusCall';
import { plainStatus } from './statuses';

/** What changing somebody needs from around it. */
export interface ChangeTools {
	client: Client;
	clock: Clock;
	/** Whether one failure does not stop the others. */
	goesOn: boolean;
	/** What the run has changed, of all prospects. */
	ledger: StatusLedger;
}

/** The changes of a run, and those of which nobody knows whether they were made. */
export type StatusLedger = Ledger<'made' | 'open'>;

export const statusLedger = (): StatusLedger =>
	new Ledger({ made: 'Already changed', open: 'Whether it was changed is not known of' });

/** What became of a change. */
interface Done {
	change: PlannedChange;
	/** The steps that Saleshandy counts as done. */
	steps: Step[];
	failures: Failure[];
	/** The sequences in which it failed. */
	failedIn: string[];
	/** The steps that may have been done all the same. */
	open: Step[];
}

/** Failures of one pair, which say nothing of the others. */
const OF_ONE_PAIR: Array<Failure['kind']> = ['rejected', 'partial', 'notFound'];

/** Makes the changes of one prospect, one after the other, and looks at what came of them. */
export async function changePerson(
	person: Person,
	tools: ChangeTools,
): Promise<Result<{ person: Person; output: Required<Output> }>> {
	const done: Done[] = [];
	const left: ItemFailure[] = [];
	for (const change of person.changes) {
		const reason = whyNotMade(change, done, tools.goesOn);
		if (reason === undefined) done.push(await makeChange(person, change, tools));
		else left.push(notMade(change, reason));
	}
	const wanted = wantedBy(done);
	const proof = await lookAfter(person, wanted, tools.client, tools.clock);
	/** The steps of a change that no later one has taken back. */
	const lasting = ({ change, steps }: Done) =>
		steps.filter(({ sequenceId }) => wanted.get(sequenceId) === change);
	const output: Required<Output> = { items: [], failures: [] };
	const { ledger, goesOn } = tools;
	const nameStep = (step: Membership) => `${nameProspect(person)} in ${nameSequence(step)}`;
	const isAnyMade = done.some(({ steps }) => steps.length > 0);
	for (const one of done) {
		const { steps, failures } = disproved(person, one.change, lasting(one), proof);
		const made = one.steps.filter((step) => !steps.includes(step));
		const all = [...one.failures, ...failures];
		ledger.note('made', ...made.map(nameStep));
		ledger.note('open', ...[...one.open, ...steps].map(nameStep));
		if (all.length === 0)
			output.items.push(...itemsOf(person, one, isConfirmed(one.change, lasting(one), proof)));
		for (const failure of all) {
			const hasActed = failure.hasActed === true || isAnyMade;
			output.failures.push({
				items: one.change.items,
				failure: goesOn ? withDone(failure, made) : ledger.endWith({ ...failure, hasActed }),
			});
		}
	}
	output.failures.push(...left);
	return success({ person, output });
}

/**
 * The failure that a change must not follow: all of them if the node stops, or if the next call would fare the
 * same; otherwise one in the same sequence, as the change was planned for what should have come of it.
 */
function whyNotMade(change: PlannedChange, done: Done[], goesOn: boolean): Failure | undefined {
	const ids = new Set(change.steps.map(({ sequenceId }) => sequenceId));
	const before = done.find(({ failures, failedIn }) => {
		const isFinal = failures.some(({ kind }) => !OF_ONE_PAIR.includes(kind));
		return failures.length > 0 && (!goesOn || isFinal || failedIn.some((id) => ids.has(id)));
	});
	return before?.failures[0];
}

async function makeChange(
	person: Person,
	change: PlannedChange,
	{ client }: ChangeTools,
): Promise<Done> {
	const done: Done = { change, steps: [], failures: [], failedIn: [], open: [] };
	for (const step of change.steps.filter(({ isSent }) => isSent)) {
		const set = await setStatus(client, person, step, change);
		if (set.ok || (await isFoundDone(person.prospectId, step, change, set.failure, client))) {
			done.steps.push(step);
		} else {
			done.failures.push(set.failure);
			done.failedIn.push(step.sequenceId);
			if (mayHaveActed(set.failure)) done.open.push(step);
			if (!OF_ONE_PAIR.includes(set.failure.kind)) break;
		}
	}
	return done;
}

/** Whether a change was made whose answer was lost. A pause that is set anew shows nothing of it. */
async function isFoundDone(
	prospectId: string,
	{ sequenceId, status: before }: Step,
	{ status }: PlannedChange,
	failure: Failure,
	client: Client,
): Promise<boolean> {
	if (!failure.ambiguous || plainStatus(before) === status) return false;
	const listed = await listMemberships(client, prospectId);
	return listed.ok && proves(listed.value, sequenceId, status) === true;
}

/** The change that each sequence has to show in the end: the last one. */
function wantedBy(done: Done[]): Wanted {
	return new Map(
		done.flatMap(({ change, steps }) =>
			steps.map(({ sequenceId }): [string, PlannedChange] => [sequenceId, change]),
		),
	);
}

function itemsOf(person: Person, { change, steps }: Done, confirmed: boolean) {
	const { prospectId, email, unsubscribed } = person;
	const { status, items } = change;
	const json = {
		...(email === undefined ? {} : { email }),
		status,
		changed: steps.length > 0,
		...(unsubscribed ? { unsubscribed } : {}),
		sequences: change.steps.map((step) => ({
			sequenceId: step.sequenceId,
			...(step.title === undefined ? {} : { title: step.title }),
			from: step.status?.toLowerCase() ?? null,
			to: step.isSent ? status : (step.status?.toLowerCase() ?? null),
			changed: step.isSent,
		})),
		...(confirmed ? {} : { confirmed }),
		prospectId,
	};
	return pairedWithEach(json, items);
}

/** A failure that says in which sequences the change was made all the same. */
function withDone(failure: Failure, done: Step[]): Failure {
	if (done.length === 0) return failure;
	const made = `Already changed: ${done.map(nameSequence).join(', ')}.`;
	const hint = [failure.hint, made].filter(Boolean).join(' ');
	return { ...failure, hasActed: true, hint };
}

/** A change that was not begun, as one before it failed. */
function notMade({ items, status }: PlannedChange, reason: Failure): ItemFailure {
	const message = `The change to "${status}" was not made, as one before it about the same prospect failed. ${reason.message}`;
	return { items, failure: { ...reason, message, hasActed: false, ambiguous: false } };
}
