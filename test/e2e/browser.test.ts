import type { INodeTypeDescription } from 'n8n-workflow';
import type { Browser, Locator, Page } from 'playwright-core';
import { onPage, openBrowser } from './support/browser';
import type { StoredCredential, Workflow } from '../../playground/src/n8n-api.ts';
import { signIn } from './support/editor';
import { exampleOf } from './support/examples';
import { describeNodeTypes } from './support/package-types';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { rowOf } from './support/sandbox-page';
import { NEXT_POLL_MS, waitFor } from './support/wait';

const OUTREACH = 'outreachOAuth2Api';

let demo: RunningDemo;
let browser: Browser;
let described: INodeTypeDescription[];

beforeAll(async () => {
	demo = await startTestDemo('browser', {}, { scene: 'job-change', editor: true });
	described = await describeNodeTypes(demo.api);
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

/** The workflow with the trigger, and the one that it runs. */
const published = (): Workflow[] => demo.workflows.filter(({ active }) => active);

/** Opens it in the editor, signed in. */
async function openWorkflow(page: Page, { id } = demo.workflows[0]): Promise<void> {
	await page.goto(`${demo.n8nUrl}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** The labels that a node's form shows whatever is chosen in it. */
function labelsOf({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ displayOptions, type }) => displayOptions === undefined && type !== 'notice')
		.map(({ displayName }) => displayName);
}

describe("n8n's editor", () => {
	it('shows the example workflow and the one that it runs, published and without issues', async () => {
		await onPage(browser, 'workflow', async (page) => {
			await signIn(page, demo);
			for (const workflow of published()) {
				await openWorkflow(page, workflow);
				for (const { name, type } of workflow.nodes) {
					if (type.endsWith('.stickyNote')) continue;
					await page.locator(`[data-node-name="${name}"]`).first().waitFor();
				}
				await page.getByText('Published', { exact: true }).waitFor();
				expect(await page.locator('[data-test-id^="node-issues"]').count()).toBe(0);
			}
		});
	});

	it('shows the form of every type of node in them with our labels, and a link to our page about it', async () => {
		await onPage(browser, 'forms', async (page) => {
			await signIn(page, demo);
			const seen = new Set<string>();
			for (const workflow of published()) {
				await openWorkflow(page, workflow);
				for (const { name, type } of workflow.nodes) {
					const description = described.find((one) => one.name === type);
					if (description === undefined || seen.has(type)) continue;
					seen.add(type);
					await page.locator(`[data-node-name="${name}"]`).first().dblclick();
					const form = page.getByTestId('node-parameters');
					for (const label of labelsOf(description)) {
						await form.getByText(label, { exact: true }).first().waitFor({ state: 'attached' });
					}
					const docs = page.getByTestId('ndv').locator(`a[href="${description.documentationUrl}"]`);
					await docs.first().waitFor();
					await page.getByTestId('ndv-close-button').click();
					await page.getByTestId('ndv').waitFor({ state: 'hidden' });
				}
			}
			expect(seen.size).toBeGreaterThan(10);
		});
	});

	it('lists the fields of today in the mapper of an example, and sets no more than before', async () => {
		const { id } = exampleOf(demo, 'work-anniversary-to-note-and-tag.json');
		const mapper = async (): Promise<{ value: object; schema: object[] }> => {
			const { nodes } = (await demo.api.findWorkflow(id))!;
			const node = nodes.find(({ name }) => name === 'Write Note in Saleshandy')!;
			return node.parameters.attributes as { value: object; schema: object[] };
		};
		const before = await mapper();
		expect(before.schema).toHaveLength(1);
		await onPage(browser, 'mapper', async (page) => {
			await signIn(page, demo);
			await page.goto(`${demo.n8nUrl}/workflow/${id}`);
			await page.locator('[data-node-name="Write Note in Saleshandy"]').first().dblclick();
			const form = page.getByTestId('node-parameters');
			await form.getByText('Job Title', { exact: true }).first().waitFor();
			await page.getByTestId('ndv-close-button').click();
			await page.keyboard.press('Control+s');
			const after = await waitFor('n8n to save it', async () => {
				const now = await mapper();
				return now.schema.length > 1 ? now : undefined;
			});
			expect(after.value).toEqual(before.value);
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
});

describe("the sandbox's page", () => {
	it('lets people change company, and shows their next mail going to the new address', async () => {
		await onPage(browser, 'sandbox', async (page) => {
			const failures: string[] = [];
			page.on('pageerror', (error) => failures.push(error.message));
			await page.goto(demo.sandboxUrl);
			const nextMail = (name: string, system: string): Locator =>
				rowOf(page, name).locator(`.${system} .mail li`).filter({ hasText: 'Next mail' });
			const ada = nextMail('Ada Morales', 'outreach');
			const ben = nextMail('Ben Okafor', 'saleshandy');
			await ada.getByText('Q4 outbound').waitFor();
			await ben.getByText('Outbound').waitFor();

			for (const name of ['Ada Morales', 'Ben Okafor']) {
				await page.getByRole('button', { name: `Change company: ${name}` }).click();
			}
			const warning = page.locator('#people .tag').filter({ hasText: 'has left this address' });
			await warning.nth(1).waitFor();

			const timeout = NEXT_POLL_MS;
			await ada.filter({ hasText: await newAddress('Ada Morales') }).waitFor({ timeout });
			await ben.filter({ hasText: await newAddress('Ben Okafor') }).waitFor({ timeout });
			await warning.first().waitFor({ state: 'detached' });
			expect(await ada.textContent()).toContain('New job outreach, step 1');
			expect(await ben.textContent()).toContain('New job, step 1');
			expect(failures).toEqual([]);
		});
	});
});

async function newAddress(name: string): Promise<string> {
	const { people } = await demo.control.state();
	const person = people.find((one) => one.name === name);
	expect(person?.explorium.email).not.toBe(person?.email);
	return person!.explorium.email;
}
