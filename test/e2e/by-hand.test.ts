/**
 * Somebody builds a first workflow by hand in n8n's editor: whoever gets a new role gets a tag. What is
 * clicked is what docs/everyday.md says.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { onPage, openBrowser } from './support/browser';
import { signIn } from './support/editor';
import { unpublishAll } from './support/examples';
import { executionsOf } from './support/executions';
import { publishHurried } from './support/poll-times';
import { root, START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const TRIGGER = 'Explorium Prospect Events Trigger';
const TAG_NODE = 'Outreach: Add Tags to Prospects';
const TAG = 'New role';
const ADA = 'ada.morales@northwind-robotics.example';
const BEN = 'ben.okafor@bluepeak.example';
const MOST_CLICKS = 12;
/** n8n takes over what is typed when nothing more has been typed for a moment. */
const TAKEN_OVER_MS = 2000;

let demo: RunningDemo;
let browser: Browser;
let workflowId: string;

beforeAll(async () => {
	demo = await startTestDemo('by-hand', {}, { editor: true });
	await unpublishAll(demo.api, demo.workflows);
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

/** Counts what the mouse does: a double click is two. */
class Clicks {
	count = 0;
	private readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	async on(target: Locator): Promise<void> {
		await target.click();
		this.count += 1;
	}

	/** Clicks into a text field, and types. */
	async type(field: Locator, text: string): Promise<void> {
		await this.on(field);
		await this.page.keyboard.type(text);
	}

	/** The same with an expression, which begins with "=". n8n closes the brackets. */
	async typeExpression(field: Locator, expression: string): Promise<void> {
		await this.on(field);
		await this.page.keyboard.type('=');
		const editor = this.page.locator('.cm-content:focus');
		await editor.waitFor();
		await this.page.keyboard.type(`{{ ${expression}`, { delay: 20 });
		// n8n has taken it over once it shows what it gives.
		await this.page.getByText('[Execute previous nodes for preview]').first().waitFor();
		await this.page.waitForTimeout(TAKEN_OVER_MS);
	}
}

/** Chooses a node in n8n's panel. Its form opens. */
async function addNode(page: Page, words: string, name: string, action?: string): Promise<void> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	const item = page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	await item.first().click();
	if (action !== undefined) await page.getByText(action, { exact: true }).first().click();
	await page.getByTestId('node-parameters').waitFor();
}

async function addNextNode(
	page: Page,
	words: string,
	name: string,
	action?: string,
): Promise<void> {
	await page.keyboard.press('Escape');
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
	await page.getByTestId('node-creator-plus-button').click();
	await addNode(page, words, name, action);
}

/** Goes to the form of a node beside the one that is open, by its icon at the edge of the window. */
async function openBeside(page: Page, clicks: Clicks, name: string): Promise<void> {
	await clicks.on(page.locator(`[data-test-id="floating-node"][data-node-name="${name}"]`));
	await page.locator(`[data-test-id="floating-node"][data-node-name="${name}"]`).waitFor({
		state: 'detached',
	});
}

/** Chooses from the open list with the arrow keys. */
async function choose(page: Page, name: string): Promise<void> {
	const option = page.getByRole('option', { name });
	await option.waitFor();
	const isReached = async (): Promise<boolean> =>
		await option.evaluate(({ className }: { className: string }) => /hover/.test(className));
	for (let press = 0; press < 10 && !(await isReached()); press += 1) {
		await page.keyboard.press('ArrowDown');
	}
	await page.keyboard.press('Enter');
}

async function fillInTagNode(page: Page, clicks: Clicks): Promise<void> {
	const field = (name: string): Locator => page.getByTestId(`parameter-input-${name}`);
	const selectBy = field('selectBy');
	if ((await selectBy.locator('input').inputValue()) !== 'Email') {
		await clicks.on(selectBy);
		await choose(page, 'Email');
	}
	await clicks.type(field('tags').locator('input'), TAG);
	await clicks.typeExpression(field('emails').locator('input'), '$json.contacts.verified_email');
}

async function fillInFilter(page: Page, clicks: Clicks): Promise<void> {
	const side = (name: string): Locator => page.getByTestId(`filter-condition-${name}`);
	await clicks.type(side('right').locator('input'), 'valid');
	const left = side('left').locator('input');
	await clicks.typeExpression(left, '$json.contacts.professional_email_status');
}

async function fillInTrigger(page: Page, clicks: Clicks): Promise<void> {
	await clicks.on(page.getByTestId('collection-parameter-add').first());
	await choose(page, 'Add to Each Event');
	// n8n draws the form again.
	await page.waitForTimeout(1000);
	await clicks.on(page.getByTestId('parameter-input-addToEvents'));
	await choose(page, 'Contacts');
	// Esc stays in the list of choices.
	await clicks.on(page.getByTestId('ndv-close-button'));
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

async function publish(page: Page, clicks: Clicks): Promise<void> {
	await clicks.on(page.getByText('Publish', { exact: true }));
	await page.getByText('Publish workflow', { exact: true }).waitFor();
	await clicks.on(page.getByRole('button', { name: 'Publish', exact: true }).last());
	await page.getByText('Published', { exact: true }).waitFor();
}

// One story, told in order.
describe('a workflow built by hand', () => {
	it(`takes at most ${MOST_CLICKS} clicks once its nodes are on the canvas`, async () => {
		await onPage(browser, 'by-hand', async (page) => {
			await signIn(page, demo);
			await page.goto(`${demo.n8nUrl}/workflow/new`);
			await page.getByTestId('canvas-add-button').click();
			await addNode(page, 'job change', 'Explorium Prospect Events', 'On changed role');
			await addNextNode(page, 'filter', 'Filter');
			await addNextNode(page, 'tag prospects', TAG_NODE, 'Add to workflow');

			const clicks = new Clicks(page);
			await fillInTagNode(page, clicks);
			await openBeside(page, clicks, 'Filter');
			await fillInFilter(page, clicks);
			await openBeside(page, clicks, TRIGGER);
			await fillInTrigger(page, clicks);
			await publish(page, clicks);
			console.log(`It took ${clicks.count} clicks.`);
			expect(clicks.count).toBeLessThanOrEqual(MOST_CLICKS);
			workflowId = new URL(page.url()).pathname.split('/')[2];
			const { nodes } = (await demo.api.findWorkflow(workflowId))!;
			const built = JSON.stringify(nodes.map(({ parameters }) => parameters)).replaceAll(' ', '');
			expect(built).toContain('"emails":"={{$json.contacts.verified_email}}"');
			expect(built).toContain('"leftValue":"={{$json.contacts.professional_email_status}}"');
			expect(built).toContain('"rightValue":"valid"');
			expect(built).toContain('"addToEvents":["contacts"]');
		});
	});

	it('tags the person who gets a new role, and nobody else', async () => {
		// Nobody waits six hours here.
		await publishHurried(demo, (await demo.api.findWorkflow(workflowId))!, TRIGGER);
		await demo.control.changeRole(ADA, { title: 'Chief of Staff' });
		const execution = await waitFor('the execution with the event', async () => {
			const executions = await executionsOf(demo.api, workflowId);
			return executions.find((one) => one.stoppedAt && one.outputOf(TRIGGER).length > 0);
		});
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ contacts: expect.objectContaining({ verified_email: ADA }) }),
		]);
		expect(execution.outputOf(TAG_NODE)).toEqual([
			expect.objectContaining({ status: 'done', email: ADA }),
		]);
		expect((await demo.control.person(ADA)).outreach?.tags).toEqual([TAG]);
		expect((await demo.control.person(BEN)).outreach?.tags).toEqual([]);
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});

	it('is told in the docs with these words', () => {
		const page = readFileSync(join(root, 'docs/everyday.md'), 'utf8').replace(/\s+/g, ' ');
		for (const words of [
			'On changed role',
			'$json.contacts.verified_email',
			'$json.contacts.professional_email_status',
		]) {
			expect(page).toContain(words);
		}
	});
});
