import type { IExecuteFunctions } from 'n8n-workflow';
import { readNumber } from '../../shared/read/number';
import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { readFilterForm } from '../filter/form';
import type { Filter } from '../filter/readFilter';
import { readIds } from '../readId';
import type { RecordKey, RecordType } from '../recordTypes';
import { MOST_RECORDS } from './targetFields';

/** The records one input item wants a bulk action to work on, before any is looked up. */
export type Wanted =
	| { by: 'ids'; ids: string[] }
	| { by: 'key'; filter: RecordKey['filter']; values: string[] }
	| { by: 'filter'; filter: Filter; atMost: number };

const SELECT_BY = 'Select By';

/**
 * Reads which records an input item names.
 *
 * @returns a failure if it names none, or if a filter is not let apply to all records that match
 */
export function readWanted(
	context: IExecuteFunctions,
	itemIndex: number,
	{ idsLabel, key, filterFields }: RecordType,
): Result<Wanted> {
	const selectBy = context.getNodeParameter('selectBy', itemIndex, 'ids');
	if (selectBy === 'ids') {
		const ways = { choice: SELECT_BY, key: key.choice };
		const ids = readIds(context.getNodeParameter('ids', itemIndex), idsLabel, ways);
		return ids.ok ? success({ by: 'ids', ids: ids.value }) : ids;
	}
	if (selectBy === key.filter) {
		const values = key.read(context.getNodeParameter(key.filter, itemIndex), SELECT_BY);
		return values.ok ? success({ by: 'key', filter: key.filter, values: values.value }) : values;
	}
	if (selectBy !== 'filter') {
		return badInput(
			`"${SELECT_BY}" is ${printValue(selectBy)}`,
			`It must be one of ids, ${key.filter}, filter.`,
		);
	}
	const filter = readFilterForm(context, itemIndex, filterFields);
	if (!filter.ok) return filter;
	if (context.getNodeParameter('applyToAll', itemIndex, false) !== true) {
		return badInput(
			'"Apply to All Records That Match" is off, so the filter is not used',
			'Switch it on if every record that matches is to be worked on, or select by ID.',
		);
	}
	const atMost = readNumber(context.getNodeParameter('atMost', itemIndex, MOST_RECORDS), {
		field: 'At Most N Records',
		least: 1,
		isWhole: true,
	});
	if (!atMost.ok) return atMost;
	return success({ by: 'filter', filter: filter.value, atMost: atMost.value });
}
