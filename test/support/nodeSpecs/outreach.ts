import type { Json } from '../../../tools/core-host/protocol';
import { ADA, BEN, CHIARA, LONG_MS, startBatch, startWaitingBatch } from '../batches.ts';
import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES, type BulkNode } from '../outreachBulkNodes.ts';
import { act } from '../outreachWorld.ts';
import { enroll, NEW_JOB, ROLE_CHANGE } from '../sequenceStates.ts';
import type { VendorRig } from '../vendorRig';
import type { NodeSpec, NodeSpecs } from './spec.ts';

/** What a picker holds whose record was given by its ID. */
const picked = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });

/** A batch that has done its work. */
async function withBatch(rig: VendorRig): Promise<Json> {
	const switches = { batchPendingMs: 0, batchRunMs: 0 };
	return { batchId: await startBatch(rig, [ADA, BEN], { switches }) };
}

/** A node that changes one sequence state. */
const stateAction = (state: 'active' | 'paused'): NodeSpec => ({
	usual: async (rig) => ({
		parameters: {
			sequenceStateId: String(await enroll(rig, ADA, NEW_JOB, state)),
			// Not shown, but there for the other way to choose it.
			prospectId: String(ADA),
			sequenceId: { __rl: true, mode: 'id', value: String(NEW_JOB) },
		},
	}),
});

/** Which of the states that records start from matters to a bulk action. */
const bulk = ({ parameters, start, examples }: BulkNode, ids: number[]): NodeSpec => ({
	usual: async (rig) => {
		await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
		for (const [action, attributes] of start) {
			await act(rig.sandbox, action, { ...attributes, ids });
		}
		return { parameters: { ...parameters, selectBy: 'ids', ids } };
	},
	examples,
});

const BULK_SPECS: NodeSpecs = {
	...Object.fromEntries(BULK_ACCOUNT_NODES.map((one) => [one.node, bulk(one, [101, 102])])),
	...Object.fromEntries(BULK_PROSPECT_NODES.map((one) => [one.node, bulk(one, [ADA, BEN])])),
};

export const OUTREACH_SPECS: NodeSpecs = {
	...BULK_SPECS,
	outreachGetBatch: { usual: async (rig) => ({ parameters: await withBatch(rig) }) },
	outreachGetManyBatches: {
		usual: async (rig) => {
			await withBatch(rig);
			return {};
		},
		nothing: { told: /^No batches were found/ },
	},
	outreachGetManyBatchItems: {
		usual: async (rig) => ({ parameters: await withBatch(rig) }),
		nothing: {
			parameters: { onlyFailed: true },
			told: /^No records were found in this batch/,
			prepare: async (rig) => ({ batchId: String(await startBatch(rig, [ADA])) }),
		},
	},
	outreachCreateBatch: {
		usual: async (rig) => {
			await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
			return {
				parameters: { action: 'prospectsAddTags', ids: [ADA, BEN], payload: '{"tags": ["VIP"]}' },
			};
		},
	},
	outreachConfirmBatch: {
		usual: async (rig) => {
			const switches = { batchPendingMs: LONG_MS };
			const batchId = await startWaitingBatch(rig, [ADA, BEN], { switches });
			return { parameters: { batchId, confirmedCount: 2 } };
		},
	},
	outreachCancelBatch: {
		usual: async (rig) => {
			const switches = { batchPendingMs: LONG_MS };
			return { parameters: { batchIds: await startBatch(rig, [ADA], { switches }) } };
		},
	},
	outreachCreateTask: {
		usual: async () => ({
			parameters: { prospectId: picked(ADA), note: 'Say congratulations' },
		}),
		examples: {
			prospectId: ADA,
			accountId: 101,
			ownerId: 2,
			dueAt: '2035-01-31T10:00:00Z',
			note: 'Say congratulations',
			'options.reference': 'evt_1',
		},
	},
	outreachCreateOrUpdateAccount: {
		usual: async () => ({
			parameters: {
				companyDomain: 'atlasventures.test',
				companyName: 'Atlas Ventures',
				fieldsToSet: 'byName',
				fieldValues: { field: [{ name: 'industry', value: 'Retail' }] },
				tags: 'Job changed',
			},
		}),
		examples: {
			accountId: '101',
			customId: 'atlas-1',
			ownerId: '1',
		},
	},
	outreachCreateOrUpdateProspect: {
		usual: async () => ({
			parameters: {
				findBy: 'emails',
				emails: 'ada.morales@atlasventures.test',
				formerEmails: 'ada.morales@northwind-robotics.example',
				fieldsToSet: 'byName',
				fieldValues: { field: [{ name: 'title', value: 'CEO' }] },
				tags: 'Job changed',
			},
		}),
		examples: {
			prospectId: '1001',
			linkedIn: 'https://www.linkedin.com/in/ada-morales',
			emails: 'ada.morales@atlasventures.test',
			accountId: '101',
			ownerId: '1',
			stageId: '22',
			previousCompany: 'Northwind Robotics',
		},
	},
	outreachGetManySequenceStates: {
		usual: async (rig) => {
			await enroll(rig, ADA, NEW_JOB, 'paused');
			await enroll(rig, ADA, ROLE_CHANGE);
			return { parameters: { searchBy: 'ids', ids: [ADA, BEN] } };
		},
		examples: {
			sequenceId: { __rl: true, mode: 'id', value: '11' },
			'filters.accountId': '101',
			'filters.changedAfter': '2000-01-01',
			'filters.changedBefore': '2099-01-01',
			'filters.state': ['active', 'paused'],
		},
		nothing: {
			parameters: { searchBy: 'ids', ids: String(CHIARA) },
			told: /^No sequence states were found in Outreach/,
		},
	},
	outreachFinishSequenceState: stateAction('active'),
	outreachPauseSequenceState: stateAction('active'),
	outreachResumeSequenceState: stateAction('paused'),
	outreachGetManyProspects: {
		usual: async () => ({
			// Not shown then: they serve in the search for one person.
			parameters: {
				searchBy: 'all',
				personEmails: 'ada.morales@northwind-robotics.example',
				linkedIn: 'https://www.linkedin.com/in/ada-morales',
			},
		}),
		examples: { firstName: 'Ada', lastName: 'Morales', company: 'Northwind Robotics' },
		nothing: {
			parameters: { searchBy: 'emails', emails: 'nobody@example.com' },
			told: /^No prospects were found in Outreach/,
		},
	},
	outreachGetManyAccounts: {
		usual: async () => ({ parameters: { searchBy: 'all' } }),
		nothing: {
			parameters: { searchBy: 'domain', domain: 'nobody.example' },
			told: /^No accounts were found in Outreach/,
		},
	},
};
