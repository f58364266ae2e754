import type { IExecuteFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readLimit } from '../../shared/lookUp';
import { badInput, success, type Result } from '../../shared/result';
import { isBlank, printValue } from '../../shared/valueText';
import { readId } from '../readId';
import { sortField } from './fields';

/** The list of batches that an input item asks for. */
export interface BatchSearch {
	/** Ready for the address line. */
	query: string;
	limit: number;
	simplify: boolean;
}

const FILTERS = [
	{ name: 'action', label: 'Action', parameter: 'filter[action]', read: readText },
	{ name: 'prospectId', label: 'Prospect ID', parameter: 'filter[prospect][id]', read: readId },
	{ name: 'state', label: 'State', parameter: 'filter[state]', read: readText },
];

/**
 * Reads which batches an input item asks for. A filter that is left empty is none.
 *
 * The names of filters and orders are those of https://developers.outreach.io/api/reference
 */
export function readBatchSearch(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<BatchSearch> {
	const limit = readLimit(context, itemIndex);
	if (!limit.ok) return limit;
	const options = context.getNodeParameter('options', itemIndex, {});
	const sort = readSort(options.sortBy ?? sortField.default);
	if (!sort.ok) return sort;
	const query = new URLSearchParams();
	const given = context.getNodeParameter('filters', itemIndex, {});
	for (const { name, label, parameter, read } of FILTERS) {
		const value = given[name];
		if (value === undefined || isBlank(value)) continue;
		const wanted: Result<string | number> = read(value, label);
		if (!wanted.ok) return wanted;
		// In the newer syntax a comma or two dots in a value are nothing but that.
		query.set('newFilterSyntax', 'true');
		query.set(parameter, String(wanted.value));
	}
	query.set('sort', sort.value);
	return success({
		query: query.toString(),
		limit: limit.value,
		simplify: options.simplify !== false,
	});
}

function readText(value: unknown, label: string): Result<string> {
	if (typeof value === 'string') return success(value.trim());
	return badInput(`"${label}" is ${printValue(value)}`, 'It must be a text.');
}

function readSort(value: unknown): Result<string> {
	const orders = (sortField.options as INodePropertyOptions[]).map((order) => order.value);
	if (orders.includes(value as string)) return success(String(value));
	return badInput(`"Sort By" is ${printValue(value)}`, `It must be one of ${orders.join(', ')}.`);
}
