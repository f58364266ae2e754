import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../support/sandbox';

const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(() => sandbox.control.reset());

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

const options = { proxy: false as const, validateStatus: () => true, maxRedirects: 0 };

const app = {
	client_id: DEMO.outreachClientId,
	redirect_uri: REDIRECT,
	response_type: 'code',
	scope: 'prospects.read batches.read',
	state: 'opaque & odd',
};

function consent(decision: string): Promise<AxiosResponse> {
	const form = new URLSearchParams({ ...app, decision });
	return axios.post(`${sandbox.outreach}/oauth/authorize`, form, options);
}

async function code(): Promise<string> {
	const answer = await consent('allow');
	return new URL(answer.headers.location).searchParams.get('code')!;
}

function token(fields: Record<string, string>): Promise<AxiosResponse> {
	const form = new URLSearchParams({
		client_id: DEMO.outreachClientId,
		client_secret: DEMO.outreachClientSecret,
		...fields,
	});
	return axios.post(`${sandbox.outreach}/oauth/token`, form, options);
}

const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });

function get(path: string, accessToken?: string): Promise<AxiosResponse> {
	const headers = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
	return axios.get(`${sandbox.outreach}/api/v2${path}`, { ...options, headers });
}

describe('authorize', () => {
	it('shows a consent page with the scopes and both choices', async () => {
		const params = { ...app, scope: 'prospects.read <b>' };
		const page = await axios.get(`${sandbox.outreach}/oauth/authorize`, { ...options, params });
		expect(page.status).toBe(200);
		expect(page.data).toMatch(/<button name="decision" value="allow">Allow<\/button>/);
		expect(page.data).toContain('prospects.read');
		expect(page.data).not.toContain('<b>');
	});

	it.each([
		['client_id', 'nobody'],
		['redirect_uri', 'javascript:alert(1)'],
		['response_type', 'token'],
	])('refuses a wrong %s without redirecting', async (name, value) => {
		const params = { ...app, [name]: value };
		const page = await axios.get(`${sandbox.outreach}/oauth/authorize`, { ...options, params });
		expect(page.status).toBe(400);
	});

	it('goes back with a code, or with access_denied, and the state', async () => {
		const allowed = new URL((await consent('allow')).headers.location);
		expect(allowed.origin + allowed.pathname).toBe(REDIRECT);
		expect(allowed.searchParams.get('state')).toBe(app.state);
		expect(allowed.searchParams.get('code')).toBeTruthy();
		const denied = new URL((await consent('deny')).headers.location);
		expect(denied.searchParams.get('error')).toBe('access_denied');
		expect(denied.searchParams.get('state')).toBe(app.state);
	});
});

describe('token', () => {
	const exchange = (value: string, redirect_uri = REDIRECT) =>
		token({ grant_type: 'authorization_code', code: value, redirect_uri });

	it('exchanges a code once, for tokens with the granted scopes', async () => {
		const value = await code();
		const answer = await exchange(value);
		expect(answer.data).toEqual({
			access_token: expect.any(String),
			refresh_token: expect.any(String),
			token_type: 'Bearer',
			expires_in: 7200,
			scope: app.scope,
			created_at: expect.any(Number),
		});
		expect((await get('/prospects', answer.data.access_token)).status).toBe(200);
		const again = await exchange(value);
		expect([again.status, again.data.error]).toEqual([400, 'invalid_grant']);
	});

	it('refuses a code for another redirect address or after ten minutes', async () => {
		expect((await exchange(await code(), 'http://other.test/')).data.error).toBe('invalid_grant');
		const value = await code();
		await sandbox.control.clock({ advanceSeconds: 601 });
		expect((await exchange(value)).data.error).toBe('invalid_grant');
	});

	it('refuses a wrong secret, another grant and a body that is no form', async () => {
		const wrong = await token({ grant_type: 'refresh_token', client_secret: 'wrong' });
		expect([wrong.status, wrong.data.error]).toEqual([401, 'invalid_client']);
		const grant = await token({ grant_type: 'client_credentials' });
		expect(grant.data.error).toBe('unsupported_grant_type');
		const json = await axios.post(`${sandbox.outreach}/oauth/token`, { grant_type: 'x' }, options);
		expect([json.status, json.data.error]).toEqual([400, 'invalid_request']);
	});

	it('rotates: a used refresh token is dead at once', async () => {
		const first = await refresh(DEMO.outreachRefreshToken);
		expect(first.status).toBe(200);
		expect(first.data.refresh_token).not.toBe(DEMO.outreachRefreshToken);
		const reused = await refresh(DEMO.outreachRefreshToken);
		expect(reused.status).toBe(400);
		expect(reused.data).toEqual({
			error: 'invalid_grant',
			error_description: expect.any(String),
		});
		expect((await refresh(first.data.refresh_token)).status).toBe(200);
	});

	it('lets used refresh tokens live when switched', async () => {
		await sandbox.control.switches({ outreach: { refreshTokens: 'lenient' } });
		await refresh(DEMO.outreachRefreshToken);
		expect((await refresh(DEMO.outreachRefreshToken)).status).toBe(200);
	});

	it('lets refresh tokens die after 14 days', async () => {
		await sandbox.control.clock({ advanceSeconds: 14 * 86_400 + 1 });
		expect((await refresh(DEMO.outreachRefreshToken)).data.error).toBe('invalid_grant');
	});

	it('refuses a second token within a minute when switched', async () => {
		await sandbox.control.switches({ outreach: { mintInterval: true } });
		const first = await refresh(DEMO.outreachRefreshToken);
		const second = await refresh(first.data.refresh_token);
		expect(second.status).toBe(429);
		expect(second.data.errors[0].id).toBe('rateLimitExceeded');
		await sandbox.control.clock({ advanceSeconds: 61 });
		expect((await refresh(first.data.refresh_token)).status).toBe(200);
	});
});

describe('access', () => {
	it('ends after two hours, or when a test says so', async () => {
		expect((await get('', DEMO.outreachAccessToken)).status).toBe(200);
		await sandbox.control.clock({ advanceSeconds: 7201 });
		expect((await get('', DEMO.outreachAccessToken)).status).toBe(401);
		const { access_token } = await sandbox.control.tokens();
		expect((await get('', access_token)).status).toBe(200);
		await sandbox.control.expireTokens({ access: true });
		expect((await get('', access_token)).status).toBe(401);
	});

	it('answers 401 with errors, nothing or HTML', async () => {
		const plain = await get('/users', 'nonsense');
		expect(plain.data.errors[0]).toMatchObject({ id: 'unauthorized' });
		await sandbox.control.switches({ outreach: { unauthorizedBody: 'empty' } });
		expect((await get('/users')).data).toBe('');
		await sandbox.control.switches({ outreach: { unauthorizedBody: 'html' } });
		const html = await get('/users');
		expect(html.status).toBe(401);
		expect(html.data).toContain('<h1>');
	});

	it('wants the scope of the resource, and levels do not add up', async () => {
		const { access_token } = await sandbox.control.tokens({ scopes: ['prospects.write'] });
		const answer = await get('/prospects', access_token);
		expect(answer.status).toBe(403);
		expect(answer.data.errors[0]).toMatchObject({
			id: 'unauthorizedOauthScope',
			detail: "Your authorization does not include the required scope 'prospects.read'.",
		});
	});

	it('denies by profile when switched', async () => {
		await sandbox.control.switches({ outreach: { profileDenied: true } });
		const answer = await get('/prospects', DEMO.outreachAccessToken);
		expect([answer.status, answer.data.errors[0].id]).toEqual([403, 'unauthorizedRequest']);
	});
});
