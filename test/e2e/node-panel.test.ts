import type { Browser, Page } from 'playwright-core';
import { onPage, openBrowser } from './support/browser';
import { signIn } from './support/editor';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

/** What people type, and the nodes that must come first, in any order among themselves. */
const SEARCHES: Array<[search: string, first: string[]]> = [
	['find prospect by email', ['Outreach: Get Many Prospects', 'Saleshandy: Get Many Prospects']],
	['saleshandy field', ['Saleshandy: Get Many Fields', 'Saleshandy: Update Prospect Attribute']],
	['tag prospects', ['Outreach: Add Tags to Prospects']],
	['enroll', ['Explorium: Add Prospect Enrollments']],
	['update prospect', ['Outreach: Create or Update Prospect']],
	[
		'add to sequence',
		['Outreach: Add Prospects to Sequence', 'Saleshandy: Add Prospects to Sequence'],
	],
	[
		'add prospects to sequence',
		['Outreach: Add Prospects to Sequence', 'Saleshandy: Add Prospects to Sequence'],
	],
	['new email', ['Explorium: Enrich Prospect Contacts']],
	['find company', ['Outreach: Get Many Accounts']],
	['do not contact', ['Saleshandy: Add to Do Not Contact']],
	['create task', ['Outreach: Create Task']],
	['credits', ['Explorium: Get Credits']],
	['batch status', ['Get Batch (Outreach)']],
	[
		'stop sequence',
		[
			'Outreach: Finish Prospect Sequences',
			'Outreach: Finish Sequence State',
			'Outreach: Pause Prospect Sequences',
			'Saleshandy: Update Prospect Status in Sequence',
		],
	],
	['change owner', ['Outreach: Assign Owner to Accounts', 'Outreach: Assign Owner to Prospects']],
];

/** The same where n8n asks for a trigger. The panel leaves "Trigger" out of their names. */
const TRIGGER_SEARCHES = ['job change', 'work anniversary', 'company change', 'new job'];
const TRIGGERS = ['Explorium Prospect Events', 'Explorium Prospect Events Webhook'];

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
	demo = await startTestDemo('node-panel', {}, { editor: true });
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

/** What the open panel lists for a search, from the top. */
async function search(page: Page, words: string): Promise<string[]> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	const names = page.getByTestId('node-creator-item-name');
	await names.first().waitFor();
	// The list is there once it stays the same.
	let before: string[] = [];
	for (;;) {
		const now = await names.allTextContents();
		if (now.join() === before.join()) return now.map((name) => name.trim());
		before = now;
		await page.waitForTimeout(300);
	}
}

it('finds the node that people mean by what they type', async () => {
	await onPage(browser, 'node-panel', async (page) => {
		await signIn(page, demo);
		await page.goto(`${demo.n8nUrl}/workflow/${demo.workflows[0].id}`);
		await page.getByTestId('canvas-node').first().waitFor();
		await page.getByTestId('node-creator-plus-button').click();
		const found: Array<[string, string[]]> = [];
		for (const [words, first] of SEARCHES) {
			found.push([words, (await search(page, words)).slice(0, first.length).sort()]);
		}
		expect(found).toEqual(SEARCHES);
		const outreach = await search(page, 'outreach');
		expect(outreach.slice(0, 10).filter((name) => name.includes('Batch ('))).toEqual([]);
	});
});

it('finds the trigger by what it waits for, where a workflow has none yet', async () => {
	await onPage(browser, 'trigger-panel', async (page) => {
		await signIn(page, demo);
		await page.goto(`${demo.n8nUrl}/workflow/new`);
		await page.getByTestId('canvas-add-button').click();
		const found: string[][] = [];
		for (const words of TRIGGER_SEARCHES) found.push((await search(page, words)).slice(0, 2));
		expect(found).toEqual(TRIGGER_SEARCHES.map(() => TRIGGERS));
	});
});
