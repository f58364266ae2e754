import type { IExecuteFunctions } from 'n8n-workflow';
import { readChoice } from '../../shared/read/choice';
import { readNumber } from '../../shared/read/number';
import { badInput, success, type Result } from '../../shared/result';
import { readFilterForm } from '../filter/form';
import type { Filter } from '../filter/readFilter';
import { readIds } from '../readId';
import type { RecordKey, RecordType } from '../recordTypes';
import { previewSetting, type PreviewOf } from './preview';
import { MOST_RECORDS, targetChoices } from './targetFields';

/** The records one input item wants a bulk action to work on, before any is looked up. */
export type Selection =
	| { by: 'ids'; ids: string[] }
	| { by: 'key'; filter: RecordKey['filter']; values: string[] }
	| { by: 'filter'; filter: Filter; atMost: number };

const SELECT_BY = 'Select By';

/**
 * Reads which records an input item names.
 *
 * @returns them, or of which filter it only wants a preview; a failure if it names none, or if a filter is not let apply to all records that match
 */
export function readSelection(
	context: IExecuteFunctions,
	itemIndex: number,
	recordType: RecordType,
): Result<Selection | PreviewOf> {
	const { idsLabel, key, filterFields } = recordType;
	const way = readChoice(
		context.getNodeParameter('selectBy', itemIndex, recordType.key.filter),
		SELECT_BY,
		targetChoices(recordType),
	);
	if (!way.ok) return way;
	const selectBy = way.value;
	if (selectBy === 'ids') {
		const ways = { choice: SELECT_BY, key: key.choice };
		const ids = readIds(context.getNodeParameter('ids', itemIndex), idsLabel, ways);
		return ids.ok ? success({ by: 'ids', ids: ids.value }) : ids;
	}
	if (selectBy === key.filter) {
		const values = key.read(context.getNodeParameter(key.filter, itemIndex), SELECT_BY);
		return values.ok ? success({ by: 'key', filter: key.filter, values: values.value }) : values;
	}
	const filter = readFilterForm(context, itemIndex, filterFields);
	if (!filter.ok) return filter;
	const isPreview = previewSetting.read(context.getNodeParameter('preview', itemIndex, false));
	if (!isPreview.ok) return isPreview;
	const isOff = context.getNodeParameter('applyToAll', itemIndex, false) !== true;
	if (isOff && !isPreview.value) {
		return badInput(
			'"Apply to All Records That Match" is off, so the filter is not used',
			'Turn on "Preview" to see what it matches. Turn on "Apply to All Records That Match" to work on every record that matches, or select the records by ID.',
		);
	}
	const atMost = readNumber(context.getNodeParameter('atMost', itemIndex, MOST_RECORDS), {
		field: 'Most Records',
		least: 1,
		isWhole: true,
	});
	if (!atMost.ok) return atMost;
	const by = isPreview.value ? 'preview' : 'filter';
	return success({ by, filter: filter.value, atMost: atMost.value });
}
