import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concurrently } from './concurrently';
import { joinLists } from './lookUp';
import { finish, paired, readItems } from './nodeRun';
import { success, type Result } from './result';

/** How a node lists records. */
export interface ListPlan<S> {
	/** How many lists may be read at the same time. */
	concurrency: number;
	/** Reads which list an input item asks for. */
	read: (itemIndex: number) => Result<S>;
	/** Reads the list itself. */
	list: (search: S) => Promise<Result<IDataObject[]>>;
}

/**
 * Reads the lists that input items ask for, each once however many items ask for it.
 *
 * @returns one output item per record, paired with all items that asked for its list
 */
export async function runLists<S>(
	context: IExecuteFunctions,
	{ concurrency, read, list }: ListPlan<S>,
): Promise<INodeExecutionData[][]> {
	const { requests, failures } = readItems(context, (itemIndex) => {
		const search = read(itemIndex);
		return search.ok ? success({ itemIndex, search: search.value }) : search;
	});
	const shared = joinLists(requests, (search) => JSON.stringify(search));
	const goesOn = context.continueOnFail();
	const results = await concurrently(
		shared,
		concurrency,
		async ({ search }) => await list(search),
		(result) => !goesOn && !result.ok,
	);
	const items: INodeExecutionData[] = [];
	shared.forEach(({ items: askedBy }, index) => {
		const result = results[index];
		if (result?.ok) items.push(...result.value.map((record) => paired(record, askedBy)));
		else if (result) failures.push({ items: askedBy, failure: result.failure });
	});
	return finish(context, items, failures);
}
