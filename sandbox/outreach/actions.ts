import { applyAssignments, applyTags, destroy, modify, relate } from './changes.ts';
import type { ActionAttributes, BulkAction } from './bulk-action.ts';
import { invalid } from './errors.ts';
import { fieldChanges } from './values.ts';
import { addToSequence, isLocked, setSequenceStates } from './sequencing.ts';
import type { RecordType } from './attributes.ts';
import { getRecord } from './state.ts';
import type { OutreachState } from './state.ts';

const texts = { type: 'array', items: { type: 'string' } };
const text = { type: 'string' };
const integer = { type: 'integer' };
const prospects = { recordType: 'prospect', scopes: ['prospects.write'] } as const;
const accounts = { recordType: 'account', scopes: ['accounts.write'] } as const;

const tags = { attributes: { tags: texts }, check: required('tags', 'Tags') };
const users = { attributes: { userIds: texts }, check: existing('userIds', 'user', 'Users') };
const owner = { attributes: { ownerId: integer }, check: existing('ownerId', 'user', 'Owner') };
const fields = {
	attributes: { fieldName: text, fieldValue: text },
	open: true,
	check: requireFields,
};

/** All bulk actions. `accountAddTags` has the singular, as in the vendor's path. */
export const BULK_ACTIONS: BulkAction[] = [
	{ name: 'accountAddTags', ...accounts, ...tags, apply: applyTags('add') },
	{ name: 'accountsAddAssignments', ...accounts, ...users, apply: applyAssignments('add') },
	{ name: 'accountsAssignOwner', ...accounts, ...owner, apply: relate('owner', 'ownerId') },
	{ name: 'accountsBulkModify', ...accounts, ...fields, apply: modify('account') },
	{
		name: 'accountsDestroyAll',
		...accounts,
		scopes: ['accounts.delete'],
		attributes: {},
		apply: destroy('account'),
	},
	{
		name: 'accountsRemoveAllAssignments',
		...accounts,
		attributes: {},
		apply: applyAssignments('clear'),
	},
	{ name: 'accountsRemoveAssignments', ...accounts, ...users, apply: applyAssignments('remove') },
	{ name: 'accountsRemoveTags', ...accounts, ...tags, apply: applyTags('remove') },
	{ name: 'prospectsAddAssignments', ...prospects, ...users, apply: applyAssignments('add') },
	{ name: 'prospectsAddTags', ...prospects, ...tags, apply: applyTags('add') },
	{
		name: 'prospectsAddToSequence',
		...prospects,
		scopes: ['prospects.write', 'sequenceStates.write'],
		attributes: {
			sequenceId: integer,
			mailboxId: integer,
			stepOverrides: { type: 'array', items: { type: 'object' } },
		},
		check: checkSequence,
		apply: addToSequence,
	},
	{
		name: 'prospectsAssignAccount',
		...prospects,
		attributes: { accountId: text },
		check: existing('accountId', 'account', 'Account'),
		apply: relate('account', 'accountId'),
	},
	{
		name: 'prospectsAssignOpportunity',
		...prospects,
		attributes: { opportunityId: text },
		check: existing('opportunityId', 'opportunity', 'Opportunity'),
		apply: relate('opportunities', 'opportunityId'),
	},
	{ name: 'prospectsAssignOwner', ...prospects, ...owner, apply: relate('owner', 'ownerId') },
	{ name: 'prospectsBulkModify', ...prospects, ...fields, apply: modify('prospect') },
	{
		name: 'prospectsDestroyAll',
		...prospects,
		scopes: ['prospects.delete'],
		attributes: {},
		apply: destroy('prospect'),
	},
	{
		name: 'prospectsFinishAll',
		...prospects,
		scopes: ['prospects.write', 'sequenceStates.write'],
		attributes: {},
		apply: setSequenceStates('finished'),
	},
	{
		name: 'prospectsPauseAll',
		...prospects,
		scopes: ['prospects.write', 'sequenceStates.write'],
		attributes: {},
		apply: setSequenceStates('paused'),
	},
	{
		name: 'prospectsRemoveAllAssignments',
		...prospects,
		attributes: {},
		apply: applyAssignments('clear'),
	},
	{ name: 'prospectsRemoveAssignments', ...prospects, ...users, apply: applyAssignments('remove') },
	{ name: 'prospectsRemoveTags', ...prospects, ...tags, apply: applyTags('remove') },
];

function required(name: string, label: string): BulkAction['check'] {
	return (_state, attributes) => {
		const value = attributes[name];
		if (value === undefined || (Array.isArray(value) && value.length === 0)) {
			throw invalid(`${label} can't be blank.`, `/data/attributes/${name}`);
		}
	};
}

function existing(name: string, type: RecordType, label: string): BulkAction['check'] {
	return (state, attributes) => {
		required(name, label)?.(state, attributes);
		for (const id of [attributes[name]].flat()) {
			if (getRecord(state, type, Number(id)) === undefined) {
				throw invalid(`${label} must exist.`, `/data/attributes/${name}`);
			}
		}
	};
}

function checkSequence(state: OutreachState, attributes: ActionAttributes): void {
	existing('sequenceId', 'sequence', 'Sequence')?.(state, attributes);
	existing('mailboxId', 'mailbox', 'Mailbox')?.(state, attributes);
	if (isLocked(state, Number(attributes.sequenceId))) throw invalid('Sequence is locked.');
}

function requireFields(_state: OutreachState, attributes: ActionAttributes): void {
	if (Object.keys(fieldChanges(attributes)).length > 0) return;
	throw invalid('At least one field is required.', '/data/attributes');
}
