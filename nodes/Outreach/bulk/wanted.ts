import type { IExecuteFunctions } from 'n8n-workflow';
import { readList } from '../../shared/readList';
import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { readFilterForm } from '../filter/form';
import type { Filter } from '../filter/readFilter';
import { readId, readIds } from '../readId';
import type { RecordKey, RecordType } from '../recordTypes';
import { MOST_RECORDS } from './targetFields';

/** The records one input item wants a bulk action to work on, before any is looked up. */
export type Wanted =
	| { by: 'ids'; ids: string[] }
	| { by: 'key'; filter: RecordKey['filter']; values: string[] }
	| { by: 'filter'; filter: Filter; atMost: number };

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
		const ids = readIds(context.getNodeParameter('ids', itemIndex), idsLabel);
		return ids.ok ? success({ by: 'ids', ids: ids.value }) : ids;
	}
	if (selectBy === key.filter) {
		const values = readList(context.getNodeParameter(key.filter, itemIndex), {
			field: key.label,
			allowed: key.allowed,
			read: key.read,
		});
		return values.ok ? success({ by: 'key', filter: key.filter, values: values.value }) : values;
	}
	if (selectBy !== 'filter') {
		return badInput(
			`"Select By" is ${printValue(selectBy)}`,
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
	const atMost = readId(
		context.getNodeParameter('atMost', itemIndex, MOST_RECORDS),
		'At Most N Records',
	);
	if (atMost.ok) return success({ by: 'filter', filter: filter.value, atMost: atMost.value });
	return badInput(atMost.failure.message, 'It must be a whole number from 1 on.');
}
