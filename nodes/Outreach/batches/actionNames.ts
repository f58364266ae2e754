/**
 * The bulk actions of Outreach, in words: https://developers.outreach.io/api/bulk-api
 *
 * One that is missing here is only not recognized in a batch that came in place of another one.
 */
const ACTIONS: Record<string, string> = {
	accountAddTags: 'Add tags',
	accountsAddAssignments: 'Add assignments',
	accountsAssignOwner: 'Assign owner',
	accountsBulkModify: 'Modify',
	accountsDestroyAll: 'Delete',
	accountsRemoveAllAssignments: 'Remove all assignments',
	accountsRemoveAssignments: 'Remove assignments',
	accountsRemoveTags: 'Remove tags',
	customObjectBulkDelete: 'Delete custom objects',
	customObjectBulkModify: 'Modify custom objects',
	prospectsAddAssignments: 'Add assignments',
	prospectsAddTags: 'Add tags',
	prospectsAddToSequence: 'Add to sequence',
	prospectsAssignAccount: 'Set account',
	prospectsAssignOpportunity: 'Set opportunity',
	prospectsAssignOwner: 'Assign owner',
	prospectsBulkModify: 'Modify',
	prospectsDestroyAll: 'Delete',
	prospectsFinishAll: 'Finish sequences',
	prospectsPauseAll: 'Pause sequences',
	prospectsRemoveAllAssignments: 'Remove all assignments',
	prospectsRemoveAssignments: 'Remove assignments',
	prospectsRemoveTags: 'Remove tags',
};

/** The same in singular and plural, as Outreach calls one action by both, and however it is written. */
const plain = (action: string) =>
	action
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/^(account|prospect|customobject)s/, '$1');

const KNOWN = new Map(Object.entries(ACTIONS).map(([name, words]) => [plain(name), words]));

/** What a bulk action does, without its records; Outreach's own name of one that is not known. */
export const actionWords = (action: string): string => KNOWN.get(plain(action)) ?? action;

/**
 * Whether a batch is certainly about another action than the one that was sent. How Outreach names the
 * action in a batch is not documented, so a name that is not known may mean any.
 */
export function isOtherAction(named: unknown, sent: string): boolean {
	if (typeof named !== 'string') return false;
	return plain(named) !== plain(sent) && KNOWN.has(plain(named));
}

/** What a bulk action works on, by Outreach's name of the action. */
export function recordNameOf(action: string): 'prospect' | 'account' | undefined {
	if (/^prospects?[A-Z]/.test(action)) return 'prospect';
	return /^accounts?[A-Z]/.test(action) ? 'account' : undefined;
}
