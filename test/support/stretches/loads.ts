import type { IDataObject } from 'n8n-workflow';
import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES } from '../outreachBulkNodes.ts';
import type { StandIn } from './fakeContext.ts';
import {
	exploriumStandIn,
	hexId,
	outreachStandIn,
	saleshandyStandIn,
	type Mood,
} from './standIns.ts';

/** What a node is run with: a form, and items that each name one record of their own. */
export interface Load {
	parameters: Record<string, unknown>;
	/** The item that names the record with this number. */
	item: (record: number) => IDataObject;
	/** Values that the node cannot read. */
	bad: IDataObject;
	/** One item that names many records, where the form takes several. */
	list?: (records: number[]) => IDataObject;
	standIn: (mood: Mood) => StandIn;
}

const from = (name: string) => `={{ $json.${name} }}`;
const picked = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });

const emailOf = (record: number) => `p${record}@example.com`;
const domainOf = (record: number) => `d${record}.com`;

type Naming = Pick<Load, 'item' | 'bad' | 'list'>;

/** Items that hold what names a record, under one name. */
function named(of: (record: number) => string | number, bad: string | object): Naming {
	return {
		item: (record) => ({ key: of(record) }),
		bad: { key: bad } as IDataObject,
		list: (records) => ({ key: records.map(of) }),
	};
}

const without = ({ item, bad }: Naming): Naming => ({ item, bad });

const byId = named((record) => record, 'x y z');
const byEmail = named(emailOf, 'nobody at all');
const byDomain = named(domainOf, 'no domain');
const byHex = named((record) => hexId(record), 'zz');

const outreach =
	(state = 'active', batchState = 'finished') =>
	(mood: Mood) =>
		outreachStandIn(mood, state, batchState);

const inOutreach = (
	naming: Naming,
	parameters: Load['parameters'],
	standIn = outreach(),
): Load => ({ ...naming, parameters, standIn });

const inExplorium = (naming: Naming, parameters: Load['parameters']): Load => {
	return { ...naming, parameters, standIn: exploriumStandIn };
};

const inSaleshandy = (naming: Naming, parameters: Load['parameters']): Load => {
	return { ...naming, parameters, standIn: saleshandyStandIn };
};

const key = from('key');

const bulk = Object.fromEntries(
	[...BULK_ACCOUNT_NODES, ...BULK_PROSPECT_NODES].map(({ node, parameters }) => [
		node,
		inOutreach(byId, {
			...(JSON.parse(
				JSON.stringify(parameters).replace('={{ \\"1, 3\\" }}', '1, 3'),
			) as Load['parameters']),
			selectBy: 'ids',
			ids: key,
		}),
	]),
);

const stateAction = (state: string) =>
	inOutreach(
		without(byId),
		{ selectBy: 'prospectAndSequence', prospectId: key, sequenceId: picked(11) },
		outreach(state),
	);

/** A load for every action node; several where it names records in several ways. */
export const LOADS: Record<string, Load> = {
	...bulk,
	'outreachAddTagsToProspects by email': inOutreach(byEmail, {
		tags: 'VIP',
		selectBy: 'emails',
		emails: key,
	}),
	'outreachAddTagsToAccounts by domain': inOutreach(byDomain, {
		tags: 'VIP',
		selectBy: 'domain',
		domain: key,
	}),
	'outreachModifyProspects, values of their own': inOutreach(
		{
			item: (record) => ({ key: record, title: `Title ${record % 1000}` }),
			bad: { key: 'x y z', title: '' },
		},
		{
			selectBy: 'ids',
			ids: key,
			fieldsToSet: 'byName',
			fieldValues: { field: [{ name: 'title', value: from('title') }] },
		},
	),
	outreachCreateBatch: inOutreach(byId, {
		action: 'prospectsAddTags',
		payload: '{"tags":["VIP"]}',
		ids: key,
	}),
	outreachCancelBatch: inOutreach(byId, { batchIds: key }, outreach('active', 'pending')),
	outreachConfirmBatch: inOutreach(
		without(byId),
		{ batchId: picked(key), confirmedCount: 1 },
		outreach('active', 'confirming'),
	),
	outreachGetBatch: inOutreach(without(byId), { batchId: picked(key) }),
	outreachGetManyBatchItems: inOutreach(without(byId), { batchId: picked(key) }),
	outreachGetManyBatches: inOutreach(
		{
			item: (record) => ({ key: `2026-01-01T00:00:00.${String(record % 1000).padStart(3, '0')}Z` }),
			bad: { key: 'x' },
		},
		{ filters: { createdAfter: key }, returnAll: true },
	),
	outreachCreateTask: inOutreach(without(byId), {
		subjectType: 'prospect',
		prospectId: picked(key),
		action: 'call',
		note: 'Hello',
	}),
	'outreachCreateTask with reference': inOutreach(without(byId), {
		subjectType: 'prospect',
		prospectId: picked(key),
		action: 'call',
		assignTo: 'user',
		ownerId: picked(1),
		options: { reference: 'evt_1' },
	}),
	outreachCreateOrUpdateAccount: inOutreach(without(byDomain), {
		companyDomain: key,
		companyName: key,
		fieldsToSet: 'byName',
		fieldValues: { field: [{ name: 'industry', value: 'Retail' }] },
	}),
	outreachCreateOrUpdateProspect: inOutreach(without(byEmail), {
		findBy: 'emails',
		emails: key,
		fieldsToSet: 'byName',
		fieldValues: { field: [{ name: 'title', value: 'CEO' }] },
	}),
	outreachGetManySequenceStates: inOutreach(byId, { searchBy: 'ids', ids: key }),
	'outreachGetManySequenceStates by email': inOutreach(byEmail, {
		searchBy: 'emails',
		emails: key,
	}),
	outreachFinishSequenceState: stateAction('active'),
	outreachPauseSequenceState: stateAction('active'),
	outreachResumeSequenceState: stateAction('paused'),
	'outreachPauseSequenceState by id': inOutreach(without(byId), {
		selectBy: 'id',
		sequenceStateId: key,
	}),
	outreachGetManyProspects: inOutreach(byId, { searchBy: 'ids', ids: key }),
	'outreachGetManyProspects, one person': inOutreach(byEmail, {
		searchBy: 'person',
		personEmails: key,
	}),
	'outreachGetManyProspects, lists': inOutreach(
		{ item: (record) => ({ key: `Smith ${record % 20}` }), bad: { key: '' } },
		{ searchBy: 'query', searchText: key, returnAll: true },
	),
	outreachGetManyAccounts: inOutreach(byDomain, { searchBy: 'domain', domain: key }),
	exploriumAddProspectEnrollments: inExplorium(byHex, {
		enrollmentKey: 'customers',
		prospectIds: key,
	}),
	exploriumUpdateProspectEnrollments: inExplorium(without(named((record) => `en_${record}`, '')), {
		enrollmentId: picked(key),
		updateFields: { enrollmentKey: 'partners' },
	}),
	exploriumGetProspectEnrollments: inExplorium(
		named((record) => `key_${record % 5000}`, { not: 'text' }),
		{ enrollmentKeys: key },
	),
	exploriumDeleteProspectEnrollments: inExplorium(without(named((record) => `en_${record}`, '')), {
		enrollmentId: picked(key),
	}),
	exploriumSyncProspectEnrollments: inExplorium(byHex, {
		enrollmentKeyPrefix: 'customers',
		prospectIds: key,
	}),
	'exploriumSyncProspectEnrollments, others there': inExplorium(byHex, {
		enrollmentKeyPrefix: 'key_7',
		prospectIds: key,
	}),
	exploriumMatchProspects: inExplorium(without(byEmail), { email: key }),
	'exploriumMatchProspects or fail': inExplorium(without(byEmail), {
		email: key,
		options: { ifNotFound: 'error' },
	}),
	exploriumEnrichProspectContacts: inExplorium(byHex, {
		prospectIds: key,
		contactTypes: ['email'],
	}),
	exploriumEnrichProspectProfiles: inExplorium(byHex, { prospectIds: key }),
	exploriumEnrichBusinesses: inExplorium(
		named((record) => hexId(record, 32), 'zz'),
		{ businessIds: key },
	),
	exploriumFetchProspectEvents: inExplorium(byHex, { prospectIds: key }),
	exploriumGetCredits: inExplorium(without(byId), {}),
	saleshandyUpdateProspectAttribute: inSaleshandy(without(named((record) => `S${record}`, '')), {
		prospectId: picked(key),
		fieldsToSet: 'byId',
		fieldValues: { field: [{ fieldId: 'f1', attributeValue: 'CEO' }] },
	}),
	'saleshandyUpdateProspectAttribute by email': inSaleshandy(without(byEmail), {
		prospectId: picked(key, 'email'),
		fieldsToSet: 'byId',
		fieldValues: { field: [{ fieldId: 'f1', attributeValue: 'CEO' }] },
	}),
	saleshandyAddToDoNotContact: inSaleshandy(byEmail, { dncListId: picked('dnc1'), items: key }),
	saleshandyUpdateProspectStatusInSequence: inSaleshandy(without(byEmail), {
		prospectId: picked(key, 'email'),
		status: 'paused',
		sequences: 'one',
		sequenceId: picked('seq1'),
	}),
	saleshandyAddProspectsToSequence: inSaleshandy(without(byEmail), {
		sequenceId: picked('seq1'),
		email: key,
		fieldsToSet: 'byId',
		fieldValues: { field: [{ fieldId: 'f2', attributeValue: 'CEO' }] },
	}),
	saleshandyGetManyProspects: inSaleshandy(byEmail, { searchBy: 'email', emails: key }),
	'saleshandyGetManyProspects, lists': inSaleshandy(
		{ item: (record) => ({ key: `Smith ${record % 20}` }), bad: { key: '' } },
		{ searchBy: 'text', searchText: key, returnAll: true },
	),
	saleshandyGetManyFields: inSaleshandy(without(byId), {}),
};
