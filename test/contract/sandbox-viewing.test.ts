import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../support/sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(() => sandbox.control.reset({ now: '2026-11-21T10:00:00Z' }));

const options: AxiosRequestConfig = { proxy: false, validateStatus: () => true };

const credits = (): Promise<AxiosResponse> =>
	axios.get(`${sandbox.explorium}/v1/credits`, {
		...options,
		headers: { api_key: DEMO.exploriumKey },
	});
const prospects = (key = DEMO.saleshandyKey): Promise<AxiosResponse> =>
	axios.get(`${sandbox.saleshandy}/v1/prospects`, { ...options, headers: { 'x-api-key': key } });

const ADA = 'ada.morales@northwind-robotics.example';

describe('people', () => {
	it('are found by words of name, address, company and title, a page at a time', async () => {
		await sandbox.control.reset({ people: 3000 });
		const page = await sandbox.control.people({ from: '25', count: '25' });
		expect([page.total, page.found, page.from, page.people.length]).toEqual([3000, 3000, 25, 25]);
		const all = (await sandbox.control.state()).people;
		expect(page.people).toEqual(all.slice(25, 50));

		const names = async (search: string) =>
			(await sandbox.control.people({ search })).people.map(({ name }) => name);
		expect(await names('ada morales')).toEqual(['Ada Morales']);
		expect(await names('NORTHWIND')).toEqual(['Ada Morales']);
		expect(await names('procurement acme')).toEqual(['Isabel Carvalho']);
		expect(await names(all[7]!.id.slice(0, 8))).toEqual([all[7]!.name]);
		expect(await names(all[7]!.id.slice(0, 7))).toEqual([]);
		expect(await names('nobody')).toEqual([]);
	});

	it('are found by where Explorium knows them to be by now', async () => {
		await sandbox.control.changeCompany(ADA, { company: 'Headovations' });
		const { people } = await sandbox.control.people({ search: 'headovations' });
		expect(people.map(({ email }) => email)).toEqual([ADA]);
	});

	it('can be narrowed to those with events, discovered or not', async () => {
		await sandbox.control.changeCompany(ADA, { discoveredInSeconds: 60 });
		const { people, found, total } = await sandbox.control.people({ only: 'with-events' });
		expect([people.map(({ email }) => email), found, total]).toEqual([[ADA], 1, 12]);
	});

	it('are listed up to the end', async () => {
		expect((await sandbox.control.people({ from: '10', count: '25' })).people).toHaveLength(2);
		expect((await sandbox.control.people({ from: '99', count: '25' })).people).toEqual([]);
	});

	it('say whether they are monitored', async () => {
		const added = await sandbox.control.addPerson({ email: 'new@acme.test' });
		expect(added.explorium.monitored).toBe(false);
		expect((await sandbox.control.person(ADA)).explorium.monitored).toBe(true);
	});

	it.each<Record<string, string>>([
		{ from: '-1' },
		{ count: 'many' },
		{ only: 'some' },
		{ page: '1' },
	])('are not listed for %j', async (query) => {
		await expect(sandbox.control.people(query)).rejects.toThrow(/400/);
	});
});

describe('happenings', () => {
	it('carry the date they are given', async () => {
		const time = '2026-09-01T00:00:00.000Z';
		const moves = [
			await sandbox.control.changeCompany(ADA, { event_time: time }),
			await sandbox.control.changeRole(ADA, { event_time: time }),
			await sandbox.control.anniversary(ADA, { event_time: time }),
		];
		expect(moves.map((move) => move.event_time)).toEqual([time, time, time]);
		expect((await sandbox.control.changeRole(ADA)).event_time).toBe('2026-11-01T00:00:00+00:00');
	});

	it.each([{ event_time: 'soon' }, { discoveredInSeconds: -1 }, { discoveredInSeconds: 1e300 }])(
		'are refused with %j',
		async (wrong) => {
			await expect(sandbox.control.changeRole(ADA, wrong)).rejects.toThrow(/400/);
			expect((await sandbox.control.person(ADA)).explorium.events).toEqual([]);
		},
	);
});

describe('requests', () => {
	it('come without bodies, narrowed and cut to the last ones on request', async () => {
		await credits();
		await prospects();
		await prospects('wrong-key');
		const lines = await sandbox.control.listRequests({ bodies: '0' });
		expect(lines.map(({ vendor, status }) => [vendor, status])).toEqual([
			['explorium', 200],
			['saleshandy', 200],
			['saleshandy', 400],
		]);
		for (const line of lines) expect(line).not.toHaveProperty('responseBody');
		const numbers = async (query: Record<string, string>) =>
			(await sandbox.control.listRequests(query)).map(({ seq }) => seq);
		const [first, second, third] = lines.map(({ seq }) => seq);
		expect(await numbers({ failed: '1' })).toEqual([third]);
		expect(await numbers({ last: '2' })).toEqual([second, third]);
		expect(await numbers({ last: '0' })).toEqual([]);
		expect(await numbers({ vendor: 'explorium' })).toEqual([first]);
		expect(await numbers({ since: String(second) })).toEqual([third]);
	});

	it('come in full one by one', async () => {
		await credits();
		const [line] = await sandbox.control.listRequests({ bodies: '0' });
		const request = await sandbox.control.request(line!.seq!);
		expect(request).toMatchObject(line!);
		expect(request.responseBody).toEqual(expect.any(Object));
		await expect(sandbox.control.request(9999)).rejects.toThrow(/404/);
		await expect(sandbox.control.request(NaN)).rejects.toThrow(/400/);
	});

	it('say how long they took and which fault hit them', async () => {
		const { id } = await sandbox.control.fault({ vendor: 'explorium', latencyMs: 120 });
		await credits();
		await credits();
		const [slow, quick] = await sandbox.control.requests();
		expect(slow!.durationMs).toBeGreaterThanOrEqual(115);
		expect([slow!.fault, quick!.fault]).toEqual([id, null]);
		expect(await sandbox.control.listRequests({ failed: '1' })).toHaveLength(1);
	});

	it('that are left hanging took no known time', async () => {
		await sandbox.control.fault({ vendor: 'explorium', hang: true });
		await expect(
			axios.get(`${sandbox.explorium}/v1/credits`, { ...options, timeout: 200 }),
		).rejects.toThrow(/timeout/);
		expect((await sandbox.control.requests())[0]).toMatchObject({ status: 0, durationMs: null });
	});

	it.each<Record<string, string>>([
		{ vendor: 'acme' },
		{ last: 'x' },
		{ since: '-1' },
		{ bodies: '1' },
		{ until: '3' },
	])('are not listed for %j', async (query) => {
		await expect(sandbox.control.listRequests(query)).rejects.toThrow(/400/);
	});
});

describe('the overview', () => {
	it('holds counts and settings, and which requests are kept', async () => {
		const before = await sandbox.control.overview();
		expect(before).toMatchObject({ people: 12, faults: [], counters: { schemaViolations: 0 } });
		expect(before.requests.oldest).toBe(before.requests.next);
		await credits();
		const after = await sandbox.control.overview();
		expect(after.run).toBe(before.run);
		expect(after.requests).toEqual({
			oldest: before.requests.next,
			next: before.requests.next + 1,
		});
		await sandbox.control.clearRequests();
		const cleared = await sandbox.control.overview();
		expect(cleared.requests.oldest).toBe(after.requests.next);
	});

	it('names the n8n that works with it, if there is one on this machine', async () => {
		expect((await sandbox.control.overview()).n8n).toBeNull();
		const other = await startSandbox({ env: { SANDBOX_N8N_URL: 'http://localhost:5678/home' } });
		const { n8n } = await other.control.overview();
		await other.stop();
		expect(n8n).toBe('http://localhost:5678');
	});

	it.each(['https://n8n.example', 'javascript:alert(1)', 'ftp://localhost', 'localhost'])(
		'never names an n8n at %s',
		async (address) => {
			await expect(startSandbox({ env: { SANDBOX_N8N_URL: address } })).rejects.toThrow(
				`"${address}" is no address on this machine`,
			);
		},
	);

	it('names another run after a start', async () => {
		const other = await startSandbox();
		const runs = [await sandbox.control.overview(), await other.control.overview()];
		await other.stop();
		expect(runs[0]!.run).not.toBe(runs[1]!.run);
	});
});

describe('faults', () => {
	const statuses = async (count: number) => {
		const found = [];
		for (let turn = 0; turn < count; turn += 1) found.push((await credits()).status);
		return found;
	};

	it('last until they are switched off, one by one', async () => {
		const { id } = await sandbox.control.fault({
			vendor: 'explorium',
			status: 503,
			times: 'always',
		});
		await sandbox.control.fault({ vendor: 'saleshandy', status: 500, times: 'always' });
		expect(await statuses(3)).toEqual([503, 503, 503]);
		await sandbox.control.removeFault(id);
		expect(await statuses(1)).toEqual([200]);
		expect((await prospects()).status).toBe(500);
		await expect(sandbox.control.removeFault(id)).rejects.toThrow(/404/);
	});

	it('hit every n-th request', async () => {
		await sandbox.control.fault({ vendor: 'explorium', status: 503, times: 2, every: 2, after: 1 });
		expect(await statuses(7)).toEqual([200, 200, 503, 200, 503, 200, 200]);
	});

	it('that only delay leave room for the others', async () => {
		await sandbox.control.fault({ vendor: 'explorium', latencyMs: 100, times: 'always' });
		await sandbox.control.fault({ vendor: 'explorium', status: 503 });
		expect(await statuses(2)).toEqual([503, 200]);
		const requests = await sandbox.control.requests();
		for (const { durationMs } of requests) expect(durationMs).toBeGreaterThanOrEqual(95);
		expect((await sandbox.control.counters()).explorium.faults).toBe(2);
	});

	it.each([{ times: 0 }, { times: 'often' }, { every: 0 }])(
		'are refused with %j',
		async (wrong) => {
			await expect(
				sandbox.control.fault({ vendor: 'explorium', status: 500, ...wrong } as never),
			).rejects.toThrow(/400/);
		},
	);
});

describe('restoring', () => {
	it('takes back faults, switches and limits, and nothing else', async () => {
		const usual = await sandbox.control.overview();
		await sandbox.control.fault({ vendor: 'explorium', status: 503, times: 'always' });
		await sandbox.control.switches({ outreach: { batchEnd: 'hangs' } });
		await sandbox.control.limits({ saleshandy: null, outreach: { limit: 1, windowSeconds: 5 } });
		await sandbox.control.changeCompany(ADA, { company: 'Headovations' });
		expect((await sandbox.control.overview()).limits).toMatchObject({
			saleshandy: null,
			outreach: { limit: 1, windowSeconds: 5 },
		});

		await sandbox.control.restore();
		const { faults, switches, limits } = await sandbox.control.overview();
		expect({ faults, switches, limits }).toEqual({
			faults: [],
			switches: usual.switches,
			limits: usual.limits,
		});
		expect((await sandbox.control.person(ADA)).explorium.company).toBe('Headovations');
		expect((await credits()).status).toBe(200);
	});

	it('is possible because every limit is described with its default', async () => {
		await sandbox.control.limits({ saleshandy: { limit: 1, windowSeconds: 5 } });
		const { saleshandy } = await sandbox.control.describeLimits();
		expect(saleshandy).toEqual({
			value: { limit: 1, windowSeconds: 5, unit: 'requests' },
			default: { limit: 20, windowSeconds: 60, unit: 'requests' },
		});
	});
});

describe('the page for people', () => {
	const get = (path: string): Promise<AxiosResponse<string>> =>
		axios.get(`${sandbox.url}${path}`, options);

	it('comes with all its files, under a strict policy, and names no other place', async () => {
		const types: Record<string, string> = { css: 'text/css', js: 'text/javascript' };
		const seen = new Set(['/']);
		for (const path of seen) {
			const answer = await get(path);
			expect([path, answer.status]).toEqual([path, 200]);
			const type = types[path.split('.')[1] ?? ''] ?? 'text/html';
			expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
			expect(answer.headers['content-security-policy']).toMatch(
				/^default-src 'none'; script-src 'self'; style-src 'self';/,
			);
			expect(answer.headers['x-content-type-options']).toBe('nosniff');
			expect(answer.data).not.toMatch(/https?:\/\/(?!127)/);
			for (const [, , file] of answer.data.matchAll(
				/(href|src|from)[= ]['"](?:\.\/)?([\w-]+\.(?:css|js))['"]/g,
			)) {
				seen.add(`/${file}`);
			}
		}
		expect(seen.size).toBeGreaterThan(20);
	});

	it('never makes HTML of data', async () => {
		const { data } = await get('/dom.js');
		expect(data).toContain('textContent');
		expect(data).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
	});
});
