import type { Json, OutputItem, RunRequest } from '../../tools/core-host/protocol';
import { ADA, BEN, LONG_MS, startBatch, startWaitingBatch } from './batches.ts';
import { deliveredItems } from './deliveredItems.ts';
import { itemsOf } from './explorium.ts';
import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES, type BulkNode } from './outreachBulkNodes.ts';
import { act } from './outreachWorld.ts';
import type { Vendor } from './sandbox';
import type { VendorRig } from './vendorRig';

/** Prepares a vendor, and says how a node is run there so that it gives what it usually gives. */
export type Prepare = (rig: VendorRig) => Promise<Omit<RunRequest, 'node'>>;

const ALL_EVENTS = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];
const ENROLLMENT_KEY = 'customers';

/** Two people's Explorium ids. */
async function peopleIds({ sandbox }: VendorRig): Promise<string[]> {
	const { people } = await sandbox.control.state();
	return people.slice(0, 2).map(({ id }) => id);
}

/** One event of each type has happened to two people. */
async function withEvents(rig: VendorRig): Promise<string[]> {
	const [one, other] = await peopleIds(rig);
	await rig.sandbox.control.changeCompany(one);
	await rig.sandbox.control.changeRole(other);
	await rig.sandbox.control.anniversary(other);
	return [one, other];
}

/** Two people are enrolled. */
async function withEnrollment(rig: VendorRig): Promise<string> {
	const parameters = { enrollmentKey: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) };
	const made = await rig.run({ node: 'exploriumAddProspectEnrollments', parameters });
	return String(itemsOf(made)[0].json.enrollment_id);
}

async function saleshandyPerson({ sandbox }: VendorRig) {
	return (await sandbox.control.state()).people[0];
}

/** A batch that has done its work. */
async function withBatch(rig: VendorRig): Promise<Json> {
	const switches = { batchPendingMs: 0, batchRunMs: 0 };
	return { batchId: await startBatch(rig, [ADA, BEN], { switches }) };
}

const EXPLORIUM: Record<string, Prepare> = {
	exploriumProspectEventsTrigger: async (rig) => ({
		mode: 'manual',
		parameters: {
			eventTypes: ALL_EVENTS,
			source: 'prospectIds',
			prospectIds: (await withEvents(rig)).join(),
		},
	}),
	exploriumFetchProspectEvents: async (rig) => ({
		parameters: { eventTypes: ALL_EVENTS, prospectIds: await withEvents(rig) },
	}),
	exploriumAddProspectEnrollments: async (rig) => ({
		parameters: { enrollmentKey: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) },
	}),
	exploriumUpdateProspectEnrollments: async (rig) => ({
		parameters: {
			enrollmentId: await withEnrollment(rig),
			updateFields: { enrollmentKey: 'partners' },
		},
	}),
	exploriumGetProspectEnrollments: async (rig) => {
		await withEnrollment(rig);
		return {};
	},
	exploriumDeleteProspectEnrollments: async (rig) => ({
		parameters: { enrollmentId: await withEnrollment(rig) },
	}),
	exploriumSyncProspectEnrollments: async (rig) => ({
		parameters: { enrollmentKeyPrefix: ENROLLMENT_KEY, prospectIds: await peopleIds(rig) },
	}),
	exploriumMatchProspects: async ({ sandbox }) => {
		const { people } = await sandbox.control.state();
		return { parameters: { email: people[0].email } };
	},
	exploriumEnrichProspectContacts: async (rig) => ({
		parameters: { prospectIds: await peopleIds(rig), contactTypes: ['email', 'phone'] },
	}),
};

const SALESHANDY: Record<string, Prepare> = {
	saleshandyUpdateProspectAttribute: async (rig) => {
		const fields = itemsOf(await rig.run({ node: 'saleshandyGetManyFields' }));
		const title = fields.find(({ json }) => json.label === 'Job Title');
		const field = [{ fieldId: title?.json.id, attributeValue: 'CEO' }];
		const { saleshandy } = await saleshandyPerson(rig);
		return {
			parameters: { prospectId: saleshandy.id, fieldsToSet: 'byId', fieldValues: { field } },
		};
	},
	// Which custom fields there are, every account has for itself.
	saleshandyGetManyProspects: async () => ({
		parameters: { searchBy: 'all', options: { includeCustomFields: false } },
	}),
	saleshandyGetManyFields: async () => ({}),
};

/** Which of the states that records start from matters to a bulk action. */
const bulk =
	({ parameters, start }: BulkNode, ids: number[]): Prepare =>
	async (rig) => {
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
		for (const [action, attributes] of start) {
			await act(rig.sandbox, action, { ...attributes, ids });
		}
		return { parameters: { ...parameters, ids } };
	};

const OUTREACH: Record<string, Prepare> = {
	...Object.fromEntries(BULK_ACCOUNT_NODES.map((one) => [one.node, bulk(one, [101, 102])])),
	...Object.fromEntries(BULK_PROSPECT_NODES.map((one) => [one.node, bulk(one, [ADA, BEN])])),
	outreachGetBatch: async (rig) => ({ parameters: await withBatch(rig) }),
	outreachGetManyBatches: async (rig) => {
		await withBatch(rig);
		return {};
	},
	outreachGetManyBatchItems: async (rig) => ({ parameters: await withBatch(rig) }),
	outreachCreateBatch: async (rig) => {
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
		return {
			parameters: { action: 'prospectsAddTags', ids: [ADA, BEN], payload: '{"tags": ["VIP"]}' },
		};
	},
	outreachConfirmBatch: async (rig) => ({
		parameters: {
			batchId: await startWaitingBatch(rig, [ADA, BEN], { switches: { batchPendingMs: LONG_MS } }),
			confirmedCount: 2,
		},
	}),
	outreachCancelBatch: async (rig) => ({
		parameters: {
			batchIds: await startBatch(rig, [ADA], { switches: { batchPendingMs: LONG_MS } }),
		},
	}),
	outreachGetManyProspects: async () => ({ parameters: { searchBy: 'all' } }),
	outreachGetManyAccounts: async () => ({ parameters: { searchBy: 'all' } }),
};

type GetItems = (rig: VendorRig) => Promise<OutputItem[]>;

/** How every node but the webhook trigger is run, by vendor and name. */
export const TYPICAL_RUNS: Record<Vendor, Record<string, Prepare>> = {
	explorium: EXPLORIUM,
	saleshandy: SALESHANDY,
	outreach: OUTREACH,
};

const ran = (runs: Record<string, Prepare>): Record<string, GetItems> =>
	Object.fromEntries(
		Object.entries(runs).map(([node, prepare]) => [
			node,
			async (rig) => itemsOf(await rig.run({ ...(await prepare(rig)), node })),
		]),
	);

/** What every node gives when it does what it usually does, by vendor and name. */
export const TYPICAL_ITEMS: Record<Vendor, Record<string, GetItems>> = {
	explorium: { ...ran(EXPLORIUM), exploriumProspectEventsWebhookTrigger: deliveredItems },
	saleshandy: ran(SALESHANDY),
	outreach: ran(OUTREACH),
};
