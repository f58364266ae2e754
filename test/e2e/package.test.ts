import { type INode, NodeHelpers } from 'n8n-workflow';
import type { StoredCredential } from '../../playground/src/n8n-api.ts';
import { testStored, UNCHANGED } from './support/credential-test';
import { describeNodeTypes, isOurs, listOurTypes, NODE_TYPES } from './support/package-types';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

let demo: RunningDemo;

beforeAll(async () => {
	demo = await startTestDemo('package', {}, { editor: true });
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

async function testOfType(
	type: string,
	changes: Record<string, unknown> = {},
): Promise<{ status: string; message: string }> {
	const listed = await demo.api.listCredentials();
	const { id } = listed.find((credential) => credential.type === type) as StoredCredential;
	return testStored(demo.api, id, changes);
}

describe('the packed package in n8n', () => {
	it('has every node, under its real name', async () => {
		const described = await describeNodeTypes(demo.api);
		expect(described.map(({ name }) => name).sort()).toEqual([...NODE_TYPES].sort());
	});

	it('has an icon for every node, in light and dark', async () => {
		const described = await describeNodeTypes(demo.api);
		const urls = described.flatMap(({ iconUrl }) =>
			typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [iconUrl],
		);
		expect(urls).toHaveLength(2 * NODE_TYPES.length);
		for (const url of new Set(urls)) {
			const response = await demo.api.load(String(url));
			expect(response.headers.get('content-type')).toContain('image/svg+xml');
			expect(await response.text()).toContain('<svg');
		}
	});

	it('tells the editor what every node gives, before it has run', async () => {
		for (const name of NODE_TYPES) {
			const response = await demo.api.load(`schemas/${name}/1.0.0.json`);
			const { type, properties } = (await response.json()) as Record<string, unknown>;
			expect([name, type]).toEqual([name, 'object']);
			expect(Object.keys(properties as object).length).toBeGreaterThan(1);
		}
	});

	it('leaves no issue in the imported example workflows', async () => {
		const ours = demo.workflows.flatMap(({ nodes }) => nodes.filter(({ type }) => isOurs(type)));
		const described = await listOurTypes(demo.api);
		const issues = ours.flatMap((node) => {
			const type = described.find(({ name }) => name === node.type);
			if (!type) return `${node.name}: unknown type ${node.type}`;
			const whole = node as unknown as INode;
			const { getNodeParameters, getNodeParametersIssues } = NodeHelpers;
			// As the editor does: what the file leaves out has its default.
			const parameters =
				getNodeParameters(type.properties, whole.parameters, true, false, whole, type) ?? {};
			const found = getNodeParametersIssues(type.properties, { ...whole, parameters }, type);
			return found ? `${node.name}: ${JSON.stringify(found)}` : [];
		});
		expect(issues).toEqual([]);
	});

	it('makes a tool for AI agents of every node that may be one', async () => {
		const described = await listOurTypes(demo.api);
		const usable = described.filter(({ usableAsTool }) => usableAsTool);
		const tools = described.filter(({ name }) => !NODE_TYPES.includes(name));
		const names = usable.map(({ name }) => `${name}Tool`);
		expect(names).not.toHaveLength(0);
		expect(tools.map(({ name }) => name).sort()).toEqual(names.sort());
		for (const { outputs, properties } of tools) {
			expect(outputs).toEqual(['ai_tool']);
			expect(properties.map(({ name }) => name)).toContain('toolDescription');
		}
	});

	it('has one example and what it runs active: a change of company must not set off all that listen', async () => {
		const [first, called, ...others] = demo.workflows;
		const call = first.nodes.find(({ type }) => type.endsWith('.executeWorkflow'));
		expect(call?.parameters.workflowId).toMatchObject({ value: called.id });
		for (const { id } of [first, called]) {
			expect(await demo.api.findWorkflow(id)).toMatchObject({ active: true });
		}
		expect(others).not.toHaveLength(0);
		for (const { id } of others) {
			expect(await demo.api.findWorkflow(id)).toMatchObject({ active: false });
		}
	});
});

describe('the credential tests', () => {
	it('accept the right Explorium key, and say that a wrong one is not accepted', async () => {
		expect(await testOfType('exploriumApi')).toMatchObject({ status: 'OK' });
		expect(await testOfType('exploriumApi', { apiKey: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/Explorium did not accept this API key/),
		});
	});

	it('accept the right Saleshandy key, and say that a wrong one is not accepted', async () => {
		expect(await testOfType('saleshandyApi')).toMatchObject({ status: 'OK' });
		expect(await testOfType('saleshandyApi', { apiKey: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/API key not accepted/),
		});
	});

	it('accept a connected Outreach account, and say that a wrong address is none', async () => {
		const tokens = { oauthTokenData: UNCHANGED };
		expect(await testOfType('outreachOAuth2Api', tokens)).toMatchObject({ status: 'OK' });
		const elsewhere = { ...tokens, baseUrl: `${demo.sandboxUrl}/nowhere` };
		expect(await testOfType('outreachOAuth2Api', elsewhere)).toEqual({
			status: 'Error',
			message: expect.stringMatching(/no Outreach API at this Base URL/),
		});
	});

	it('say that nothing listens at a wrong address', async () => {
		const result = await testOfType('exploriumApi', { baseUrl: 'http://127.0.0.1:9' });
		expect(result.status).toBe('Error');
		expect(result.message).not.toBe('');
	});
});
