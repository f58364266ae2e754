import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { numberSetting, switchSetting } from './read/settings';
import { success, type Result } from './result';

/**
 * "Return All" and "Limit".
 *
 * @param searchBy the ways to search that can find many, where the form offers several
 */
export function limitFields(searchBy?: string[]): INodeProperties[] {
	const show = searchBy && { searchBy };
	const shown = { ...show, returnAll: [false] };
	const limit: INodeProperties = {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { ...shown, '@tool': [false] } },
		description: 'Max number of results to return',
	};
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			...(show && { displayOptions: { show } }),
			description: 'Whether to return all results or only up to a given limit',
		},
		limit,
		// An AI agent reads, and pays for, all that it gets.
		{ ...limit, default: 10, displayOptions: { show: { ...shown, '@tool': [true] } } },
	];
}

const [returnAllField, limitField] = limitFields();
const returnAllSetting = switchSetting(returnAllField);
const limitSetting = numberSetting(limitField, true);

/** Reads "Return All" and "Limit". */
export function readLimit(context: IExecuteFunctions, itemIndex: number): Result<number> {
	const all = returnAllSetting.read(context.getNodeParameter('returnAll', itemIndex, false));
	if (!all.ok) return all;
	if (all.value) return success(Infinity);
	return limitSetting.read(context.getNodeParameter('limit', itemIndex, 50));
}
