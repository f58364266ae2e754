import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimit } from '../../../shared/limit';
import { readShape, type Shape } from '../../../shared/outputShape';
import {
	choiceSetting,
	isExpression,
	readCollection,
	readSettings,
} from '../../../shared/read/settings';
import { readText } from '../../../shared/read/text';
import { success, type Result } from '../../../shared/result';
import { isBlank, printValue } from '../../../shared/valueText';
import { BATCH_OUTPUT } from '../../batches/showBatch';
import { readId } from '../../readId';
import { sortField } from './fields';

/** The list of batches that an input item asks for. */
export interface BatchSearch {
	/** Ready for the address line. */
	query: string;
	limit: number;
	shape: Shape;
	/** The state that the batches are to have, where it is not one that Outreach is known to use. */
	oddState?: string;
}

const FILTERS = [
	{ name: 'action', label: 'Action', parameter: 'filter[action]', read: readWord },
	{
		name: 'prospectId',
		label: 'Outreach Prospect ID',
		parameter: 'filter[prospect][id]',
		read: readId,
	},
	{ name: 'state', label: 'State', parameter: 'filter[state]', read: readWord },
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
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), {
		sortBy: choiceSetting(sortField),
	});
	if (!options.ok) return options;
	const shape = readShape(context, itemIndex, BATCH_OUTPUT);
	if (!shape.ok) return shape;
	const query = new URLSearchParams();
	let oddState: string | undefined;
	const given = readCollection(context.getNodeParameter('filters', itemIndex, {}), 'Filters');
	if (!given.ok) return given;
	const node = context.getNode();
	for (const { name, label, parameter, read } of FILTERS) {
		if (!Object.hasOwn(given.value, name)) continue;
		const value = given.value[name];
		// What an expression did not find would otherwise find every batch.
		const isLeftEmpty = isBlank(value) && !isExpression(node, 'filters', name);
		if (isLeftEmpty) continue;
		const wanted: Result<string | number> = read(value, label);
		if (!wanted.ok) return wanted;
		// In the newer syntax a comma or two dots in a value are nothing but that.
		query.set('newFilterSyntax', 'true');
		query.set(parameter, String(wanted.value));
		if (name === 'state' && !isKnownState(String(wanted.value))) oddState = String(wanted.value);
	}
	query.set('sort', options.value.sortBy);
	return success({
		query: query.toString(),
		limit: limit.value,
		shape: shape.value,
		...(oddState !== undefined && { oddState }),
	});
}

/** Outreach publishes no list of states, so there may be others. */
const KNOWN_STATES = ['confirming', 'pending', 'finished', 'failed', 'canceled'];

const isKnownState = (state: string) =>
	KNOWN_STATES.some((one) => one === state.toLowerCase().replace('cancelled', 'canceled'));

/** What to say of a state that no batch has: it may be misspelled. */
export const sayOddState = (state: string): string =>
	`No batch in Outreach has the state ${printValue(state)}. Known states are ${KNOWN_STATES.join(', ')}.`;

function readWord(value: unknown, field: string): Result<string> {
	return readText(value, { field, allowed: 'text', isNeverNumber: true });
}
