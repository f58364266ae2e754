import { isRepeatable } from '../../../nodes/Outreach/bulk/repeatableActions';
import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES } from '../../support/outreachBulkNodes';

const actions = [...BULK_ACCOUNT_NODES, ...BULK_PROSPECT_NODES].map(({ action }) => action);

it('all bulk actions may be repeated, but for adding to a sequence and deleting', () => {
	expect(actions).toHaveLength(21);
	expect(actions.filter((action) => !isRepeatable(action)).sort()).toEqual([
		'accountsDestroyAll',
		'prospectsAddToSequence',
		'prospectsDestroyAll',
	]);
});

it.each(['prospectsAddNotes', 'constructor', ''])(
	'an action that is not known is not: %s',
	(name) => {
		expect(isRepeatable(name)).toBe(false);
	},
);
