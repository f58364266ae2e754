import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { concurrently } from './concurrently';
import { itemsBehind, type MergedCall } from './merge';
import { nodeError } from './nodeError';
import { badInput, type Failure, type Result } from './result';
import { callSplitting, callWhole, type CallOutcome } from './splitCall';
import { endTry } from './tryOf';

/** A failure and the input items it concerns. */
export interface ItemFailure {
	items: number[];
	failure: Failure;
}

/** Links an output item to the input items it came from. */
export function paired(json: IDataObject, items: number[]): INodeExecutionData {
	const pairedItem = items.map((item) => ({ item }));
	return { json, pairedItem: pairedItem.length === 1 ? pairedItem[0] : pairedItem };
}

/** One error item per input item, so that each can take the node's error output. */
function errorItems(node: INode, failures: ItemFailure[]): INodeExecutionData[] {
	const failuresOf = new Map<number, Failure[]>();
	for (const { items, failure } of failures) {
		for (const item of items) failuresOf.set(item, [...(failuresOf.get(item) ?? []), failure]);
	}
	return [...failuresOf].map(([item, [first, ...others]]) => {
		const texts = [...new Set([first, ...others].map(({ message }) => message))];
		const { message, description } = nodeError(node, { ...first, message: texts.join('; ') }, [
			item,
		]);
		const { kind, status, correlationId } = first;
		// n8n knows an error item by these two keys alone; then it adds the input item's own data.
		return paired({ error: message, details: { kind, description, status, correlationId } }, [
			item,
		]);
	});
}

const firstItem = ({ pairedItem }: INodeExecutionData): number => {
	const first = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof first === 'object' ? first.item : (first ?? 0);
};

/**
 * Reads every input item's parameters.
 *
 * @throws the first item's failure, before anything is sent, unless the node continues on fail
 */
export function readItems<R>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => Result<R>,
): { requests: R[]; failures: ItemFailure[] } {
	const requests: R[] = [];
	const failures: ItemFailure[] = [];
	const goesOn = context.continueOnFail();
	const itemCount = context.getInputData().length;
	for (let item = 0; item < itemCount; item += 1) {
		const result = goesOn ? readSafely(read, item) : read(item);
		if (result.ok) requests.push(result.value);
		else if (goesOn) failures.push({ items: [item], failure: result.failure });
		else throw nodeError(context.getNode(), result.failure, [item]);
	}
	return { requests, failures };
}

/** An expression that n8n cannot resolve for one item is no reason to fail the others. */
function readSafely<R>(read: (itemIndex: number) => Result<R>, item: number): Result<R> {
	try {
		return read(item);
	} catch (error) {
		return badInput((error as Error).message);
	}
}

/**
 * Looks at merged calls once more before any is sent.
 *
 * @throws the first failure, unless the node continues on fail
 */
export function refuseCalls<S>(
	context: IExecuteFunctions,
	calls: Array<MergedCall<S>>,
	check: (settings: S) => Result<true>,
): { calls: Array<MergedCall<S>>; failures: ItemFailure[] } {
	const failures: ItemFailure[] = [];
	const accepted = calls.filter(({ settings, ids, itemsOf }) => {
		const result = check(settings);
		if (!result.ok) failures.push({ items: itemsBehind(itemsOf, ids), failure: result.failure });
		return result.ok;
	});
	if (failures.length > 0 && !context.continueOnFail()) {
		throw nodeError(context.getNode(), failures[0].failure, failures[0].items);
	}
	return { calls: accepted, failures };
}

/** How a node makes its merged calls. */
export interface CallPlan<S, T> {
	concurrency: number;
	/** The vendor's name of the list of ids in the request. */
	idField: string;
	/** Sends one call. */
	attempt: (call: MergedCall<S>, ids: string[]) => Promise<Result<T>>;
	/** One call's effect in a few words, where calls change something. */
	describe?: (value: T) => string;
}

/** A merged call with how it went. */
export interface FinishedCall<S, T> extends CallOutcome<T> {
	call: MergedCall<S>;
}

/**
 * Makes merged calls, a few at a time.
 *
 * @returns the calls in their order; with "continue on fail" refused ids are taken out of their call
 * and reported in `failures`
 * @throws the first call's failure, with what had been done by then, when the node stops on fail
 */
export async function runCalls<S, T>(
	context: IExecuteFunctions,
	calls: Array<MergedCall<S>>,
	plan: CallPlan<S, T>,
): Promise<{ finished: Array<FinishedCall<S, T>>; failures: ItemFailure[] }> {
	const goesOn = context.continueOnFail();
	const make = goesOn ? callSplitting : callWhole;
	const outcomes = await concurrently(
		calls,
		plan.concurrency,
		async (call) => {
			const attempt = async (ids: string[]) => await plan.attempt(call, ids);
			return { call, ...(await make(call.ids, plan.idField, attempt)) };
		},
		({ refused }) => !goesOn && refused.length > 0,
	);
	const finished = outcomes.filter((outcome) => outcome !== undefined);
	const failures = finished.flatMap(({ call, refused }) =>
		refused.map(({ ids, failure }) => ({ items: itemsBehind(call.itemsOf, ids), failure })),
	);
	if (failures.length > 0 && !goesOn) {
		const values = finished.flatMap(({ served }) => served.map(({ value }) => value));
		throw nodeError(
			context.getNode(),
			failures[0].failure,
			failures[0].items,
			describeDone(values, calls.length, plan.describe),
		);
	}
	return { finished, failures };
}

function describeDone<T>(values: T[], calls: number, describe?: (value: T) => string) {
	if (!describe || calls === 1) return undefined;
	if (values.length === 0) return 'Nothing had been changed before.';
	const shown = values.slice(0, 10).map(describe).join(', ');
	const more = values.length > 10 ? ` and ${values.length - 10} more` : '';
	return `Of ${calls} calls, ${values.length} had already gone through: ${shown}${more}.`;
}

/** One output item for each call that went through, linked to the input items behind it. */
export function itemPerCall<S, T extends object>(
	finished: Array<FinishedCall<S, T>>,
): INodeExecutionData[] {
	return finished.flatMap(({ call, served }) =>
		served.map(({ ids, value }) =>
			paired({ ...value } as IDataObject, itemsBehind(call.itemsOf, ids)),
		),
	);
}

/**
 * The node's output: what succeeded and one error item per failed input item, in the order of the
 * input items.
 *
 * @throws the first failure when the node stops on fail
 */
export function finish(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	failures: ItemFailure[],
): INodeExecutionData[][] {
	const node = context.getNode();
	if (failures.length > 0 && !context.continueOnFail()) {
		throw nodeError(node, failures[0].failure, failures[0].items);
	}
	if (failures.length === 0) endTry(context);
	const output = failures.length > 0 ? [...items, ...errorItems(node, failures)] : items;
	return [output.sort((a, b) => firstItem(a) - firstItem(b))];
}
