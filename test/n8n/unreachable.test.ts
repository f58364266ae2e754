import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { startHost, type Host } from '../support/host';
import { listen, startRawServer } from '../support/rawServer';

const FIXTURES = join(__dirname, '../fixtures/tls');
const KEY_IS_TO_BLAME = /api key again|credits are used up|reconnect the credential/i;

/** Per vendor: a node that sends one harmless call, and a credential for a server. */
const VENDORS: Array<[string, string, (baseUrl: string) => [string, Record<string, unknown>]]> = [
	[
		'Explorium',
		'exploriumGetProspectEnrollments',
		(baseUrl) => ['exploriumApi', { apiKey: 'SECRET-key-123456', baseUrl }],
	],
	[
		'Saleshandy',
		'saleshandyGetManyFields',
		(baseUrl) => ['saleshandyApi', { apiKey: 'SECRET-key-123456', baseUrl }],
	],
	[
		'Outreach',
		'outreachGetManyBatches',
		(baseUrl) => [
			'outreachOAuth2Api',
			{
				clientId: 'client',
				clientSecret: 'SECRET-client-123456',
				baseUrl,
				oauthTokenData: { access_token: 'SECRET-token-1', refresh_token: 'SECRET-refresh-1' },
			},
		],
	],
];

const run = async (
	host: Host,
	[, node, credentialOf]: (typeof VENDORS)[number],
	baseUrl: string,
) => {
	const [type, data] = credentialOf(baseUrl);
	const result = await host.run({
		node,
		parameters: { requestOptions: { maxAttempts: 1, timeout: 5 } },
		credentials: { [type]: data },
	});
	const test = await host.testCredential({ type, data });
	const { error } = result;
	return { error, shown: `${error?.message} ${error?.description}`, test };
};

describe('TLS whose root n8n does not know', () => {
	const server = createHttpsServer(
		{
			key: readFileSync(join(FIXTURES, 'leaf.key')),
			cert: readFileSync(join(FIXTURES, 'chain.crt')),
		},
		(_, response) => response.end('{}'),
	);
	let host: Host;
	let url: string;
	beforeAll(async () => {
		host = await startHost();
		url = `https://127.0.0.1:${await listen(server)}`;
	});
	afterAll(async () => {
		await host.stop();
		server.close();
	});

	it.each(VENDORS)('is not the fault of the credential: %s', async (...vendor) => {
		const { error, shown } = await run(host, vendor, url);
		expect(error?.message).toContain(
			`${vendor[0]} could not be reached: n8n does not know who issued its certificate`,
		);
		expect(shown).toContain('The credential is not the cause.');
		expect(shown).not.toMatch(KEY_IS_TO_BLAME);
		expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
	});
});

describe("n8n's protection against internal addresses", () => {
	let host: Host;
	beforeAll(async () => {
		host = await startHost({ env: { N8N_SSRF_PROTECTION_ENABLED: 'true' } });
	});
	afterAll(async () => await host.stop());

	it.each(VENDORS)('is said as what it is: %s', async (...vendor) => {
		const server = await startRawServer((_, response) => response.end('{}'));
		const { error, shown, test } = await run(host, vendor, server.url);
		expect(server.calls).toEqual([]);
		await server.stop();
		expect(error?.message).toContain(
			`n8n's protection against internal addresses (SSRF) stopped the call to ${vendor[0]}`,
		);
		expect(shown).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
		expect(shown).not.toMatch(KEY_IS_TO_BLAME);
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(test).toEqual({
			status: 'Error',
			message: expect.stringContaining('resolves to a restricted IP address'),
		});
	});
});

describe('a proxy that refuses to connect', () => {
	let status = 403;
	const proxy = createHttpServer();
	proxy.on('connect', (_request, socket) => {
		socket.on('error', () => {});
		socket.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\n\r\n<h1>Blocked</h1>`);
	});
	let host: Host;
	beforeAll(async () => {
		const address = `http://127.0.0.1:${await listen(proxy)}`;
		host = await startHost({ env: { HTTPS_PROXY: address, https_proxy: address } });
	});
	afterAll(async () => {
		await host.stop();
		proxy.close();
	});

	it.each(VENDORS)('is not taken for the vendor: %s', async (...vendor) => {
		status = 403;
		const { error, shown, test } = await run(host, vendor, 'https://vendor.invalid');
		expect(error?.message).toContain(
			`The proxy on the way to ${vendor[0]} refused the connection (403)`,
		);
		expect(shown).not.toMatch(KEY_IS_TO_BLAME);
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(test).toEqual({ status: 'Error', message: expect.stringContaining('proxy') });
		expect(test.message).not.toMatch(KEY_IS_TO_BLAME);
	});

	it.each(VENDORS)('may ask for a password: %s', async (...vendor) => {
		status = 407;
		const { error, test } = await run(host, vendor, 'https://vendor.invalid');
		expect(error?.message).toContain(
			`The proxy on the way to ${vendor[0]} asks for a user name and password (407)`,
		);
		expect(test.message).toContain('The proxy on the way to');
	});

	it.each(VENDORS)('may not be the last word: %s', async (...vendor) => {
		status = 503;
		const { error } = await run(host, vendor, 'https://vendor.invalid');
		expect(error?.message).toContain('the proxy on the way answered 503');
		expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
	});
});
