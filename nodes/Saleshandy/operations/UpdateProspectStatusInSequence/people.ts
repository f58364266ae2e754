import type { Client } from '../../../shared/client';
import { concurrently } from '../../../shared/concurrently';
import type { ItemFailure } from '../../../shared/nodeRun';
import { failed, isMissing, success, type Failure, type Result } from '../../../shared/result';
import type { PlannedCalls } from '../../../shared/runCalls';
import type { Run } from '../../../shared/runNode';
import { eachInTurns, mapInTurns } from '../../../shared/turns';
import { printValue } from '../../../shared/valueText';
import { findProspects, type FoundProspect } from '../../findProspects';
import { recognizeOther } from '../../foreignIds';
import type { ProspectChoice } from '../../prospectChoice';
import { listEnrollments } from '../../sequences';
import {
	afterwards,
	planChange,
	planUnseen,
	type Membership,
	type Step,
	type StatusChange,
} from './planChange';
import { hasOptedOut } from './statuses';

/** What one input item asks for. */
export interface ItemChange extends Omit<StatusChange, 'items'> {
	itemIndex: number;
	prospect: ProspectChoice;
}

/** A change, and what it takes. */
export interface PlannedChange extends StatusChange {
	steps: Step[];
}

/** All that is to be done about one prospect, in the order of the items. */
export interface Person {
	prospectId: string;
	/** Where an item named the prospect by its address. */
	email?: string;
	/** Whether the prospect is known to have unsubscribed in any sequence. */
	unsubscribed: boolean;
	changes: PlannedChange[];
}

type Asked = Omit<Person, 'changes' | 'unsubscribed'> & { changes: StatusChange[] };

/** A prospect as a message names one. */
export const nameProspect = ({ prospectId, email }: Pick<Person, 'prospectId' | 'email'>): string =>
	email ?? prospectId;

/** Reads the sequences that a prospect is or was in. */
export async function listMemberships(
	client: Client,
	prospectId: string,
): Promise<Result<Membership[]>> {
	const listed = await listEnrollments(client, prospectId);
	if (!listed.ok) return listed;
	return success(
		listed.value.map(({ sequenceIds, title, status }) => {
			return { sequenceId: sequenceIds[0], title, status };
		}),
	);
}

/**
 * Finds whom the items are about and where they are, and works out what is to be done: one call for each
 * prospect. Each address and each history is read once.
 */
export async function planPeople(
	wanted: ItemChange[],
	run: Run<Client, unknown>,
): Promise<PlannedCalls<Person>> {
	const find = await findProspects(
		wanted.map(({ prospect }) => prospect),
		run,
	);
	const failures: ItemFailure[] = [];
	const people = new Map<string, Asked>();
	await eachInTurns(wanted, ({ prospect: choice, ...change }) => {
		const found = find(choice);
		if (found?.ok) ask(people, found.value, change);
		else if (found) failures.push({ items: [change.itemIndex], failure: found.failure });
	});
	if (failures.length > 0 && !run.goesOn) return { calls: [], failures };
	const histories = await readHistories([...people.keys()], run);
	const planned = await mapInTurns(people.values(), (one) =>
		planPerson(one, histories(one.prospectId)),
	);
	sayUnseen(planned, histories, run.client);
	return {
		calls: planned
			.map(({ person }) => person)
			.filter(({ changes }) => changes.length > 0)
			.map((person) => ({
				settings: person,
				ids: [person.prospectId],
				itemsOf: new Map([[person.prospectId, person.changes.flatMap(({ items }) => items)]]),
			})),
		failures: [...failures, ...planned.flatMap((one) => one.failures)],
	};
}

/** Adds what an item asks for; if it repeats what the item before it asked of the prospect, they share it. */
function ask(
	people: Map<string, Asked>,
	{ id, email }: FoundProspect,
	{ itemIndex, ...change }: Omit<ItemChange, 'prospect'>,
): void {
	const person = people.get(id) ?? { prospectId: id, email, changes: [] };
	people.set(id, person);
	person.email ??= email;
	const last = person.changes.at(-1);
	const isSame =
		last !== undefined &&
		last.status === change.status &&
		last.sequenceId === change.sequenceId &&
		last.pauseDelayInDays === change.pauseDelayInDays;
	if (isSame) last.items.push(itemIndex);
	else person.changes.push({ ...change, items: [itemIndex] });
}

/** Says who is stopped without a look at the status before. */
function sayUnseen(planned: Array<{ person: Person }>, histories: Histories, client: Client): void {
	const unseen = planned
		.map(({ person }) => person)
		.filter(({ prospectId, changes }) => changes.length > 0 && !histories(prospectId)?.ok);
	if (unseen.length === 0) return;
	client.report(
		`The sequences of ${unseen.length} Saleshandy prospects could not be read before the change, such as of ${nameProspect(unseen[0])}. So the status before is not known.`,
	);
}

type Histories = (prospectId: string) => Result<Membership[]> | undefined;

/**
 * Reads the history of each prospect. One that cannot be read does not end the others, as somebody may still be
 * stopped; only if the node stops anyway.
 */
async function readHistories(
	prospectIds: string[],
	{ client, concurrency, goesOn }: Run<Client, unknown>,
): Promise<Histories> {
	const read = new Map<string, Result<Membership[]>>();
	await concurrently(
		prospectIds,
		concurrency,
		async (prospectId) => {
			const history = await listMemberships(client, prospectId);
			read.set(prospectId, history);
			return history;
		},
		(history) => !goesOn && !history.ok && FINAL.includes(history.failure.kind),
	);
	return (prospectId) => read.get(prospectId);
}

function planPerson(
	{ changes, ...who }: Asked,
	history: Result<Membership[]> | undefined,
): { person: Person; failures: ItemFailure[] } {
	const unsubscribed =
		history?.ok === true && history.value.some(({ status }) => hasOptedOut(status));
	const person: Person = { ...who, unsubscribed, changes: [] };
	const failures: ItemFailure[] = [];
	// It was not read any more, because the node stops.
	if (history === undefined) return { person, failures };
	let memberships = history.ok ? history.value : [];
	for (const change of changes) {
		const steps = history.ok
			? planChange(change, memberships, nameProspect(who))
			: planWithout(change, history.failure, who);
		if (steps.ok) {
			person.changes.push({ ...change, steps: steps.value });
			memberships = afterwards(memberships, steps.value, change.status);
		} else failures.push({ items: change.items, failure: steps.failure });
	}
	return { person, failures };
}

/** Kinds of failures after which the calls to come would fail too, or should not be made. */
const FINAL: Array<Failure['kind']> = [
	'unauthorized',
	'forbidden',
	'rejected',
	'notFound',
	'cancelled',
];

const GONE_MEANWHILE =
	'The prospect was found by its address just before. Look at it in Saleshandy, or run the node again.';

function planWithout(
	change: StatusChange,
	failure: Failure,
	{ prospectId, email }: Pick<Person, 'prospectId' | 'email'>,
): Result<Step[]> {
	if (!FINAL.includes(failure.kind)) return planUnseen(change, { ...failure, ambiguous: false });
	if (failure.kind !== 'rejected' && !isMissing(failure)) return failed(failure);
	if (email !== undefined) {
		const message = `The sequences of the prospect ${email} cannot be read. ${failure.message}`;
		return failed({ ...failure, message, hint: GONE_MEANWHILE });
	}
	const hint = [
		'Most likely no prospect has this ID.',
		recognizeOther(prospectId)?.concat('.'),
		'"By Email" finds the prospect by its address.',
	];
	return failed({
		...failure,
		message: `"Prospect" is ${printValue(prospectId)}: its sequences cannot be read. ${failure.message}`,
		hint: hint.filter(Boolean).join(' '),
	});
}
