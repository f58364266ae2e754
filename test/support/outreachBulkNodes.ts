import type { Json } from '../../tools/core-host/protocol';

/** A bulk node, what it is told, what it sends and what comes of it. */
export interface BulkNode {
	node: string;
	/** The last part of the path it posts to. */
	action: string;
	/** What the form holds besides the records. */
	parameters: Json;
	/** What is sent besides the ids, exactly. */
	attributes: Json;
	/** The scope it takes besides `batches.write`. */
	scope: string;
	/** Bulk actions with their attributes that bring all records into the state to start from. */
	start: Array<[action: string, attributes: Json]>;
	/** What is different about a record that it has worked on; nothing is left of a deleted one. */
	effect: Json | 'deleted';
	/** The paths it reads before it acts. */
	reads?: string[];
	/** What the form must hold, but with expressions that find nothing, and what it is told then. */
	empty?: { parameters: Json; message: string };
	/** It is not sent again when its answer is lost, as doing it twice is not the same as once. */
	once?: true;
	/** Values that serve in fields which `parameters` leaves out and whose default does not serve. */
	examples?: Json;
}

const picked = (mode: 'list' | 'id', value: unknown) => ({ __rl: true, mode, value });

const mapped = (value: Json) => ({
	fieldsToSet: 'mapped',
	attributes: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
});

const NOTHING = '={{ $json.nothing }}';
const noTags = { parameters: { tags: NOTHING }, message: '"Tags" is empty' };
const noUsers = { parameters: { userIds: NOTHING }, message: '"User Names or IDs" is empty' };
const noOwner = { parameters: { ownerId: picked('id', NOTHING) }, message: '"Owner" is empty' };
const noFields = {
	parameters: mapped({ linkedInUrl: NOTHING }),
	message: 'There is nothing to modify',
};

const inTwoSequences: BulkNode['start'] = [
	['prospectsAddToSequence', { sequenceId: 11, mailboxId: 41 }],
	['prospectsAddToSequence', { sequenceId: 12, mailboxId: 42 }],
];

const bothSequences = (state: string) => ({
	sequences: [
		{ sequence: 11, mailbox: 41, state },
		{ sequence: 12, mailbox: 42, state },
	],
});

/** Mind the first action: its path has the singular. */
export const BULK_ACCOUNT_NODES: BulkNode[] = [
	{
		node: 'outreachAddTagsToAccounts',
		action: 'accountAddTags',
		parameters: { tags: 'Job changed, Expo 2026' },
		attributes: { tags: ['Job changed', 'Expo 2026'] },
		scope: 'accounts.write',
		start: [['accountAddTags', { tags: ['Customer'] }]],
		effect: { tags: ['Customer', 'Job changed', 'Expo 2026'] },
		empty: noTags,
	},
	{
		node: 'outreachRemoveTagsFromAccounts',
		action: 'accountsRemoveTags',
		parameters: { tags: ['Job changed', 'Expo 2026'] },
		attributes: { tags: ['Job changed', 'Expo 2026'] },
		scope: 'accounts.write',
		start: [['accountAddTags', { tags: ['Expo 2026', 'Customer', 'Job changed'] }]],
		effect: { tags: ['Customer'] },
		empty: noTags,
	},
	{
		node: 'outreachAddAssignmentsToAccounts',
		action: 'accountsAddAssignments',
		parameters: { userIds: [2] },
		attributes: { userIds: ['2'] },
		scope: 'accounts.write',
		start: [['accountsAddAssignments', { userIds: ['1'] }]],
		effect: { assignedUsers: [1, 2] },
		empty: noUsers,
	},
	{
		node: 'outreachRemoveAssignmentsFromAccounts',
		action: 'accountsRemoveAssignments',
		parameters: { userIds: '={{ "1, 3" }}' },
		attributes: { userIds: ['1', '3'] },
		scope: 'accounts.write',
		start: [['accountsAddAssignments', { userIds: ['1', '2', '3'] }]],
		effect: { assignedUsers: [2] },
		empty: noUsers,
	},
	{
		node: 'outreachRemoveAllAssignmentsFromAccounts',
		action: 'accountsRemoveAllAssignments',
		parameters: {},
		attributes: {},
		scope: 'accounts.write',
		start: [['accountsAddAssignments', { userIds: ['1', '2'] }]],
		effect: { assignedUsers: [] },
	},
	{
		node: 'outreachAssignOwnerToAccounts',
		action: 'accountsAssignOwner',
		parameters: { ownerId: picked('list', 2) },
		attributes: { ownerId: 2 },
		scope: 'accounts.write',
		start: [['accountsAssignOwner', { ownerId: 1 }]],
		effect: { owner: 2 },
		empty: noOwner,
	},
	{
		node: 'outreachModifyAccounts',
		action: 'accountsBulkModify',
		parameters: mapped({ industry: 'Retail', numberOfEmployees: '250', custom1: 'B' }),
		attributes: { industry: 'Retail', numberOfEmployees: 250, custom1: 'B' },
		scope: 'accounts.write',
		start: [],
		effect: { industry: 'Retail', numberOfEmployees: 250, custom1: 'B' },
		reads: ['/api/v2/types'],
		empty: noFields,
	},
	{
		node: 'outreachDeleteAccounts',
		action: 'accountsDestroyAll',
		once: true,
		parameters: {},
		attributes: {},
		scope: 'accounts.delete',
		start: [],
		effect: 'deleted',
	},
];

export const BULK_PROSPECT_NODES: BulkNode[] = [
	{
		node: 'outreachAddTagsToProspects',
		action: 'prospectsAddTags',
		parameters: { tags: 'Job changed, Expo 2026' },
		attributes: { tags: ['Job changed', 'Expo 2026'] },
		scope: 'prospects.write',
		start: [['prospectsAddTags', { tags: ['Customer'] }]],
		effect: { tags: ['Customer', 'Job changed', 'Expo 2026'] },
		empty: noTags,
	},
	{
		node: 'outreachRemoveTagsFromProspects',
		action: 'prospectsRemoveTags',
		parameters: { tags: ['Job changed', 'Expo 2026'] },
		attributes: { tags: ['Job changed', 'Expo 2026'] },
		scope: 'prospects.write',
		start: [['prospectsAddTags', { tags: ['Expo 2026', 'Customer', 'Job changed'] }]],
		effect: { tags: ['Customer'] },
		empty: noTags,
	},
	{
		node: 'outreachAddAssignmentsToProspects',
		action: 'prospectsAddAssignments',
		parameters: { userIds: [2] },
		attributes: { userIds: ['2'] },
		scope: 'prospects.write',
		start: [['prospectsAddAssignments', { userIds: ['1'] }]],
		effect: { assignedUsers: [1, 2] },
		empty: noUsers,
	},
	{
		node: 'outreachRemoveAssignmentsFromProspects',
		action: 'prospectsRemoveAssignments',
		parameters: { userIds: '={{ "1, 3" }}' },
		attributes: { userIds: ['1', '3'] },
		scope: 'prospects.write',
		start: [['prospectsAddAssignments', { userIds: ['1', '2', '3'] }]],
		effect: { assignedUsers: [2] },
		empty: noUsers,
	},
	{
		node: 'outreachRemoveAllAssignmentsFromProspects',
		action: 'prospectsRemoveAllAssignments',
		parameters: {},
		attributes: {},
		scope: 'prospects.write',
		start: [['prospectsAddAssignments', { userIds: ['1', '2'] }]],
		effect: { assignedUsers: [] },
	},
	{
		node: 'outreachAssignOwnerToProspects',
		action: 'prospectsAssignOwner',
		parameters: { ownerId: picked('id', '2') },
		attributes: { ownerId: 2 },
		scope: 'prospects.write',
		start: [['prospectsAssignOwner', { ownerId: 1 }]],
		effect: { owner: 2 },
		empty: noOwner,
	},
	{
		node: 'outreachSetAccountOnProspects',
		action: 'prospectsAssignAccount',
		parameters: { accountId: picked('list', 105) },
		attributes: { accountId: '105' },
		scope: 'prospects.write',
		start: [],
		effect: { account: 105 },
		empty: { parameters: { accountId: picked('id', NOTHING) }, message: '"Account" is empty' },
	},
	{
		node: 'outreachSetOpportunityOnProspects',
		action: 'prospectsAssignOpportunity',
		parameters: { opportunityId: picked('list', 52) },
		attributes: { opportunityId: '52' },
		scope: 'prospects.write',
		start: [['prospectsAssignOpportunity', { opportunityId: '51' }]],
		effect: { opportunities: [52] },
		empty: {
			parameters: { opportunityId: picked('id', NOTHING) },
			message: '"Opportunity" is empty',
		},
	},
	{
		node: 'outreachModifyProspects',
		action: 'prospectsBulkModify',
		parameters: mapped({ title: 'CEO', score: '7' }),
		attributes: { title: 'CEO', score: 7 },
		scope: 'prospects.write',
		start: [],
		effect: { title: 'CEO', score: 7 },
		empty: noFields,
	},
	{
		node: 'outreachDeleteProspects',
		action: 'prospectsDestroyAll',
		once: true,
		parameters: {},
		attributes: {},
		scope: 'prospects.delete',
		start: inTwoSequences,
		effect: 'deleted',
	},
	{
		node: 'outreachAddProspectsToSequence',
		action: 'prospectsAddToSequence',
		once: true,
		parameters: { sequenceId: picked('list', 12), mailboxId: picked('id', '42') },
		attributes: { sequenceId: 12, mailboxId: 42 },
		scope: 'sequenceStates.write',
		start: inTwoSequences.slice(0, 1),
		effect: bothSequences('active'),
		reads: ['/api/v2/sequences/12', '/api/v2/mailboxes/42'],
		empty: { parameters: { sequenceId: picked('id', NOTHING) }, message: '"Sequence" is empty' },
	},
	{
		node: 'outreachFinishProspectSequences',
		action: 'prospectsFinishAll',
		parameters: {},
		attributes: {},
		scope: 'sequenceStates.write',
		start: inTwoSequences,
		effect: bothSequences('finished'),
	},
	{
		node: 'outreachPauseProspectSequences',
		action: 'prospectsPauseAll',
		parameters: {},
		attributes: {},
		scope: 'sequenceStates.write',
		start: inTwoSequences,
		effect: bothSequences('paused'),
	},
];
