import { type INode, NodeHelpers } from 'n8n-workflow';
import type { StoredCredential } from '../../playground/src/n8n-api.ts';
import { testStored, UNCHANGED } from './support/credential-test';
import { describeNodeTypes, NODE_TYPES } from './support/package-types';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

let demo: RunningDemo;

beforeAll(async () => {
	demo = await startTestDemo('package');
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
			const response = await fetch(`${demo.n8nUrl}/${url}`);
			expect(response.headers.get('content-type')).toContain('image/svg+xml');
		}
	});

	it('tells the editor what every node gives, before it has run', async () => {
		for (const name of NODE_TYPES) {
			const response = await fetch(`${demo.n8nUrl}/schemas/${name}/1.0.0.json`);
			const { type, properties } = (await response.json()) as Record<string, unknown>;
			expect([name, type]).toEqual([name, 'object']);
			expect(Object.keys(properties as object).length).toBeGreaterThan(1);
		}
	});

	it('leaves no issue in the imported example workflows', async () => {
		const described = await describeNodeTypes(demo.api);
		const issues = demo.workflows.flatMap(({ nodes }) =>
			nodes
				.filter(({ type }) => !type.startsWith('n8n-nodes-base.'))
				.map((node) => {
					const type = described.find(({ name }) => name === node.type);
					if (!type) return `${node.name}: unknown type ${node.type}`;
					const found = NodeHelpers.getNodeParametersIssues(
						type.properties,
						node as unknown as INode,
						type,
					);
					return found ? `${node.name}: ${JSON.stringify(found)}` : undefined;
				})
				.filter((issue) => issue !== undefined),
		);
		expect(issues).toEqual([]);
	});

	it('has the example workflow active', async () => {
		const [{ id }] = demo.workflows;
		expect(await demo.api.findWorkflow(id)).toMatchObject({ active: true });
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
