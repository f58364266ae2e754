import axios from 'axios';
import type { Browser, Page } from 'playwright-core';
import type { StoredCredential, WorkflowNode } from '../../playground/src/n8n-api.ts';
import { DEMO } from '../support/sandbox';
import { onPage, openBrowser } from './support/browser';
import { signIn } from './support/editor';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

const OUTREACH = 'outreachOAuth2Api';
const PACKAGE = 'n8n-nodes-prospect-events';
const NAME = 'Forms';
const ID = 'editorForms00001';

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
	demo = await startTestDemo('forms', {}, { editor: true });
	browser = await openBrowser();
	const credentials = await demo.api.listCredentials();
	const { id, name } = credentials.find(({ type }) => type === OUTREACH) as StoredCredential;
	const picked = (value: number, cachedResultName: string) => ({
		...{ __rl: true, mode: 'list', value },
		cachedResultName,
	});
	const node = (title: string, type: string, parameters: object, place: number): WorkflowNode => ({
		...{ id: title, name: title, type: `${PACKAGE}.${type}`, typeVersion: 1 },
		position: [(place % 3) * 300, Math.floor(place / 3) * 250],
		parameters: parameters as WorkflowNode['parameters'],
		credentials: type.startsWith('outreach') ? { [OUTREACH]: { id, name } } : {},
	});
	const byId = { __rl: true, mode: 'id', value: '={{ $json.sequence }}' };
	const sequence = picked(11, 'New job outreach');
	const nodes = [
		node('Sequence', 'outreachAddProspectsToSequence', { sequenceId: sequence }, 0),
		node('Sequence by ID', 'outreachAddProspectsToSequence', { sequenceId: byId }, 1),
		node('Owner', 'outreachAssignOwnerToProspects', { ownerId: picked(1, 'Robin Sender') }, 2),
		node('Users', 'outreachAddAssignmentsToProspects', { userIds: [1, 2] }, 3),
		node('Confirm', 'outreachConfirmBatch', {}, 4),
		node('Cancel', 'outreachCancelBatch', {}, 5),
		node('Tag', 'outreachAddTagsToProspects', { tags: 'VIP' }, 6),
		node('Webhook', 'exploriumProspectEventsWebhookTrigger', {}, 7),
		node('Polls', 'exploriumProspectEventsTrigger', {}, 8),
	];
	await demo.api.createWorkflow(ID, { name: NAME, nodes, connections: {} });
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

/** Has the sandbox start a batch, as if somebody had done it in Outreach. */
async function startBatch(ids: number[], threshold: number): Promise<void> {
	const switches = { confirmationThreshold: threshold, batchPendingMs: 0, batchRunMs: 0 };
	await demo.control.switches({ outreach: switches });
	await axios.post(
		`${demo.sandboxUrl}/outreach/api/v2/batches/actions/prospectsAddTags`,
		{ data: { attributes: { tags: ['x'], ids } } },
		{
			proxy: false,
			headers: {
				authorization: `Bearer ${DEMO.outreachAccessToken}`,
				'content-type': 'application/vnd.api+json',
			},
		},
	);
}

async function openNode(page: Page, name: string) {
	await page.locator(`[data-node-name="${name}"]`).first().dblclick();
	const form = page.getByTestId('ndv');
	await form.waitFor();
	return form;
}

async function closeNode(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

it('a form in the editor says names, has the buttons it tells of, and lists the batches that fit', async () => {
	await startBatch([1001], 100);
	await startBatch([1001, 1002], 0);
	await onPage(browser, 'forms-editor', async (page) => {
		await signIn(page, demo);
		await page.goto(`${demo.n8nUrl}/workflow/${ID}`);
		await page.getByTestId('canvas-node').first().waitFor();
		const lines: Record<string, string> = {};
		for (const name of ['Sequence', 'Sequence by ID', 'Owner', 'Users']) {
			const node = page.locator(`[data-node-name="${name}"]`).first();
			lines[name] = (await node.innerText()).split('\n').slice(1).join(' ').trim();
		}
		expect(lines).toEqual({
			Sequence: 'New job outreach',
			'Sequence by ID': 'sequence by ID',
			Owner: 'Robin Sender',
			Users: '2 users',
		});

		const webhook = await openNode(page, 'Webhook');
		await webhook.getByTestId('trigger-execute-button').getByText('Execute step').waitFor();
		await webhook.getByText('The button "Execute step" registers').waitFor();
		await closeNode(page);

		const polls = await openNode(page, 'Polls');
		const text = await polls.getByTestId('node-parameters').innerText();
		const places = ['Poll Times', 'Check Every (Hours)', 'Trigger On'].map((one) =>
			text.indexOf(one),
		);
		expect(places).toEqual([...places].sort((one, other) => one - other));
		expect(places[0]).toBeGreaterThanOrEqual(0);
		await closeNode(page);

		const tag = await openNode(page, 'Tag');
		await tag.getByText('Emails', { exact: true }).waitFor();
		await closeNode(page);

		for (const [name, field] of [
			['Confirm', 'batchId'],
			['Cancel', 'batchIds'],
		]) {
			const form = await openNode(page, name);
			await form.getByTestId(`resource-locator-${field}`).locator('input').last().click();
			const choices = page.getByTestId('rlc-item');
			await choices.first().waitFor();
			expect((await choices.allInnerTexts()).map((one) => one.trim())).toEqual([
				expect.stringMatching(/^Add tags · 2 prospects · waiting · \d{1,2} \w{3,4} \d\d:\d\d$/),
			]);
			await page.keyboard.press('Escape');
			await closeNode(page);
		}
	});
});
