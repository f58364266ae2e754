import type { INodeTypeDescription } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import { onPage, openBrowser } from './support/browser';
import type { StoredCredential } from '../../playground/src/n8n-api.ts';
import { signIn } from './support/editor';
import { describeNodeTypes } from './support/package-types';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { NEXT_POLL_MS } from './support/wait';

const OUTREACH = 'outreachOAuth2Api';

let demo: RunningDemo;
let browser: Browser;
let described: INodeTypeDescription[];

beforeAll(async () => {
	demo = await startTestDemo('browser');
	described = await describeNodeTypes(demo.api);
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

async function openWorkflow(page: Page): Promise<void> {
	const { n8nUrl, workflows } = demo;
	await signIn(page, demo);
	await page.goto(`${n8nUrl}/workflow/${workflows[0].id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** The labels that a node's form shows whatever is chosen in it. */
function labelsOf({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ displayOptions, type }) => displayOptions === undefined && type !== 'notice')
		.map(({ displayName }) => displayName);
}

describe("n8n's editor", () => {
	it('shows the example workflow, published and without issues', async () => {
		await onPage(browser, 'workflow', async (page) => {
			await openWorkflow(page);
			for (const { name, type } of demo.workflows[0].nodes) {
				if (type.endsWith('.stickyNote')) continue;
				await page.locator(`[data-node-name="${name}"]`).first().waitFor();
			}
			await page.getByText('Published', { exact: true }).waitFor();
			expect(await page.locator('[data-test-id^="node-issues"]').count()).toBe(0);
		});
	});

	it("shows every node's form with our labels", async () => {
		await onPage(browser, 'forms', async (page) => {
			await openWorkflow(page);
			for (const { name, type } of demo.workflows[0].nodes) {
				const description = described.find((one) => one.name === type);
				if (description === undefined) continue;
				await page.locator(`[data-node-name="${name}"]`).first().dblclick();
				const form = page.getByTestId('node-parameters');
				for (const label of labelsOf(description)) {
					await form.getByText(label, { exact: true }).first().waitFor({ state: 'attached' });
				}
				await page.getByTestId('ndv-close-button').click();
				await page.getByTestId('ndv').waitFor({ state: 'hidden' });
			}
		});
	});

	it('lists the users whose prospects a bulk action can be narrowed to', async () => {
		const credentials = await demo.api.listCredentials();
		const { id, name } = credentials.find(({ type }) => type === OUTREACH) as StoredCredential;
		const node = {
			id: 'delete',
			name: 'Delete Prospects',
			type: 'n8n-nodes-prospect-events.outreachDeleteProspects',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { selectBy: 'filter', filter: { condition: [{ field: 'owner' }] } },
			credentials: { [OUTREACH]: { id, name } },
		};
		const workflow = { name: 'Filter', nodes: [node], connections: {} };
		await demo.api.createWorkflow('browserFilter001', workflow);
		await onPage(browser, 'filter', async (page) => {
			await signIn(page, demo);
			await page.goto(`${demo.n8nUrl}/workflow/browserFilter001`);
			await page.locator(`[data-node-name="${node.name}"]`).first().dblclick();
			await page.getByTestId('parameter-input-value').locator('input').first().click();
			await page.getByText('Robin Sender (robin@seller.example)').first().waitFor();
			await page.getByText('Toni Former (toni@seller.example) – locked').first().waitFor();
		});
	});

	it('finds a node by what it does', async () => {
		await onPage(browser, 'node-panel', async (page) => {
			await openWorkflow(page);
			await page.getByTestId('node-creator-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill('add prospects to sequence');
			await page.getByText('Outreach: Add Prospects to Sequence', { exact: true }).waitFor();
		});
	});
});

describe("the sandbox's page", () => {
	it('lets a person change company, and shows the other two systems following', async () => {
		await onPage(browser, 'sandbox', async (page) => {
			const failures: string[] = [];
			page.on('pageerror', (error) => failures.push(error.message));
			await page.goto(demo.sandboxUrl);
			const button = page.getByRole('button', { name: 'Change company: Grace Lindqvist' });
			const row = page.getByRole('row').filter({ has: button });
			await row.getByText('Fjord Software').first().waitFor();

			await button.click();
			await row.locator('.explorium').getByText('Fjord Software').waitFor({ state: 'detached' });
			expect(await row.locator('.saleshandy').textContent()).toContain('out of date');

			const timeout = NEXT_POLL_MS;
			await row.getByText('out of date').first().waitFor({ state: 'detached', timeout });
			await row.locator('.outreach').getByText('sequence 11: active').waitFor();
			expect(failures).toEqual([]);
		});
	});
});
