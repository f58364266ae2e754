/**
 * The bulk actions that have the same effect when they are done twice, so that a start whose answer is
 * lost may be sent again. Adding to a sequence and deleting are not among them, and no action is that
 * is not known here. https://developers.outreach.io/api/bulk-api
 */
const REPEATABLE = new Set([
	'accountAddTags',
	'accountsAddAssignments',
	'accountsAssignOwner',
	'accountsBulkModify',
	'accountsRemoveAllAssignments',
	'accountsRemoveAssignments',
	'accountsRemoveTags',
	'prospectsAddAssignments',
	'prospectsAddTags',
	'prospectsAssignAccount',
	'prospectsAssignOpportunity',
	'prospectsAssignOwner',
	'prospectsBulkModify',
	'prospectsFinishAll',
	'prospectsPauseAll',
	'prospectsRemoveAllAssignments',
	'prospectsRemoveAssignments',
	'prospectsRemoveTags',
]);

/** Whether a bulk action may be started again when it is not known if it has been started. */
export const isRepeatable = (action: string): boolean => REPEATABLE.has(action);
