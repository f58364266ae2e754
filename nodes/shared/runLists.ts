import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concurrently } from './concurrently';
import { joinLists } from './joinLists';
import type { ItemFailure, Output } from './nodeRun';
import { paired, type PairedItem } from './paired';
import { badInput, success, type Result } from './result';
import { runNode, type NodeStart, type Run } from './runNode';
import { eachInTurns } from './turns';

/** So many output items at most for items that ask for the same list: n8n holds them all in its memory. */
const MOST_ITEMS = 1_000_000;

/** The records that a search found; nothing where it was not made any more, because the node stops. */
export type Answers<S, R = IDataObject> = (search: S) => Result<R[]> | undefined;

/** How a node finds records. */
export interface ListPlan<C, S> extends Omit<NodeStart<C, S>, 'changes' | 'togetherOrNot'> {
	/** What is said where nothing was found, without a dot. */
	nothing: string;
	/**
	 * A text that is the same for items that ask for the same list, which is then read once. Nothing for
	 * what is looked up for each item on its own. By default every search is a list.
	 */
	listKey?: (search: S) => string | undefined;
	/** Makes the searches, each of them once. */
	find: (searches: S[], run: Run<C, unknown>) => Promise<Answers<S>>;
}

/**
 * The way to run a node that finds records and changes nothing.
 *
 * @returns for each input item one output item per record that it asked for
 */
export async function runLists<C, S>(
	context: IExecuteFunctions,
	{ listKey = JSON.stringify, find, open, read, nothing }: ListPlan<C, S>,
): Promise<INodeExecutionData[][]> {
	const readSearch = (reading: IExecuteFunctions, itemIndex: number, client: C) => {
		const search = read(reading, itemIndex, client);
		return search.ok ? success({ itemIndex, search: search.value }) : search;
	};
	return await runNode(context, { open, nothing, read: readSearch }, async (run) => {
		const shared = await joinLists(run.requests, listKey);
		const answers = await find(
			shared.map(({ search }) => search),
			run,
		);
		return await gather(shared, answers);
	});
}

async function gather<S>(
	shared: Array<{ items: number[]; search: S }>,
	answers: Answers<S>,
): Promise<Required<Output>> {
	const items: PairedItem[] = [];
	const failures: ItemFailure[] = [];
	for (const { items: askedBy, search } of shared) {
		const found = bounded(answers(search), askedBy.length);
		if (found?.ok) {
			await eachInTurns(askedBy, (item) => {
				for (const json of found.value) items.push(paired(json, item));
			});
		} else if (found) failures.push({ items: askedBy, failure: found.failure });
	}
	return { items, failures };
}

/** A failure in place of a list that so many input items ask for that their output would be too much. */
function bounded<R>(found: Result<R[]> | undefined, askedBy: number): Result<R[]> | undefined {
	if (!found?.ok || askedBy === 1 || askedBy * found.value.length <= MOST_ITEMS) return found;
	return badInput(
		`${askedBy} input items ask for the same ${found.value.length} records, which makes more than ${MOST_ITEMS} output items`,
		'Turn on "Execute Once" in the settings of the node: then the list is returned once.',
	);
}

/** Makes searches one by one, a few at a time; where the node stops on fail, none after the first that fails. */
export function eachList<C, S, R = IDataObject>(
	list: (search: S, client: C) => Promise<Result<R[]>>,
): (searches: S[], run: Run<C, unknown>) => Promise<Answers<S, R>> {
	return async (searches, { client, concurrency, goesOn }) => {
		const found = new Map<S, Result<R[]>>();
		await concurrently(
			searches,
			concurrency,
			async (search) => {
				const result = await list(search, client);
				found.set(search, result);
				return result;
			},
			(result) => !goesOn && !result.ok,
		);
		return (search) => found.get(search);
	};
}
