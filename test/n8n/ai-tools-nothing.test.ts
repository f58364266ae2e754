/** What a model is told where a tool finds nothing, or fails: words, not an empty text. */
import type { INodeType } from 'n8n-workflow';
import type { RunRequest } from '../../tools/core-host/protocol';
import type { EmptySearch } from '../support/nodeSpecs/spec';
import { SPECS } from '../support/typicalRuns';
import {
	exploriumCredential,
	outreachCredential,
	saleshandyCredential,
	startVendorRig,
	type VendorRig,
} from '../support/vendorRig';

/** They are asked for one thing that is there, or fail. */
const ALWAYS_FINDS = ['outreachGetBatch', 'exploriumGetCredits'];

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const lists = Object.values(exported)
	.map((Class) => new Class())
	.filter(({ execute, description }) => execute !== undefined && description.usableAsTool)
	.map(({ description: { name } }) => name)
	.filter((name) => /Get|Fetch/.test(name) && !ALWAYS_FINDS.includes(name));

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

/** Searches that find nothing, by node. */
const NOTHING = Object.fromEntries(
	Object.values(SPECS)
		.flatMap((specs) => Object.entries(specs))
		.flatMap(([node, { nothing }]) => (nothing === undefined ? [] : [[node, nothing]])),
) as Record<string, EmptySearch>;

it('covers every tool that finds records', () => {
	expect(lists.sort()).toEqual(Object.keys(NOTHING).sort());
});

describe.each(Object.entries(NOTHING))('%s', (node, { parameters, told, prepare }) => {
	async function request(): Promise<RunRequest> {
		const more = await prepare?.(rig);
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
