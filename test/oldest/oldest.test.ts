import type { Browser } from 'playwright-core';
import { onPage, openBrowser } from '../e2e/support/browser';
import { signIn } from '../e2e/support/editor';
import { executionsOf } from '../e2e/support/executions';
import { describeNodeTypes, NODE_TYPES } from '../e2e/support/package-types';
import { publishHurried } from '../e2e/support/poll-times';
import { START_MS, startTestDemo, type RunningDemo } from '../e2e/support/running-demo';
import { waitFor } from '../e2e/support/wait';

const TRIGGER = 'Explorium Prospect Events Trigger';
const CREDENTIALS = ['exploriumApi', 'outreachOAuth2Api', 'saleshandyApi'];
const ADA = 'ada.morales@northwind-robotics.example';

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
	demo = await startTestDemo('oldest', {}, { scene: 'job-change', editor: true });
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

async function sweeps(): Promise<number> {
	return (await demo.control.counters()).explorium.eventFetches;
}

describe('the packed package in the oldest n8n', () => {
	it('has every node', async () => {
		const described = await describeNodeTypes(demo.api);
		expect(described.map(({ name }) => name).sort()).toEqual([...NODE_TYPES].sort());
	});

	it('has every credential type, and takes credentials of each', async () => {
		const response = await demo.api.load('types/credentials.json');
		const types = (await response.json()) as Array<{ name: string }>;
		expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(CREDENTIALS));
		const stored = await demo.api.listCredentials();
		expect(stored.map(({ type }) => type).sort()).toEqual(CREDENTIALS);
	});

	it('finds a change of company by polling, and sends the next mail to the new address, once', async () => {
		const [{ id: workflowId }, { id: perPersonId }] = demo.workflows;
		await publishHurried(demo, demo.workflows[0], TRIGGER);
		// Renewing an access token is what differs most from one version of n8n to another.
		await demo.control.expireTokens({ access: true });
		const change = await demo.control.changeCompany(ADA, { company: 'Headovations', title: 'CRO' });

		const execution = await waitFor('an execution with the event', async () => {
			const executions = await executionsOf(demo.api, workflowId);
			return executions.find((one) => one.stoppedAt && one.outputOf(TRIGGER).length > 0);
		});
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_id: change.event_id }),
		]);
		const { explorium, outreach, mail } = await demo.control.person(ADA);
		expect(outreach).toMatchObject({ title: 'CRO', emails: [explorium.email] });
		expect(explorium.email).not.toBe(ADA);
		expect(outreach?.sequences.map(({ state }) => state)).toEqual(['finished', 'active']);
		expect(mail.next).toEqual([expect.objectContaining({ to: explorium.email, left: false })]);

		const before = await sweeps();
		await waitFor('the next sweep', async () => ((await sweeps()) > before ? true : undefined));
		const [perPerson, ...more] = await executionsOf(demo.api, perPersonId);
		expect(more).toEqual([]);
		expect(perPerson.status).toBe('success');
		expect(perPerson.outputOf('Continues in Outreach')).toHaveLength(1);
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});

	it('can be found in the editor, by what a node does', async () => {
		await onPage(browser, 'oldest', async (page) => {
			await signIn(page, demo);
			await page.goto(`${demo.n8nUrl}/workflow/${demo.workflows[0].id}`);
			await page.getByTestId('canvas-node').first().waitFor();
			await page.getByTestId('node-creator-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill('add prospects to sequence');
			await page.getByText('Outreach: Add Prospects to Sequence', { exact: true }).waitFor();
		});
	});
});
