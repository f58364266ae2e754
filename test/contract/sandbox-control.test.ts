import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../support/sandbox';

const ROOT = join(__dirname, '..', '..');

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});

afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true });
});

beforeEach(() => sandbox.control.reset());

const options: AxiosRequestConfig = { proxy: false, validateStatus: () => true };
const headers = { api_key: DEMO.exploriumKey };
const ENROLLMENT = {
	enrollment_key: 'by_test',
	event_types: ['prospect_changed_role'],
	prospect_ids: ['a'.repeat(40)],
};

const credits = (base = sandbox.explorium): Promise<AxiosResponse> =>
	axios.get(`${base}/v1/credits`, { ...options, headers });
const enroll = (extra: AxiosRequestConfig = {}): Promise<AxiosResponse> =>
	axios.post(`${sandbox.explorium}/v1/prospects/events/enrollments`, ENROLLMENT, {
		...options,
		headers,
		...extra,
	});
const enrollments = async () => (await sandbox.control.state(false)).enrollments.length;

describe('state', () => {
	it('shows the same people in all three systems, the same at every reset', async () => {
		const { people } = await sandbox.control.state();
		expect(people).toHaveLength(12);
		for (const person of people) {
			expect(person.id).toMatch(/^[a-f0-9]{40}$/);
			expect(person.saleshandy.attributes.Email).toBe(person.email);
			expect(person.outreach!.emails).toEqual([person.email]);
			expect(person.outreach!.company).toBe(person.explorium.company);
		}
		await sandbox.control.reset();
		const again = (await sandbox.control.state()).people.map((person) => person.id);
		expect(again).toEqual(people.map((person) => person.id));
	});

	it('leaves people out on request and makes as many as wanted', async () => {
		expect((await sandbox.control.reset({ people: 3000 })).people).toBe(3000);
		const state = await sandbox.control.state(false);
		expect(state).not.toHaveProperty('people');
		expect(state.enrollments[0]!.prospect_ids).toHaveLength(20);
		const { people } = await sandbox.control.state();
		expect(new Set(people.map((person) => person.email)).size).toBe(3000);
		expect(new Set(people.map((person) => person.saleshandy.id)).size).toBe(3000);
	});

	it('moves only Explorium when somebody changes company', async () => {
		const before = await sandbox.control.person('ada.morales@northwind-robotics.example');
		await sandbox.control.changeCompany(before.email, { company: 'Headovations', title: 'CEO' });
		const after = await sandbox.control.person(before.id);
		expect(after.explorium).toMatchObject({ company: 'Headovations', title: 'CEO' });
		expect(after.explorium.formerEmails).toEqual([before.email]);
		expect(after.saleshandy).toEqual(before.saleshandy);
		expect(after.outreach).toEqual(before.outreach);
	});

	it('chooses a new company and title by itself', async () => {
		const before = await sandbox.control.person('ben.okafor@bluepeak.example');
		const move = await sandbox.control.changeCompany(before.id);
		expect(move.data.current_company_name).not.toBe(before.explorium.company);
		const role = await sandbox.control.changeRole(before.id);
		expect(role.data.current_job_title).not.toBe(before.explorium.title);
		await expect(sandbox.control.changeRole('nobody')).rejects.toThrow(/404/);
	});

	it('adds people, but no address twice', async () => {
		const added = await sandbox.control.addPerson({
			email: 'new@acme.test',
			company: 'Acme Tools',
		});
		expect(added.outreach!.company).toBe('Acme Tools');
		expect((await sandbox.control.state()).people).toHaveLength(13);
		await expect(sandbox.control.addPerson({ email: 'new@acme.test' })).rejects.toThrow(/409/);
	});

	it('moves time', async () => {
		const { now } = await sandbox.control.clock({ now: '2030-01-01T00:00:00Z' });
		expect(now.slice(0, 10)).toBe('2030-01-01');
		await sandbox.control.clock({ advanceSeconds: 86_400 });
		expect((await sandbox.control.state(false)).now.slice(0, 10)).toBe('2030-01-02');
		await sandbox.control.reset();
		expect(
			Math.abs(Date.parse((await sandbox.control.state(false)).now) - Date.now()),
		).toBeLessThan(5000);
	});
});

describe('switches', () => {
	it('describes every switch', async () => {
		const switches = await sandbox.control.describeSwitches();
		for (const vendor of Object.values(switches)) {
			expect(Object.keys(vendor).length).toBeGreaterThan(10);
			for (const one of Object.values(vendor)) {
				expect(one.value).toEqual(one.default);
				expect(one.description.length).toBeGreaterThan(10);
			}
		}
	});

	it.each([
		[
			{ explorium: { nonsense: true } },
			/Unknown explorium switch "nonsense"\. Known: .*eventOrder/,
		],
		[{ explorium: { eventOrder: 'sideways' } }, /takes one of: newest-first, shuffled/],
		[{ outreach: { batchRunMs: '5' } }, /takes a number/],
		[{ hubspot: {} }, /Unknown vendor/],
	])('refuses %j and changes nothing', async (changes, message) => {
		const before = (await sandbox.control.state(false)).switches;
		await expect(
			sandbox.control.switches({ saleshandy: { badKey: '401' }, ...changes } as never),
		).rejects.toThrow(message);
		expect((await sandbox.control.state(false)).switches).toEqual(before);
	});
});

describe('faults', () => {
	it('answers any status, body and headers, as often as ordered', async () => {
		await sandbox.control.fault({
			vendor: 'explorium',
			method: 'get',
			path: '^/v1/credits$',
			after: 1,
			times: 2,
			status: 503,
			body: { details: 'Try later' },
			headers: { 'retry-after': '3' },
		});
		const statuses = [];
		for (let turn = 0; turn < 4; turn += 1) statuses.push((await credits()).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
		const [, fault] = await sandbox.control.requests('explorium');
		expect(fault).toMatchObject({ status: 503, responseBody: { details: 'Try later' } });
		expect(fault!.responseHeaders['retry-after']).toBe('3');
		expect(fault!.responseHeaders).toHaveProperty('x-ratelimit-remaining');
	});

	it('answers HTML and empty bodies', async () => {
		await sandbox.control.fault({ vendor: 'explorium', status: 502, body: '<h1>Bad gateway</h1>' });
		const html = await credits();
		expect([html.status, html.data]).toEqual([502, '<h1>Bad gateway</h1>']);
		expect(html.headers['content-type']).toMatch(/text\/html/);
		await sandbox.control.fault({ vendor: 'explorium', status: 500 });
		expect((await credits()).data).toBe('');
	});

	it('counts a 429 from a fault', async () => {
		await sandbox.control.fault({ vendor: 'explorium', status: 429, body: {} });
		await credits();
		expect((await sandbox.control.counters()).explorium.tooManyRequests).toBe(1);
	});

	it.each([
		['before', 1],
		['after', 2],
	] as const)('breaks the connection %s the request took effect', async (drop, count) => {
		await sandbox.control.fault({ vendor: 'explorium', drop });
		await expect(enroll()).rejects.toThrow(/socket hang up|ECONNRESET/);
		expect(await enrollments()).toBe(count);
		expect((await sandbox.control.requests('explorium'))[0]!.status).toBe(0);
	});

	it.each([
		[false, 1],
		[true, 2],
	])('hangs, with the request in effect: %s', async (applyFirst, count) => {
		await sandbox.control.fault({ vendor: 'explorium', hang: true, applyFirst });
		await expect(enroll({ timeout: 300 })).rejects.toThrow(/timeout/);
		expect(await enrollments()).toBe(count);
		expect((await credits()).status).toBe(200);
	});

	it('fails after the request took effect', async () => {
		await sandbox.control.fault({ vendor: 'explorium', status: 504, applyFirst: true, body: {} });
		expect((await enroll()).status).toBe(504);
		expect(await enrollments()).toBe(2);
	});

	it('cuts an answer in half, and is late', async () => {
		await sandbox.control.fault({ vendor: 'explorium', truncate: true, latencyMs: 200 });
		const before = Date.now();
		const answer = await credits();
		expect(Date.now() - before).toBeGreaterThanOrEqual(195);
		expect(answer.status).toBe(200);
		expect(() => JSON.parse(answer.data)).toThrow();
	});

	it('can be called off, and refuses nonsense', async () => {
		await sandbox.control.fault({ vendor: 'explorium', status: 500 });
		await sandbox.control.clearFaults();
		expect((await credits()).status).toBe(200);
		await expect(sandbox.control.fault({ vendor: 'explorium', path: '(' })).rejects.toThrow(/400/);
		await expect(sandbox.control.fault({ vendor: 'acme' as never })).rejects.toThrow(/400/);
	});
});

describe('replies', () => {
	it('turns an answer outside its schema into a loud 500 and counts it', async () => {
		const get = () =>
			axios.get(`${sandbox.outreach}/api/v2/prospects/1001`, {
				...options,
				headers: { authorization: `Bearer ${DEMO.outreachAccessToken}` },
			});
		expect((await get()).status).toBe(200);
		await sandbox.control.setOutreachProspect(1001, { tags: 'not a list' });
		const answer = await get();
		expect(answer.status).toBe(500);
		expect(answer.data.sandbox_bug).toMatch(/does not fit its schema/);
		expect((await sandbox.control.counters()).schemaViolations).toBe(1);
		expect(sandbox.takeBugs()).toEqual([expect.stringContaining('/api/v2/prospects/:id 200')]);
	});
});

describe('recording', () => {
	it('keeps requests with secrets masked, by vendor and number', async () => {
		await credits();
		await axios.get(`${sandbox.saleshandy}/v1/fields?systemFields=true`, {
			...options,
			headers: { 'x-api-key': DEMO.saleshandyKey },
		});
		const form = new URLSearchParams({
			grant_type: 'refresh_token',
			client_id: DEMO.outreachClientId,
			client_secret: DEMO.outreachClientSecret,
			refresh_token: DEMO.outreachRefreshToken,
		});
		await axios.post(`${sandbox.outreach}/oauth/token`, form, options);
		const requests = await sandbox.control.requests();
		expect(requests.map(({ vendor, method, path }) => [vendor, method, path])).toEqual([
			['explorium', 'GET', '/v1/credits'],
			['saleshandy', 'GET', '/v1/fields'],
			['outreach', 'POST', '/oauth/token'],
		]);
		expect(requests[1]!.query).toEqual({ systemFields: 'true' });
		expect(JSON.stringify(requests)).not.toMatch(
			/demo-(explorium-key|saleshandy-key|client-secret|refresh-token)|"(at|rt)-/,
		);
		expect(await sandbox.control.requests('outreach', requests[1]!.seq)).toHaveLength(1);
		await sandbox.control.clearRequests();
		expect(await sandbox.control.requests()).toEqual([]);
	});

	it('appends every request to SANDBOX_RECORD as one line', async () => {
		const file = join(folder, 'record.jsonl');
		const recording = await startSandbox({ env: { SANDBOX_RECORD: file } });
		await credits(recording.explorium);
		await recording.stop();
		const lines = readFileSync(file, 'utf8').trim().split('\n');
		expect(lines).toHaveLength(1);
		const line = JSON.parse(lines[0]!);
		expect(Object.keys(line)).toEqual([
			'vendor',
			'method',
			'path',
			'query',
			'requestHeaders',
			'requestBody',
			'status',
			'responseHeaders',
			'responseBody',
		]);
		expect(line.responseBody.remaining_credits).toBe(1_000_000);
		expect(line.requestHeaders.api_key).toBe('***');
	});
});

describe('process', () => {
	it('remembers its state in a file, across restarts', async () => {
		const env = { SANDBOX_STATE: join(folder, 'state.json') };
		const first = await startSandbox({ env });
		await first.control.clock({ advanceSeconds: 3600 });
		const event = await first.control.changeCompany('ada.morales@northwind-robotics.example');
		const { refresh_token } = await first.control.tokens();
		await first.stop();
		const second = await startSandbox({ env });
		const ada = await second.control.person(event.prospect_id);
		expect(ada.explorium.company).toBe(event.data.current_company_name);
		expect(Date.parse((await second.control.state(false)).now)).toBeGreaterThan(
			Date.now() + 3_500_000,
		);
		const form = new URLSearchParams({
			grant_type: 'refresh_token',
			client_id: DEMO.outreachClientId,
			client_secret: DEMO.outreachClientSecret,
			refresh_token,
		});
		expect((await axios.post(`${second.outreach}/oauth/token`, form, options)).status).toBe(200);
		await second.stop();
	});

	it('says so when the port is taken', async () => {
		const child = spawn(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'sandbox/main.ts')], {
			env: { ...process.env, SANDBOX_PORT: new URL(sandbox.url).port },
		});
		let output = '';
		child.stderr.on('data', (chunk) => {
			output += chunk;
		});
		const code = await new Promise((resolve) => child.once('exit', resolve));
		expect(code).toBe(1);
		expect(output).toMatch(/^Port \d+ is in use\..*SANDBOX_PORT\.\n$/);
	});

	it('says so when a file cannot be written', async () => {
		for (const name of ['SANDBOX_STATE', 'SANDBOX_RECORD']) {
			const env = { [name]: join(folder, 'missing', 'file') };
			await expect(startSandbox({ env })).rejects.toThrow(/cannot start: ENOENT/);
		}
	});
});
