import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addTo } from './addTo';
import { alsoFailed } from './alsoFailed';
import { concurrently } from './concurrently';
import { counted } from './counted';
import { doneFor } from './doneFor';
import { itemsBehind, type MergedCall } from './merge';
import type { ItemFailure, Output } from './nodeRun';
import { pairedWithEach } from './paired';
import { guarded, orFailure } from './readItems';
import { mayHaveActed, type Failure, type Result } from './result';
import { runNode, type NodeStart, type Run } from './runNode';
import { callSplitting, callWhole } from './splitCall';
import { eachInTurns, giveTurn } from './turns';

/** A call that went through: the ids it served, and what came of it. */
export interface Served<S, T> {
	call: MergedCall<S>;
	ids: string[];
	value: T;
}

/** Calls to make, and the failures of items that none can be made for. */
export interface PlannedCalls<S> {
	calls: Array<MergedCall<S>>;
	failures?: ItemFailure[];
}

/** How a node makes its calls. */
export interface CallPlan<C, R, S, T> extends Omit<NodeStart<C, R>, 'changes'> {
	/** Merges what the items ask for into calls. It may look things up, and changes nothing. */
	plan: (requests: R[], run: Run<C, R>) => PlannedCalls<S> | Promise<PlannedCalls<S>>;
	/**
	 * The vendor's name of the list of ids in the request. Given where ids share a call: the vendor may
	 * refuse some of them, and the others go on without.
	 */
	idField?: string;
	/** An id as a message shows it after its place in the request, where it is more than a text. */
	showId?: (id: string) => string;
	/** Sends one call. */
	attempt: (call: MergedCall<S>, ids: string[], run: Run<C, R>) => Promise<Result<T>>;
	/** What a call that went through gives; one item for each input item behind it if absent. */
	output?: (served: Served<S, T>) => Output | Promise<Output>;
	/** One call's effect in a few words, where calls change something. */
	describe?: (value: T) => string;
	/** What had been changed when the node stops, where "calls" is not the word for it. */
	sayDone?: (done: T[], calls: number) => string;
}

/** How many calls that had gone through are named. */
const SHOWN_CALLS = 10;

/**
 * The way to run a node whose items are merged into calls, a few of which are made at a time.
 *
 * @returns what each call gives, linked to the input items behind it; with "continue on fail" refused
 * ids are taken out of their call and fail their items
 * @throws the first failure, with what had been changed by then, when the node stops on fail
 */
export async function runCalls<C, R, S, T extends object>(
	context: IExecuteFunctions,
	plan: CallPlan<C, R, S, T>,
): Promise<INodeExecutionData[][]> {
	const changes = plan.describe !== undefined;
	return await runNode(context, { ...plan, changes }, async (run) => {
		const planned = await plan.plan(run.requests, run);
		const refused = planned.failures ?? [];
		if (!run.goesOn && refused.length > 0) return { items: [], failures: withDone(refused, plan) };
		const made = await makeCalls(planned.calls, plan, run);
		return { items: made.items, failures: [...refused, ...made.failures] };
	});
}

async function makeCalls<C, R, S, T extends object>(
	calls: Array<MergedCall<S>>,
	plan: CallPlan<C, R, S, T>,
	run: Run<C, R>,
): Promise<Required<Output>> {
	const { idField, showId, attempt, output = itemPerInput } = plan;
	const make = run.goesOn ? callSplitting : callWhole;
	const guard = run.goesOn ? orFailure : async (work: () => Promise<Result<T>>) => await work();
	const outcomes = await concurrently(
		calls,
		run.concurrency,
		async (call) => {
			const { served, refused } = await make(
				call.ids,
				idField,
				async (ids) => await guard(async () => await attempt(call, ids, run)),
				showId,
			);
			// Where the node stops on fail, nothing may be started before it is known to have failed.
			if (run.goesOn || refused.length === 0) await giveTurn();
			const servedFor = finderOfServed(call, refused.length > 0 ? served : []);
			const made = served.map(({ ids, value }) => output({ call, ids, value }));
			const outputs = made.some(isPending) ? await Promise.all(made) : (made as Output[]);
			return {
				served: served.map(({ value }, place) => ({ value, ...outputs[place] })),
				failures: refused.map(({ ids, failure }) => {
					const items = itemsBehind(call.itemsOf, ids);
					return { items, failure: beside(failure, servedFor(items), plan.describe) };
				}),
			};
		},
		({ served, failures }) =>
			!run.goesOn && (failures.length > 0 || served.some((one) => one.failures?.length)),
	);
	const finished = outcomes.filter((outcome) => outcome !== undefined);
	const served = finished.flatMap((outcome) => outcome.served);
	const failures = finished.flatMap((outcome) => [
		...outcome.failures,
		...outcome.served.flatMap((one) => one.failures ?? []),
	]);
	if (!run.goesOn && failures.length > 0) {
		const whole = served.filter((one) => !one.failures?.length);
		const isWhole = (_: unknown, place: number) => {
			const outcome = outcomes[place];
			return outcome?.failures.length === 0 && outcome.served.every((one) => !one.failures?.length);
		};
		const values = whole.map(({ value }) => value);
		const done = { values, calls: calls.length, items: doneFor(calls, isWhole) };
		return { items: [], failures: withDone(failures, plan, done) };
	}
	return { items: served.flatMap(({ items }) => items), failures };
}

/** Where the node stops on fail, an output that is there is not waited for: see above. */
const isPending = (made: Output | Promise<Output>) => made instanceof Promise;

/** A way to find what went through of a call for some of its items, in the order in which it did. */
function finderOfServed<S, V extends { ids: string[] }>(
	{ itemsOf }: MergedCall<S>,
	served: V[],
): (items: number[]) => V[] {
	const placesOf = new Map<number, number[]>();
	served.forEach(({ ids }, place) => {
		for (const item of itemsBehind(itemsOf, ids)) {
			addTo(placesOf, item, place);
		}
	});
	return (items) => {
		const places = new Set(items.flatMap((item) => placesOf.get(item) ?? []));
		return [...places].sort((one, other) => one - other).map((place) => served[place]);
	};
}

/** A failure that says what was changed for the other records of its item. */
function beside<T>(
	failure: Failure,
	served: Array<{ value: T }>,
	describe: CallPlan<never, never, never, T>['describe'],
): Failure {
	if (describe === undefined || served.length === 0) return failure;
	const shown = served.slice(0, SHOWN_CALLS).map(({ value }) => describe(value));
	const done = `The other records of the item were already done: ${shown.join(', ')}.`;
	return { ...failure, hint: [failure.hint, done].filter(Boolean).join(' ') };
}

/** What was done by calls when a node stops. */
interface Done<T> {
	values: T[];
	/** How many calls there were to make. */
	calls: number;
	/** A sentence that says for which items all is done; may be empty. */
	items: string;
}

/** The failure to stop with, which says what had been changed. */
function withDone<T>(
	failures: ItemFailure[],
	{ describe, sayDone }: Pick<CallPlan<never, never, never, T>, 'describe' | 'sayDone'>,
	{ values, calls, items: doneItems }: Done<T> = { values: [], calls: 1, items: '' },
): ItemFailure[] {
	const [first, ...others] = failures;
	if (describe === undefined) return [first];
	const { items, also } = alsoFailed(first, others);
	const { failure } = first;
	const done =
		values.length > 0
			? describeDone(values, calls, describe, sayDone)
			: describeNothingDone(failures);
	const hint = [failure.hint, also, done, done && doneItems].filter(Boolean).join(' ');
	return [{ items, failure: { ...failure, hint } }];
}

/** What to say where no call has gone through. */
function describeNothingDone(failures: ItemFailure[]): string {
	const isAnyUnclear = failures.some(({ failure }) => mayHaveActed(failure));
	return isAnyUnclear ? 'Nothing else was changed.' : 'Nothing was changed.';
}

function describeDone<T>(
	values: T[],
	calls: number,
	describe: (value: T) => string,
	sayDone?: (done: T[], calls: number) => string,
): string {
	if (sayDone) return sayDone(values, calls);
	const shown = values.slice(0, SHOWN_CALLS).map(describe).join(', ');
	const more = values.length > SHOWN_CALLS ? ` and ${values.length - SHOWN_CALLS} more` : '';
	return `Of ${counted(calls, 'call')}, ${values.length} went through: ${shown}${more}.`;
}

function itemPerInput<S, T extends object>({ call, ids, value }: Served<S, T>): Output {
	return { items: pairedWithEach({ ...value } as IDataObject, itemsBehind(call.itemsOf, ids)) };
}

/** Parts the calls that can be made from those that a look at their settings refuses. */
export async function sortOutCalls<S, V>(
	calls: Array<MergedCall<S>>,
	check: (settings: S) => Result<V>,
): Promise<Required<PlannedCalls<V>>> {
	const sorted: Required<PlannedCalls<V>> = { calls: [], failures: [] };
	await eachInTurns(calls, (call) => {
		const result = guarded(() => check(call.settings));
		if (result.ok) sorted.calls.push({ ...call, settings: result.value });
		else {
			const items = itemsBehind(call.itemsOf, call.ids);
			sorted.failures.push({ items, failure: result.failure });
		}
	});
	return sorted;
}
