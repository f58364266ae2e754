import type { Browser, Page } from 'playwright-core';
import type { StoredCredential, WorkflowNode } from '../../playground/src/n8n-api.ts';
import { DEMO } from '../support/sandbox';
import { onPage, openBrowser } from './support/browser';
import {
	askForConsent,
	fieldOf,
	openCredential,
	openNewCredential,
} from './support/credential-form';
import { testStored, UNCHANGED } from './support/credential-test';
import { signIn } from './support/editor';
import { type FinishedExecution, runToEnd } from './support/executions';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';

/** The name that n8n gives to a new credential of the type. */
const NAME = 'Outreach account';
const TYPE = 'outreachOAuth2Api';
/** As long as the ids that n8n makes itself. */
const WORKFLOW = 'outreachConsent1';
const START = 'Execute Workflow';
const PROSPECTS = 'Get Many Prospects';

let demo: RunningDemo;
let browser: Browser;

beforeAll(async () => {
	demo = await startTestDemo('outreach-consent', {}, { editor: true });
	browser = await openBrowser();
}, START_MS);

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
});

/** Runs the steps in the editor, signed in. */
async function inEditor(name: string, steps: (page: Page) => Promise<void>): Promise<void> {
	await onPage(browser, `outreach-consent-${name}`, async (page) => {
		await signIn(page, demo);
		await steps(page);
	});
}

/** Allows it on the consent page, and waits until n8n's callback page says that it worked. */
async function allow(popup: Page): Promise<void> {
	await popup.getByRole('button', { name: 'Allow' }).click();
	await popup.getByText('Connection successful').waitFor();
}

async function storedCredential(): Promise<StoredCredential> {
	const listed = await demo.api.listCredentials();
	return listed.find(({ name }) => name === NAME) as StoredCredential;
}

async function testConnection(): Promise<{ status: string; message: string }> {
	const { id } = await storedCredential();
	return testStored(demo.api, id, { oauthTokenData: UNCHANGED });
}

/** All that n8n has asked the token address for so far, and what the answers were. */
async function tokenCalls(): Promise<string[]> {
	const requests = await demo.control.requests('outreach');
	return requests
		.filter(({ path }) => path === '/oauth/token')
		.map(({ requestBody, status }) => `${requestBody.grant_type} ${status}`);
}

async function importWorkflow(): Promise<void> {
	const { id, name } = await storedCredential();
	const nodes: WorkflowNode[] = [
		{
			id: 'start',
			name: START,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'prospects',
			name: PROSPECTS,
			type: 'n8n-nodes-prospect-events.outreachGetManyProspects',
			typeVersion: 1,
			position: [200, 0],
			parameters: { searchBy: 'all', returnAll: true },
			credentials: { [TYPE]: { id, name } },
		},
	];
	const connections = { [START]: { main: [[{ node: PROSPECTS, type: 'main', index: 0 }]] } };
	await demo.api.createWorkflow(WORKFLOW, { name: 'List prospects', nodes, connections });
}

function run(): Promise<FinishedExecution> {
	return runToEnd(demo.api, WORKFLOW, START);
}

async function expectProspects({ status, outputOf }: FinishedExecution): Promise<void> {
	expect(status).toBe('success');
	const { people } = await demo.control.state();
	const ids = people.flatMap(({ outreach }) => outreach?.id ?? []);
	expect(ids).not.toHaveLength(0);
	expect(new Set(outputOf(PROSPECTS).map(({ id }) => id))).toEqual(new Set(ids));
}

// One story, told in order: each step starts from where the one before left the credential.
describe('an Outreach account, in a real n8n and a real browser', () => {
	it('is not connected if the user denies it', async () => {
		await inEditor('deny', async (page) => {
			const form = await openNewCredential(page, demo.n8nUrl, 'Outreach OAuth2 API');
			await fieldOf(form, 'clientId').fill(DEMO.outreachClientId);
			await fieldOf(form, 'clientSecret').fill(DEMO.outreachClientSecret);
			await fieldOf(form, 'baseUrl').fill(`${demo.sandboxUrl}/outreach`);
			const popup = await askForConsent(form, 'Connect');
			await popup.getByRole('button', { name: 'Deny' }).click();
			await popup.getByText('Failed to connect').waitFor();
			expect(new URL(popup.url()).searchParams.get('error')).toBe('access_denied');
			await form.getByText('Connect your account to use this credential').waitFor();
		});
		expect(await testConnection()).toEqual({
			status: 'Error',
			message: expect.stringMatching(/without access token/),
		});
		expect(await tokenCalls()).toEqual([]);
	});

	it('is connected if the user allows what the consent page lists', async () => {
		await inEditor('allow', async (page) => {
			const form = await openCredential(page, demo.n8nUrl, NAME);
			const scopes = (await fieldOf(form, 'scope').inputValue()).split(' ');
			expect(scopes).toContain('prospects.all');
			const popup = await askForConsent(form, 'Connect');
			expect(await popup.getByRole('listitem').allTextContents()).toEqual(scopes);

			const asked = new URL(popup.url()).searchParams;
			const callback = `${demo.n8nUrl}/rest/oauth2-credential/callback`;
			await form.getByTestId('copy-input').getByText(callback, { exact: true }).waitFor();
			expect(asked.get('redirect_uri')).toBe(callback);
			expect(asked.get('state')).toBeTruthy();

			await allow(popup);
			const answered = new URL(popup.url());
			expect(`${answered.origin}${answered.pathname}`).toBe(callback);
			expect(answered.searchParams.get('state')).toBe(asked.get('state'));
			await form.getByText('Account connected').waitFor();
		});
		expect(await tokenCalls()).toEqual(['authorization_code 200']);
	});

	it('passes the credential test and lists the prospects', async () => {
		expect(await testConnection()).toMatchObject({ status: 'OK' });
		await importWorkflow();
		await expectProspects(await run());
		expect(await tokenCalls()).toEqual(['authorization_code 200']);
	});

	it('goes on when its access token expires, with one new token', async () => {
		await demo.control.expireTokens({ access: true });
		await expectProspects(await run());
		await expectProspects(await run());
		expect(await tokenCalls()).toEqual(['authorization_code 200', 'refresh_token 200']);
	});

	// The sandbox takes a refresh token once: from here on n8n needs the one it got with the last.
	it('goes on when the next access token expires', async () => {
		await demo.control.expireTokens({ access: true });
		await expectProspects(await run());
		expect((await tokenCalls()).slice(2)).toEqual(['refresh_token 200']);
	});

	it('goes on after the credential test has got the new token', async () => {
		await demo.control.expireTokens({ access: true });
		expect(await testConnection()).toMatchObject({ status: 'OK' });
		await expectProspects(await run());
		await demo.control.expireTokens({ access: true });
		await expectProspects(await run());
		expect((await tokenCalls()).slice(3)).toEqual(['refresh_token 200', 'refresh_token 200']);
	});

	it('has to be connected again when its refresh token expires, and the error says so', async () => {
		await demo.control.expireTokens({ access: true, refresh: true });
		const { status, error } = await run();
		expect(status).toBe('error');
		expect(error?.message).toMatch(/"Outreach account" needs to be reconnected/);
		expect(error?.description).toMatch(/^Reconnect the credential/);
		expect(await testConnection()).toEqual({
			status: 'Error',
			message: expect.stringMatching(/reconnected/),
		});
		expect((await tokenCalls()).slice(5)).toEqual(['refresh_token 400', 'refresh_token 400']);
	});

	it('works again once it is connected again', async () => {
		await inEditor('reconnect', async (page) => {
			const form = await openCredential(page, demo.n8nUrl, NAME);
			const popup = await askForConsent(form, 'Switch account');
			await allow(popup);
			await form.getByText('Account connected').waitFor();
		});
		expect(await testConnection()).toMatchObject({ status: 'OK' });
		await expectProspects(await run());
		expect((await tokenCalls()).slice(7)).toEqual(['authorization_code 200']);
	});

	it('never broke the vendor’s schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
