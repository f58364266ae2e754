import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { choiceSetting, numberSetting, switchSetting } from './read/settings';
import { readText, refuse } from './read/text';
import { success, type Failure, type Result } from './result';

/**
 * "Return All" and "Limit".
 *
 * @param searchBy the ways to search that can find many, where the form offers several
 */
export function limitFields(searchBy?: string[]): INodeProperties[] {
	const show = searchBy && { searchBy };
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			...(show && { displayOptions: { show } }),
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...show, returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

/** What to do about an item whose search finds nothing. */
export const ifNotFoundField: INodeProperties = {
	displayName: 'If Not Found',
	name: 'ifNotFound',
	type: 'options',
	default: 'nothing',
	options: [
		{ name: 'Return Nothing for the Item', value: 'nothing' },
		{ name: 'Treat the Item as Failed', value: 'error' },
	],
	description: 'What to do with an input item whose search finds nothing',
};

/** Longer text would not fit into an address, and nobody has it as a name. */
const LONGEST_SEARCH = 500;

const [returnAllField, limitField] = limitFields();
const returnAllSetting = switchSetting(returnAllField);
const limitSetting = numberSetting(limitField, true);

/** The setting of `ifNotFoundField`. */
export const ifNotFoundSetting = choiceSetting(ifNotFoundField);

/** Reads "Return All" and "Limit". */
export function readLimit(context: IExecuteFunctions, itemIndex: number): Result<number> {
	const all = returnAllSetting.read(context.getNodeParameter('returnAll', itemIndex, false));
	if (!all.ok) return all;
	if (all.value) return success(Infinity);
	return limitSetting.read(context.getNodeParameter('limit', itemIndex, 50));
}

/** Reads a text to search for. */
export function readSearchText(value: unknown, field: string): Result<string> {
	const text = readText(value, {
		field,
		ifEmpty: 'Give a text to search for, or choose another way to search.',
	});
	if (!text.ok || text.value.length <= LONGEST_SEARCH) return text;
	return refuse(field, value, `a text of at most ${LONGEST_SEARCH} characters`);
}

/**
 * The failure of an item that asked for what is not there.
 *
 * @param wanted what was searched for, to be put after the kind of record
 */
export function nobodyFound(vendor: string, wanted: string, record = 'prospect'): Failure {
	return {
		kind: 'notFound',
		message: `${vendor} has no ${record} ${wanted}`,
		hint: 'Check the value. To go on without the item, set "If Not Found" under Options to "Return Nothing for the Item".',
	};
}

/** A search, and the input items that ask for exactly this one and share what it finds. */
export interface SharedSearch<S> {
	items: number[];
	search: S;
}

/**
 * Joins what need not be returned for each input item.
 *
 * Looking up somebody is an answer to its input item, so each item gets its own. A list is the same
 * for everybody who asks for it, and comes once, paired with all of them.
 *
 * @param listKey a text that is the same for the same list; nothing for what is no list
 */
export function joinLists<S>(
	requests: Array<{ itemIndex: number; search: S }>,
	listKey: (search: S) => string | undefined,
): Array<SharedSearch<S>> {
	const joined = new Map<string, SharedSearch<S>>();
	for (const { itemIndex, search } of requests) {
		const key = listKey(search) ?? `item ${itemIndex}`;
		const shared = joined.get(key);
		if (shared === undefined) joined.set(key, { items: [itemIndex], search });
		else shared.items.push(itemIndex);
	}
	return [...joined.values()];
}
