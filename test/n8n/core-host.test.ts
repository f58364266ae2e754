import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Host, type HostError, node24, startHost } from '../support/host';

const tinyPackage = resolve(__dirname, '../fixtures/tiny-package');

interface Hit {
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** A vendor of a few lines: answers by path, remembers what it got. */
class TinyServer {
	hits: Hit[] = [];
	/** What the trigger is told to do, poll by poll. */
	acts: string[] = [];
	accountState = 'open';
	accessToken = 'access-token-2';
	refreshToken = 'refresh-token-1';
	private held: Array<() => void> = [];
	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => this.answer(request, response, Buffer.concat(chunks).toString()));
	});

	async start(): Promise<void> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	paths(): string[] {
		return this.hits.map(({ path }) => path);
	}

	/** Lets the trigger's calls that wait (`hold:<act>`) have their answers. */
	release(): void {
		this.held.splice(0).forEach((answer) => answer());
	}

	async waitForHits(count: number): Promise<void> {
		while (this.hits.length < count) await new Promise((done) => setTimeout(done, 5));
	}

	private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
		const path = request.url ?? '';
		this.hits.push({ path, headers: request.headers, body });
		const send = (status: number, json: object) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(json));
		};
		if (path === '/oauth/token') return this.renew(new URLSearchParams(body), send);
		if (path === '/protected') {
			const good = request.headers.authorization === `Bearer ${this.accessToken}`;
			return good ? send(200, { ok: true }) : send(401, { message: 'expired' });
		}
		if (path === '/limited') return send(429, { message: 'slow down' });
		if (request.headers['x-api-key'] === 'a-wrong-key') return send(401, { message: 'wrong key' });
		if (path === '/me') return send(200, { account: { state: this.accountState } });
		if (path === '/bad') return send(400, { error: { message: 'bad field x' } });
		if (path === '/kinds') return send(200, { kinds: ['one', 'two'] });
		if (path.startsWith('/things')) {
			return send(200, { results: [{ name: path, value: '1' }], paginationToken: 2 });
		}
		if (path.startsWith('/next')) {
			const [act, later] = (this.acts.shift() ?? 'null').split(':');
			if (later) return void this.held.push(() => send(200, { act: later }));
			return send(200, { act });
		}
		return send(200, { path });
	}

	private renew(form: URLSearchParams, send: (status: number, json: object) => void): void {
		if (form.get('refresh_token') !== this.refreshToken) {
			return send(400, { error: 'invalid_grant' });
		}
		this.refreshToken = `refresh-token-${Number(this.refreshToken.split('-')[2]) + 1}`;
		send(200, {
			access_token: this.accessToken,
			refresh_token: this.refreshToken,
			token_type: 'bearer',
			expires_in: 7200,
		});
	}
}

let host: Host;
let server: TinyServer;

const tinyApi = (apiKey = 'a-good-key') => ({ apiKey, baseUrl: server.url });

beforeAll(async () => {
	host = await startHost({ packageFolder: tinyPackage });
}, 60_000);
afterAll(async () => await host.stop());

beforeEach(async () => {
	server = new TinyServer();
	await server.start();
});
afterEach(async () => await server.stop());

const tiny = (parameters: Record<string, unknown>, more: object = {}) =>
	host.run({ node: 'tiny', parameters, credentials: { tinyApi: tinyApi() }, ...more });

describe('the package as loaded', () => {
	it('lists its types', async () => {
		expect(await host.types()).toEqual({
			nodes: ['tiny', 'tinyTrigger'],
			credentials: ['tinyApi', 'tinySignedApi', 'tinyOAuth2Api'],
		});
	});

	it('gives a polling trigger its poll times', async () => {
		const { properties } = await host.describe<{ properties: Array<{ name: string }> }>(
			'n8n-nodes-tiny.tinyTrigger',
		);
		expect(properties.map(({ name }) => name)).toEqual(['pollTimes', 'watch']);
	});

	it('names the known nodes when asked for another', async () => {
		await expect(host.run({ node: 'big' })).rejects.toThrow(
			'Unknown node "big". Known nodes: tiny, tinyTrigger',
		);
	});
});

describe('an action node', () => {
	it('gets one empty item and its default parameters, and sends the credential', async () => {
		expect(await tiny({})).toEqual({
			output: [[{ json: { path: '/ok' }, pairedItem: { item: 0 } }]],
			error: null,
			staticData: {},
		});
		expect(server.hits[0].headers['x-api-key']).toBe('a-good-key');
	});

	it('signs with a function, too', async () => {
		const parameters = { authentication: 'tinySignedApi' };
		await tiny(parameters, { credentials: { tinySignedApi: tinyApi() } });
		expect(server.hits[0].headers.authorization).toBe('Signed a-good-key:GET');
	});

	it('resolves expressions for each item', async () => {
		const items = [{ id: 'a' }, { json: { id: 'b' } }];
		const { output } = await tiny({ path: '=/{{ $json.id }}/{{ $itemIndex }}' }, { items });
		expect(output?.[0].map(({ json }) => json.path)).toEqual(['/a/0', '/b/1']);
	});

	it('can look back at the node before', async () => {
		const { output } = await tiny(
			{ path: "=/{{ $('Input').item.json.id }}" },
			{ items: [{ id: 7 }] },
		);
		expect(output?.[0][0].json).toEqual({ path: '/7' });
	});

	it('reports an error with its item, as n8n words it', async () => {
		const items = [{ path: '/ok' }, { path: '/bad' }];
		const { output, error } = await tiny({ path: '={{ $json.path }}' }, { items });
		expect(output).toBeNull();
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Bad request - please check your parameters',
			description: 'bad field x',
			httpCode: '400',
			itemIndex: 1,
			context: { data: { error: { message: 'bad field x' } } },
		});
	});

	it('sends a request with a static key a second time after 401', async () => {
		const { error } = await tiny({}, { credentials: { tinyApi: tinyApi('a-wrong-key') } });
		expect(error).toMatchObject({ httpCode: '401', itemIndex: 0, description: 'wrong key' });
		expect(server.hits).toHaveLength(2);
	});

	it('goes on with the next item', async () => {
		const items = [{ refuse: true }, { refuse: false }];
		const parameters = { refuse: '={{ $json.refuse }}' };
		const { output, error } = await tiny(parameters, { items, continueOnFail: true });
		expect(error).toBeNull();
		expect(output).toMatchObject([
			[{ json: { error: 'Refused' }, pairedItem: { item: 0 } }, { json: { path: '/ok' } }],
		]);
	});

	it('has an output of its own for errors', async () => {
		const items = [{ id: 1, refuse: true }, { refuse: false }];
		const parameters = { refuse: '={{ $json.refuse }}' };
		const { output } = await tiny(parameters, { items, onError: 'continueErrorOutput' });
		const [done, failed] = output ?? [];
		expect(done).toEqual([{ json: { path: '/ok' }, pairedItem: { item: 1 } }]);
		expect(failed).toMatchObject([
			{
				pairedItem: { item: 0 },
				error: { name: 'NodeOperationError', description: 'Switch Refuse off', itemIndex: 0 },
			},
		]);
		// With `item.error` n8n replaces the item's data.
		expect(failed[0].json).toEqual({ error: 'Refused' });
	});

	it('is refused by n8n while a required parameter is empty', async () => {
		const { error } = await tiny({ path: '' });
		expect(error?.name).toBe('WorkflowHasIssuesError');
		expect(error?.message).toContain('Parameter "Path" is required');
		expect(server.hits).toHaveLength(0);
	});

	it('says which credential is missing', async () => {
		const { error } = await tiny({}, { credentials: {} });
		expect(error?.message).toBe('Node does not have any credentials set');
	});

	it('hands out hints', async () => {
		const { hints } = await tiny({ hint: 'Look here' });
		expect(hints).toEqual([{ message: 'Look here', location: 'outputPane' }]);
	});

	it('is run again when set to retry', async () => {
		await tiny({ path: '/limited' }, { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 });
		expect(server.hits).toHaveLength(3);
	});

	it('runs many times at once without mixing', async () => {
		const runs = Array.from({ length: 20 }, (_, run) =>
			tiny({ path: `/run/${run}` }, { credentials: { tinyApi: tinyApi(`good-key-${run}`) } }),
		);
		const results = await Promise.all(runs);
		expect(results.map(({ output }) => output?.[0][0].json.path)).toEqual(
			results.map((_, run) => `/run/${run}`),
		);
		for (const { path, headers } of server.hits) {
			expect(headers['x-api-key']).toBe(`good-key-${path.split('/')[2]}`);
		}
	});
});

describe('OAuth2', () => {
	const oauth = (oauthTokenData: object = {}) => ({
		clientId: 'an-id',
		clientSecret: 'a-secret',
		baseUrl: server.url,
		oauthTokenData: {
			access_token: 'access-token-1',
			refresh_token: 'refresh-token-1',
			token_type: 'bearer',
			...oauthTokenData,
		},
	});
	const run = (credential: Record<string, unknown>, more: object = {}) =>
		host.run({
			node: 'tiny',
			parameters: { authentication: 'tinyOAuth2Api', path: '/protected', ...more },
			credentials: { tinyOAuth2Api: credential },
		});

	it('renews an expired token at the address that follows the base URL', async () => {
		const { output, error } = await run(oauth());
		expect(error).toBeNull();
		expect(output?.[0][0].json).toEqual({ ok: true });
		expect(server.paths()).toEqual(['/protected', '/oauth/token', '/protected']);
		expect(Object.fromEntries(new URLSearchParams(server.hits[1].body))).toEqual({
			grant_type: 'refresh_token',
			refresh_token: 'refresh-token-1',
			client_id: 'an-id',
			client_secret: 'a-secret',
		});
	});

	it('keeps the rotated refresh token of a stored credential', async () => {
		const stored = await host.storeCredential('tinyOAuth2Api', oauth());
		const renewals: unknown[] = [];
		for (const accessToken of ['access-token-2', 'access-token-3']) {
			server.accessToken = accessToken;
			expect((await run({ ...stored })).error).toBeNull();
			const { oauthTokenData } = await host.readCredential('tinyOAuth2Api', stored);
			renewals.push(oauthTokenData);
		}
		expect(renewals).toMatchObject([
			{ access_token: 'access-token-2', refresh_token: 'refresh-token-2' },
			{ access_token: 'access-token-3', refresh_token: 'refresh-token-3' },
		]);
	});

	it('renews once for parallel runs of one credential', async () => {
		const stored = await host.storeCredential('tinyOAuth2Api', oauth());
		const results = await Promise.all([1, 2, 3].map(async () => await run({ ...stored })));
		expect(results.map(({ error }) => error)).toEqual([null, null, null]);
		expect(server.paths().filter((path) => path === '/oauth/token')).toHaveLength(1);
	});

	it('renews although the node reads other statuses itself', async () => {
		const { output } = await run(oauth(), { full: true });
		expect(output?.[0][0].json).toMatchObject({ statusCode: 200, body: { ok: true } });
	});

	it('asks to reconnect when the refresh token is not taken', async () => {
		const { error } = await run(oauth({ refresh_token: 'an-old-one' }));
		expect(error?.message).toBe('The credential "tinyOAuth2Api" needs to be reconnected.');
	});
});

describe('the editor', () => {
	it('loads options with the default parameters', async () => {
		const request = { node: 'tiny', method: 'getKinds', credentials: { tinyApi: tinyApi() } };
		expect(await host.loadOptions(request)).toEqual([
			{ name: 'one', value: 'one' },
			{ name: 'two', value: 'two' },
		]);
	});

	it('searches lists page by page', async () => {
		const found = await host.listSearch({
			node: 'tiny',
			method: 'searchThings',
			filter: 'x',
			paginationToken: '1',
			credentials: { tinyApi: tinyApi() },
		});
		expect(found).toEqual({
			results: [{ name: '/things?filter=x&page=1', value: '1' }],
			paginationToken: '2',
		});
	});

	it('maps fields, the first of each id', async () => {
		const { fields } = await host.resourceMapping({ node: 'tiny', method: 'getFields' });
		expect(fields.map(({ id }) => id)).toEqual(['a', 'b']);
	});

	it('passes on what a method throws', async () => {
		const credentials = { tinyApi: tinyApi('a-wrong-key') };
		const call = host.loadOptions({ node: 'tiny', method: 'getKinds', credentials });
		const error = (await call.catch((thrown: unknown) => thrown)) as HostError;
		expect(error.details).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	});

	it('tests credentials by their rules', async () => {
		const { baseUrl } = tinyApi();
		const test = async (apiKey: string) =>
			await host.testCredential({ type: 'tinyApi', data: { apiKey, baseUrl } });
		expect(await test('a-good-key')).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(await test('a-wrong-key')).toEqual({
			status: 'Error',
			message: 'Tiny did not take the key',
		});
		server.accountState = 'closed';
		expect(await test('a-good-key')).toEqual({ status: 'Error', message: 'The account is closed' });
		await server.stop();
		expect(await test('a-good-key')).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
		await server.start();
	});

	it('tests an OAuth2 credential by its token', async () => {
		const test = async (data: Record<string, unknown>) =>
			await host.testCredential({ type: 'tinyOAuth2Api', data });
		expect(await test({})).toMatchObject({ status: 'Error' });
		expect(await test({ oauthTokenData: { access_token: 'x' } })).toMatchObject({ status: 'OK' });
	});
});

describe('one poll', () => {
	const poll = async (more: object) =>
		await host.run({ node: 'tinyTrigger', credentials: { tinyApi: tinyApi() }, ...more });

	it('has the static data, budget and mode it was given', async () => {
		server.acts = ['emit', 'emit'];
		const given = { staticData: { polls: 4 }, budgetMs: 5_000 };
		const json = { polls: 5, mode: 'trigger', budget: 5_000, watch: 'all' };
		expect(await poll(given)).toEqual({
			output: [[{ json }]],
			error: null,
			staticData: { polls: 5 },
		});
		expect((await poll({ mode: 'manual' })).output?.[0][0].json).toMatchObject({ mode: 'manual' });
	});

	it('gives null for nothing, and the error with the state for a throw', async () => {
		server.acts = ['null', 'throw'];
		expect(await poll({})).toEqual({ output: null, error: null, staticData: { polls: 1 } });
		expect(await poll({})).toMatchObject({
			output: null,
			error: { name: 'NodeOperationError', message: 'The server said so' },
			staticData: { polls: 1 },
		});
	});
});

describe('a poller', () => {
	const open = async (engine: 'plain' | 'durable') =>
		await host.openPoller({ node: 'tinyTrigger', credentials: { tinyApi: tinyApi() }, engine });

	it('plain: saves on emit alone, undoes nothing, forgets the rest at a restart', async () => {
		server.acts = ['emit', 'null', 'throw', 'null', 'emit'];
		const poller = await open('plain');
		expect(await poller.poll()).toMatchObject({ staticData: { polls: 1 }, saved: { polls: 1 } });
		expect(await poller.poll()).toMatchObject({ staticData: { polls: 2 }, saved: { polls: 1 } });
		const thrown = { error: { message: 'The server said so' }, saved: { polls: 1 } };
		expect(await poller.poll()).toMatchObject({ ...thrown, staticData: { polls: 3 } });
		await poller.restart();
		expect(await poller.poll()).toMatchObject({ staticData: { polls: 2 }, saved: { polls: 1 } });
		expect(await poller.poll()).toMatchObject({ output: [[{ json: { polls: 3 } }]] });
		expect(await poller.saved()).toEqual({ polls: 3 });
	});

	it('plain: an emit saves what an unfinished poll has written', async () => {
		server.acts = ['hold:throw', 'emit'];
		const poller = await open('plain');
		const first = poller.poll();
		await server.waitForHits(1);
		expect(await poller.poll()).toMatchObject({ output: [[{ json: { polls: 2 } }]] });
		server.release();
		expect(await first).toMatchObject({ error: { message: 'The server said so' } });
		expect(await poller.saved()).toEqual({ polls: 2 });
	});

	it('plain: throws away the result of a poll that a restart overtook', async () => {
		server.acts = ['hold:emit'];
		const poller = await open('plain');
		const first = poller.poll();
		await server.waitForHits(1);
		await poller.restart();
		server.release();
		expect(await first).toMatchObject({ output: null, discarded: true, saved: {} });
	});

	it('durable: commits an empty poll and discards a thrown one', async () => {
		server.acts = ['emit', 'null', 'throw', 'emit'];
		const poller = await open('durable');
		expect(await poller.poll()).toMatchObject({ saved: { polls: 1 } });
		expect(await poller.poll()).toMatchObject({ output: null, saved: { polls: 2 } });
		expect(await poller.poll()).toMatchObject({
			error: { message: 'The server said so' },
			staticData: { polls: 3 },
			saved: { polls: 2 },
		});
		await poller.restart();
		expect(await poller.poll()).toMatchObject({
			output: [[{ json: { polls: 3, budget: 36_000 } }]],
		});
	});

	it('durable: a poll that lost its lease writes nothing', async () => {
		server.acts = ['hold:emit', 'emit'];
		const poller = await open('durable');
		const first = poller.poll();
		await server.waitForHits(1);
		expect(await poller.poll()).toMatchObject({ output: [[{ json: { polls: 1 } }]] });
		server.release();
		expect(await first).toMatchObject({ output: null, discarded: true, saved: { polls: 1 } });
	});

	it('reports a throw of the poll at activation', async () => {
		server.acts = ['throw'];
		const poller = await open('plain');
		const result = await poller.poll({ activation: true });
		expect(result.error?.message).toBe('The server said so');
	});

	it('plain: sees no change inside a list that this process assigned', async () => {
		server.acts = ['emit', 'list', 'emit', 'push'];
		const poller = await open('plain');
		for (let i = 0; i < 4; i++) await poller.poll();
		expect(await poller.saved()).toEqual({ polls: 3, list: [2] });
	});

	it('refuses a parameter that is empty', async () => {
		const credentials = { tinyApi: tinyApi() };
		const opening = host.openPoller({
			node: 'tinyTrigger',
			parameters: { watch: '' },
			credentials,
		});
		await expect(opening).rejects.toThrow('Parameter "Watch" is required');
	});
});

describe('run-node', () => {
	const runNode = async (input: string, packageFolder = tinyPackage) => {
		const script = resolve(__dirname, '../../tools/run-node.ts');
		const env = { ...process.env, RUN_NODE_PACKAGE: packageFolder };
		const child = spawn(node24, [script, '-'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
		child.stdin.end(input);
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		const exitCode = await new Promise((done) => child.once('close', done));
		return { exitCode, ...(JSON.parse(printed) as Awaited<ReturnType<Host['run']>>) };
	};

	it('prints the result, without secrets', async () => {
		const request = {
			node: 'tiny',
			parameters: { path: '/echo/a-good-key' },
			credentials: { tinyApi: tinyApi() },
		};
		expect(await runNode(JSON.stringify(request))).toEqual({
			exitCode: 0,
			output: [[{ json: { path: '/echo/*****' }, pairedItem: { item: 0 } }]],
			error: null,
			staticData: {},
		});
	});

	it('ends with 0 when the node ran and failed', async () => {
		const parameters = { refuse: true };
		const request = { node: 'tiny', parameters, credentials: { tinyApi: tinyApi() } };
		const { exitCode, error } = await runNode(JSON.stringify(request));
		expect({ exitCode, message: error?.message }).toEqual({ exitCode: 0, message: 'Refused' });
	});

	it('asks for a build when there is none', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'unbuilt-'));
		const n8n = { nodes: ['dist/nodes/A.node.js'] };
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'n8n-nodes-a', n8n }));
		const { exitCode, error } = await runNode('{"node":"a"}', folder);
		rmSync(folder, { recursive: true });
		expect(exitCode).toBe(1);
		expect(error?.message).toBe('dist/nodes/A.node.js is missing: run "npm run build" first.');
	});

	it.each([
		['{', 'The request is not JSON'],
		['{"node":"big"}', 'Unknown node "big". Known nodes: tiny, tinyTrigger'],
		['{"node":"tiny","items":{}}', '"items" in the request must be a list of objects'],
		['{"node":"tiny","itms":[]}', 'The request has an unknown field "itms"'],
	])('says what is wrong with %s', async (input, message) => {
		const { exitCode, error } = await runNode(input);
		expect(exitCode).toBe(1);
		expect(error?.message).toContain(message);
	});
});
