import { itemsOf } from '../support/explorium';
import { drip, sendJson, startRawServer } from '../support/rawServer';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachAddTagsToProspects';
const ACTION = /\/batches\/actions\/prospectsAddTags$/;
const TOKEN = /\/oauth\/token$/;

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 20 } });
});

/** A credential that keeps what n8n writes to it, as in its database. */
async function storedCredential() {
	const { outreachOAuth2Api } = outreachCredential(rig.sandbox);
	return await rig.host.storeCredential('outreachOAuth2Api', outreachOAuth2Api);
}

const tag = async (tags: string[], credentials: object = {}) =>
	await rig.run({
		node: NODE,
		parameters: {
			selectBy: 'ids',
			ids: '={{ $json.id }}',
			tags: '={{ $json.tag }}',
			requestOptions: { maxAttempts: 2 },
		},
		items: tags.map((one, index) => ({ id: 1001 + index, tag: one })),
		...credentials,
	});

async function waitForAction(): Promise<void> {
	while ((await rig.requests(ACTION)).length === 0)
		await new Promise((done) => setTimeout(done, 5));
}

it('renews an access token that expires while a batch runs, once, and goes on', async () => {
	await rig.sandbox.control.switches({ outreach: { batchRunMs: 1500 } });
	const running = tag(['A']);
	await waitForAction();
	await rig.sandbox.control.expireTokens({ access: true });
	expect(itemsOf(await running).map(({ json }) => json.status)).toEqual(['done']);
	expect(await rig.requests(TOKEN)).toHaveLength(1);
	expect(await rig.requests(ACTION)).toHaveLength(1);
});

it('renews it once for all calls that are under way', async () => {
	const outreachOAuth2Api = await storedCredential();
	await rig.sandbox.control.expireTokens({ access: true });
	const result = await tag(['A', 'B', 'C', 'D'], { credentials: { outreachOAuth2Api } });
	expect(itemsOf(result)).toHaveLength(4);
	expect(await rig.requests(TOKEN)).toHaveLength(1);
	const actions = await rig.requests(ACTION);
	expect(actions.filter(({ status }) => status === 200)).toHaveLength(4);
});

it('keeps the newest refresh token, because a used one is dead', async () => {
	const outreachOAuth2Api = await storedCredential();
	const refreshToken = async () => {
		const stored = await rig.host.readCredential('outreachOAuth2Api', outreachOAuth2Api);
		return (stored.oauthTokenData as { refresh_token: string }).refresh_token;
	};
	const seen = [await refreshToken()];
	for (const name of ['A', 'B', 'C']) {
		await rig.sandbox.control.expireTokens({ access: true });
		itemsOf(await tag([name], { credentials: { outreachOAuth2Api } }));
		seen.push(await refreshToken());
	}
	expect(new Set(seen).size).toBe(4);
	expect(await rig.requests(TOKEN)).toHaveLength(3);
});

it('says to reconnect when the refresh token has expired, and changes nothing', async () => {
	await rig.sandbox.control.expireTokens({ access: true, refresh: true });
	const { error } = await tag(['A']);
	expect(error?.description).toContain('Reconnect the credential');
	expect((await rig.sandbox.control.counters()).outreach.batches ?? 0).toBe(0);
});

it('says so when Outreach issues no new token yet, and changes nothing', async () => {
	await rig.sandbox.control.tokens();
	await rig.sandbox.control.switches({ outreach: { mintInterval: true } });
	await rig.sandbox.control.expireTokens({ access: true });
	const { error } = await tag(['A']);
	expect(error?.message).toContain('its access token could not be renewed (429)');
	expect((await rig.sandbox.control.counters()).outreach.batches ?? 0).toBe(0);
});

it('says so when the credential has never been connected', async () => {
	const { outreachOAuth2Api } = outreachCredential(rig.sandbox);
	const credentials = { outreachOAuth2Api: { ...outreachOAuth2Api, oauthTokenData: undefined } };
	const { error } = await tag(['A'], { credentials });
	expect(error?.message).toContain(
		'The Outreach credential cannot be used: it is not connected yet',
	);
	expect(await rig.requests()).toEqual([]);
});

describe('a token address that does not answer', () => {
	const FRESH = 'SECRET-fresh-token';
	const run = async (url: string) => {
		const outreachOAuth2Api = await rig.host.storeCredential('outreachOAuth2Api', {
			clientId: 'client',
			clientSecret: 'SECRET-client-1',
			baseUrl: url,
			oauthTokenData: { access_token: 'SECRET-old-token', refresh_token: 'SECRET-refresh-1' },
		});
		return await rig.host.run({
			node: NODE,
			parameters: {
				selectBy: 'ids',
				ids: 1,
				tags: 'A',
				requestOptions: { maxAttempts: 2, timeout: 1 },
			},
			credentials: { outreachOAuth2Api },
		});
	};

	it.each([
		['hangs', () => {}],
		['drips', drip],
	])('holds nobody up where it %s, and nothing was carried out', async (_, answerToken) => {
		const server = await startRawServer((request, response) =>
			TOKEN.test(request.url ?? '') ? answerToken(response) : sendJson(response, {}, 401),
		);
		const start = Date.now();
		const { error } = await run(server.url);
		expect(Date.now() - start).toBeLessThan(4000);
		await server.stop();
		expect(error?.message).toContain(
			'Outreach could not be reached: its access token could not be renewed in time (1 s) (tried 2 times)',
		);
		expect(error?.message).not.toContain('carried the call out');
		expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
	});

	it.each([403, 404, 407, 503])('is not taken for the credential at %i', async (status) => {
		const server = await startRawServer((request, response) =>
			sendJson(response, {}, TOKEN.test(request.url ?? '') ? status : 401),
		);
		const { error } = await run(server.url);
		await server.stop();
		expect(error?.message).toMatch(/could not be renewed|proxy on the way/);
		expect(error?.description).not.toContain('Reconnect the credential');
	});

	it('leaves no trace of the token that was renewed, whoever repeats it', async () => {
		const server = await startRawServer((request, response) => {
			if (TOKEN.test(request.url ?? '')) {
				return sendJson(response, { access_token: FRESH, token_type: 'bearer' });
			}
			const sent = String(request.headers.authorization).replace('Bearer ', '');
			const detail = `token ${sent} may not do this`;
			return sendJson(response, { errors: [{ detail }] }, sent === FRESH ? 400 : 401);
		});
		const result = await run(server.url);
		await server.stop();
		expect(result.error?.message).toContain('token *** may not do this');
		expect(JSON.stringify(result)).not.toContain('SECRET-');
	});
});
