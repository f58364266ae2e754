/**
 * The bulk actions of Outreach: https://developers.outreach.io/api/bulk-api
 *
 * One that is missing here is only not recognized in a batch that came in place of another one.
 */
const ACTIONS = [
	'accountAddTags',
	'accountsAddAssignments',
	'accountsAssignOwner',
	'accountsBulkModify',
	'accountsDestroyAll',
	'accountsRemoveAllAssignments',
	'accountsRemoveAssignments',
	'accountsRemoveTags',
	'customObjectBulkDelete',
	'customObjectBulkModify',
	'prospectsAddAssignments',
	'prospectsAddTags',
	'prospectsAddToSequence',
	'prospectsAssignAccount',
	'prospectsAssignOpportunity',
	'prospectsAssignOwner',
	'prospectsBulkModify',
	'prospectsDestroyAll',
	'prospectsFinishAll',
	'prospectsPauseAll',
	'prospectsRemoveAllAssignments',
	'prospectsRemoveAssignments',
	'prospectsRemoveTags',
];

/** The same in singular and plural, as Outreach calls one action by both, and however it is written. */
const plain = (action: string) =>
	action
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/^(account|prospect|customobject)s/, '$1');

const KNOWN = new Set(ACTIONS.map(plain));

/**
 * Whether a batch is certainly about another action than the one that was sent. How Outreach names the
 * action in a batch is not documented, so a name that is not known may mean any.
 */
export function isOtherAction(named: unknown, sent: string): boolean {
	if (typeof named !== 'string') return false;
	return plain(named) !== plain(sent) && KNOWN.has(plain(named));
}
