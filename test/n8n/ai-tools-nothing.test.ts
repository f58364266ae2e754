/** What a model is told where a tool finds nothing, or fails: words, not an empty text. */
import type { INodeType } from 'n8n-workflow';
import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { startBatch } from '../support/batches';
import type { Vendor } from '../support/sandbox';
import {
	exploriumCredential,
	outreachCredential,
	saleshandyCredential,
	startVendorRig,
	type VendorRig,
} from '../support/vendorRig';

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const lists = Object.values(exported)
	.map((Class) => new Class())
	.filter(({ execute, description }) => execute !== undefined && description.usableAsTool)
	.map(({ description: { name } }) => name)
	.filter((name) => /Get|Fetch/.test(name) && name !== 'outreachGetBatch');

let rig: VendorRig;
beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

function credentialsOf(node: string) {
	if (node.startsWith('explorium')) return exploriumCredential(rig.sandbox);
	return node.startsWith('saleshandy')
		? saleshandyCredential(rig.sandbox)
		: outreachCredential(rig.sandbox);
}

const nobody = 'f'.repeat(40);

interface Search {
	parameters: Json;
	told: RegExp;
	/** Sees to it that nothing is found; further parameters of the search, if there are any. */
	prepare?: () => Promise<Json>;
}

/** Searches that find nothing, and what the model is told. */
const NOTHING: Record<string, Search> = {
	exploriumFetchProspectEvents: {
		parameters: { prospectIds: nobody },
		told: /^No events were found/,
	},
	exploriumGetProspectEnrollments: {
		parameters: {},
		told: /^No enrollments were found/,
		prepare: async () =>
			await answer('explorium', '/enrollments', {
				response_context: { request_status: 'success' },
				enrollments: [],
			}),
	},
	saleshandyGetManyProspects: {
		parameters: { searchBy: 'email', emails: 'nobody@example.com' },
		told: /^No prospects were found in Saleshandy/,
	},
	saleshandyGetManyFields: {
		parameters: {},
		told: /^No fields were found/,
		prepare: async () => await answer('saleshandy', '/fields', { payload: [] }),
	},
	outreachGetManyProspects: {
		parameters: { searchBy: 'emails', emails: 'nobody@example.com' },
		told: /^No prospects were found in Outreach/,
	},
	outreachGetManyAccounts: {
		parameters: { searchBy: 'domain', domain: 'nobody.example' },
		told: /^No accounts were found in Outreach/,
	},
	outreachGetManyBatches: { parameters: {}, told: /^No batches were found/ },
	outreachGetManyBatchItems: {
		parameters: { onlyFailed: true },
		told: /^No records were found in this batch/,
		prepare: async () => ({ batchId: String(await startBatch(rig, [1001])) }),
	},
};

async function answer(vendor: Vendor, path: string, body: object): Promise<Json> {
	await rig.sandbox.control.fault({ vendor, path, status: 200, body });
	return {};
}

it('covers every tool that finds records', () => {
	expect(lists.sort()).toEqual(Object.keys(NOTHING).sort());
});

describe.each(Object.entries(NOTHING))('%s', (node, { parameters, told, prepare }) => {
	async function request(): Promise<RunRequest> {
		const more = await prepare?.();
		return { node, parameters: { ...parameters, ...more }, credentials: credentialsOf(node) };
	}

	it('tells a model in words that it found nothing', async () => {
		const tool = { ...(await request()), node: `${node}Tool`, args: {} };
		const { output, error } = await rig.host.callTool(tool);
		expect(error).toBeNull();
		expect(JSON.parse(output ?? '')).toEqual([{ message: expect.stringMatching(told) }]);
	});

	it('gives a workflow no items', async () => {
		const { output, error } = await rig.run(await request());
		expect(error).toBeNull();
		expect(output).toEqual([[]]);
	});
});

it('tells a model in the message itself what to do about a failure', async () => {
	const { error } = await rig.host.callTool({
		node: 'exploriumUpdateProspectEnrollmentsTool',
		parameters: { enrollmentId: 'en_gone', updateFields: { enrollmentKey: 'partners' } },
		args: {},
		credentials: exploriumCredential(rig.sandbox),
	});
	expect(error?.message).toMatch(/no enrollment with the ID "en_gone".*Get Prospect Enrollments/);
	expect(error?.message).not.toContain('Details:');
});
