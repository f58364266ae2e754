import type { FilterField } from '../../filter/filterFields';

/**
 * The fields of sequence states that this node filters by:
 * https://developers.outreach.io/api/reference
 */
export const stateFilters: FilterField[] = [
	{ name: 'account', label: 'Outreach Account ID', type: 'id', isRelated: true },
	{ name: 'sequence', label: 'Sequence', type: 'id', isRelated: true },
	{ name: 'state', label: 'State', type: 'text', isRelated: false },
	{ name: 'stateChangedAt', label: 'Changed', type: 'dateTime', isRelated: false },
];
