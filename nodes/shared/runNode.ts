import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import type { AtOnce } from './concurrently';
import { isTool } from './isTool';
import { finish, type ItemFailure, type Output, type Worked } from './nodeRun';
import { pairedWithEach } from './paired';
import { orExplained, orFailure, readItems } from './readItems';
import { readingContext } from './readingContext';
import { checkRequestSettings, type RequestSettings } from './requestOptions';
import { success, type Failure, type Result } from './result';
import { addHints } from './runFacts';
import { giveTurn } from './turns';

/** How a node begins. */
export interface NodeStart<C, R> {
	/** Opens the way to the vendor. */
	open: (context: IExecuteFunctions, settings: RequestSettings) => Promise<C>;
	/**
	 * Reads one input item, from a context that is made for it: see `readingContext`. Nowhere else may
	 * its parameters be read: here a failure is its own.
	 */
	read: (context: IExecuteFunctions, itemIndex: number, client: C) => Result<R>;
	/**
	 * Given where all items together are one request: what to say of all of them if one cannot be
	 * read. Then nothing is sent. The output keeps the order in which it was made.
	 */
	togetherOrNot?: (failure: Failure) => Failure;
	/**
	 * What is said where nothing was found, without a dot: to an AI agent in the output, to people beside
	 * it, where a count may follow. The output itself has no items then.
	 */
	nothing?: string;
	/** Whether the node changes something, and so says what it had changed when it stops. */
	changes?: boolean;
}

/** A node that has read its items. */
export interface Run<C, R> {
	client: C;
	concurrency: AtOnce;
	/** Whether one failure does not stop the others. */
	goesOn: boolean;
	requests: R[];
	/** The items that cannot be read, where the node goes on without them. They fail in any case. */
	unread: ItemFailure[];
}

const REQUEST_OPTIONS = 'requestOptions';
const NOTHING_CHANGED = 'Nothing was changed.';
const MAYBE_CHANGED =
	'The node stopped in the middle, and some changes may have been made. Look at the records before you run it again.';

/**
 * Runs an action node: reads what belongs to the whole run, then the items, and hands out what `work`
 * makes of those that can be read. The ways to do so are `runCalls` and `runLists`, and a vendor may have one
 * of its own.
 *
 * @returns one error item for each input item that failed; for all of them if the run cannot begin
 * @throws the first failure when the node stops on fail; one of reading the items before anything is sent
 */
export async function runNode<C, R>(
	context: IExecuteFunctions,
	{ open, read, togetherOrNot, nothing, changes = false }: NodeStart<C, R>,
	work: (run: Run<C, R>) => Promise<Worked>,
): Promise<INodeExecutionData[][]> {
	const goesOn = context.continueOnFail();
	const done = changes ? NOTHING_CHANGED : undefined;
	const end = async (output: Worked & { keepsOrder?: boolean }, done?: string) => {
		const ended = await finish(context, output, done);
		await addHints(context, output, nothing);
		return ended;
	};
	const begin = async () => await beginRun(context, open);
	const begun = goesOn ? await orFailure(begin) : await orExplained(begin, done);
	if (!begun.ok) {
		return await end(failAll(context, begun.failure), done);
	}
	const { client, settings } = begun.value;
	const reading = readingContext(context);
	const { requests, failures } = await readItems(
		context,
		withRequestOptions(reading, (item) => read(reading, item, client)),
		done,
	);
	if (togetherOrNot && failures.length > 0) {
		return await end(spreadOut(context, failures, togetherOrNot), done);
	}
	if (requests.length === 0) return await end({ items: [], failures }, done);
	const run = { client, concurrency: settings.concurrency, goesOn, requests, unread: failures };
	const worked = goesOn ? await orFailure(async () => success(await work(run))) : undefined;
	if (worked && !worked.ok) {
		const failure = changes ? { ...worked.failure, hint: MAYBE_CHANGED } : worked.failure;
		return await end(failOthers(context, failures, failure));
	}
	const made = worked?.value ?? (await work(run));
	await giveTurn();
	const failed = [...failures, ...(made.failures ?? [])];
	const isEmpty = made.items.length === 0 && failed.length === 0;
	if (isEmpty && nothing !== undefined && isTool(context.getNode())) {
		return await end({ items: pairedWithEach({ message: `${nothing}.` }, allItems(context)) });
	}
	return await end({
		...made,
		failures: failed,
		refusedItems: failures.length + (made.refusedItems ?? 0),
		keepsOrder: togetherOrNot !== undefined,
	});
}

async function beginRun<C>(
	context: IExecuteFunctions,
	open: NodeStart<C, unknown>['open'],
): Promise<Result<{ client: C; settings: RequestSettings }>> {
	const settings = checkRequestSettings(context.getNodeParameter(REQUEST_OPTIONS, 0, {}));
	if (!settings.ok) return settings;
	const client = await open(context, settings.value);
	return success({ settings: settings.value, client });
}

/**
 * The whole run goes by the first item's Request Options; another item fails if its own cannot be
 * resolved, as it does with every other parameter.
 */
function withRequestOptions<R>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => Result<R>,
): (itemIndex: number) => Result<R> {
	const { parameters } = context.getNode() as Partial<INode>;
	if (!JSON.stringify(parameters?.[REQUEST_OPTIONS] ?? {}).includes('"=')) return read;
	return (itemIndex) => {
		if (itemIndex === 0) return read(itemIndex);
		const own = checkRequestSettings(context.getNodeParameter(REQUEST_OPTIONS, itemIndex, {}));
		return own.ok ? read(itemIndex) : own;
	};
}

/** The failure of a whole run, as one of each input item. */
function failAll(context: IExecuteFunctions, failure: Failure): Output {
	return { items: [], failures: [{ items: allItems(context), failure }] };
}

const allItems = (context: IExecuteFunctions) => context.getInputData().map((_, index) => index);

/** The failures of some items, and one for all others. */
function failOthers(context: IExecuteFunctions, own: ItemFailure[], failure: Failure): Output {
	const concerned = new Set(own.flatMap(({ items }) => items));
	const others = allItems(context).filter((item) => !concerned.has(item));
	return { items: [], failures: [...own, { items: others, failure }] };
}

/** The failures of some items, and the first of them as the failure of all others. */
function spreadOut(
	context: IExecuteFunctions,
	failures: ItemFailure[],
	word: (failure: Failure) => Failure,
): Output {
	const own = failures.map(({ items, failure }) => ({ items, failure: word(failure) }));
	const concerned = new Set(failures.flatMap(({ items }) => items));
	const others = allItems(context).filter((item) => !concerned.has(item));
	const [{ items, failure }] = failures;
	const message = `Nothing was run because of item ${items[0]}: ${failure.message}`;
	const spread = { items: others, failure: word({ ...failure, message }) };
	return { items: [], failures: others.length > 0 ? [...own, spread] : own };
}
