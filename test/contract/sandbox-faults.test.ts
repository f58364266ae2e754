import { request as httpRequest, type IncomingMessage } from 'node:http';
import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { FaultOrder } from '../../sandbox/core/faults.ts';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox } from '../support/sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(() => sandbox.control.reset());

const options: AxiosRequestConfig = { proxy: false, validateStatus: () => true };
const explorium = { ...options, headers: { api_key: DEMO.exploriumKey } };
const saleshandy = { ...options, headers: { 'x-api-key': DEMO.saleshandyKey } };
const outreach = {
	...options,
	headers: {
		authorization: `Bearer ${DEMO.outreachAccessToken}`,
		'content-type': 'application/vnd.api+json',
	},
};

const credits = (): Promise<AxiosResponse> =>
	axios.get(`${sandbox.explorium}/v1/credits`, explorium);
const enrollments = (): Promise<AxiosResponse> =>
	axios.get(`${sandbox.explorium}/v1/prospects/events/enrollments`, explorium);
const enroll = (): Promise<AxiosResponse> =>
	axios.post(
		`${sandbox.explorium}/v1/prospects/events/enrollments`,
		{
			enrollment_key: 'by_test',
			event_types: ['prospect_changed_role'],
			prospect_ids: ['a'.repeat(40)],
		},
		explorium,
	);
const list = (query: string): Promise<AxiosResponse> =>
	axios.get(`${sandbox.outreach}/api/v2/${query}`, outreach);
const fault = (order: Partial<FaultOrder>) =>
	sandbox.control.fault({ vendor: 'explorium', ...order });
const lastExchange = async () => (await sandbox.control.requests()).at(-1)!;

interface RawAnswer {
	status?: number;
	headers: IncomingMessage['headers'];
	body: string;
	/** True when the connection ended before the body did. */
	broken: boolean;
}

/** The credits as they come over the line, for at most so many milliseconds. */
async function rawCredits(milliseconds = 5000): Promise<RawAnswer> {
	return await new Promise((resolve, reject) => {
		const url = `${sandbox.explorium}/v1/credits`;
		const request = httpRequest(url, { headers: explorium.headers }, (response) => {
			let body = '';
			const end = (broken: boolean) =>
				resolve({ status: response.statusCode, headers: response.headers, body, broken });
			response.on('data', (chunk: Buffer) => (body += chunk.toString()));
			response.on('end', () => end(false));
			response.on('error', () => end(true));
		});
		request.on('error', reject);
		request.end();
		setTimeout(() => request.destroy(), milliseconds).unref();
	});
}

describe('a body that does not arrive', () => {
	it('breaks in the middle, with its length announced', async () => {
		const whole = JSON.stringify((await credits()).data);
		await fault({ breakBody: 'length' });
		const { status, headers, body, broken } = await rawCredits();
		expect([status, broken]).toEqual([200, true]);
		expect(Math.abs(Number(headers['content-length']) - whole.length)).toBeLessThan(10);
		expect(body.length).toBe(Math.floor(Number(headers['content-length']) / 2));
		expect(headers['x-ratelimit-limit']).toBe('200');
	});

	it('breaks in the middle of chunks, after the call took effect', async () => {
		await fault({ breakBody: 'chunked', applyFirst: true });
		await expect(enroll()).rejects.toThrow(/aborted|ECONNRESET|hang up/);
		const { enrollments: known } = await sandbox.control.state(false);
		expect(known.map((one) => one.enrollment_key)).toContain('by_test');
		expect(await lastExchange()).toMatchObject({ status: 200, served: 200 });
	});

	it('drips for as long as the client cares, and tells when it closed', async () => {
		await fault({ dripMs: 10 });
		const { status, body, broken } = await rawCredits(400);
		expect([status, broken]).toEqual([200, true]);
		expect(body.length).toBeGreaterThan(3);
		expect(body.length).toBeLessThan(60);
		await new Promise((resolve) => setTimeout(resolve, 100));
		const { durationMs, closedByClientMs } = await lastExchange();
		expect(durationMs).toBeNull();
		expect(closedByClientMs).toBeGreaterThanOrEqual(350);
		expect(closedByClientMs).toBeLessThan(3000);
	});

	it('tells when the client left a call that hangs', async () => {
		await fault({ hang: true });
		await expect(rawCredits(200)).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect((await lastExchange()).closedByClientMs).toBeGreaterThanOrEqual(150);
	});
});

describe('a body that says nothing, or something else', () => {
	it.each([
		[200, undefined, ''],
		[204, undefined, ''],
		[200, null, null],
		[200, {}, {}],
		[200, { detail: 'Not now' }, { detail: 'Not now' }],
		[200, '<h1>Hello</h1>', '<h1>Hello</h1>'],
	])('is %d with %j, and the call took effect', async (status, body, expected) => {
		await fault({ status, body, applyFirst: true });
		const answer = await enroll();
		expect([answer.status, answer.data]).toEqual([status, expected]);
		expect((await sandbox.control.counters()).explorium.enrollmentsAdded).toBe(1);
	});

	it.each([
		['entry-null', (body: Json) => ({ ...body, enrollments: [null, ...body.enrollments] })],
		['in-list', (body: Json) => [body]],
		['list-null', (body: Json) => ({ ...body, enrollments: null })],
		['list-missing', ({ enrollments: _, ...body }: Json) => body],
	] as const)('has its list changed: %s', async (alter, expected) => {
		const { data } = await enrollments();
		await fault({ alter });
		const answer = await enrollments();
		const same = ({ correlation_id: _, ...context }: Json) => context;
		const plain = (body: Json) =>
			JSON.parse(JSON.stringify(body), (key, value) =>
				key === 'response_context' ? same(value) : value,
			);
		expect(plain(answer.data)).toEqual(plain(expected(data)));
	});

	it('changes the list in the payload of Saleshandy', async () => {
		await sandbox.control.fault({ vendor: 'saleshandy', alter: 'entry-null' });
		const { data } = await axios.get(`${sandbox.saleshandy}/v1/fields`, saleshandy);
		expect(data.payload[0]).toBeNull();
		expect(data.payload.length).toBeGreaterThan(1);
	});

	it('is damaged gzip', async () => {
		await fault({ gzip: 'damaged' });
		await expect(credits()).rejects.toThrow(/incorrect|invalid|header|Z_/i);
	});

	it('is a small body that unpacks to 60 MB', async () => {
		await fault({ gzip: 'bomb' });
		const { data } = await axios.get(`${sandbox.explorium}/v1/credits`, {
			...explorium,
			responseType: 'text',
			transformResponse: (text: string) => text,
		});
		expect(data.length).toBeGreaterThan(60_000_000);
		expect(JSON.parse(data).remaining_credits).toBeGreaterThan(0);
		expect(Number((await lastExchange()).responseHeaders['content-length'] ?? 0)).toBeLessThan(1e6);
	});
});

describe('rate limits in other words', () => {
	it('leaves out the time, and whatever header else', async () => {
		await fault({
			status: 429,
			body: { error: 'rate_limit_exceeded' },
			omitHeaders: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
		});
		const { status, headers } = await credits();
		expect(status).toBe(429);
		expect(Object.keys(headers).filter((name) => /ratelimit|retry/.test(name))).toEqual([]);
	});

	it.each([
		{ 'x-ratelimit-remaining': '9999, 19988' },
		{ 'retry-after': '1s' },
		{ 'retry-after-ms': '1500' },
	])('sends %j', async (headers) => {
		await fault({ headers: headers as unknown as Record<string, string> });
		expect((await credits()).headers).toMatchObject(headers);
	});
});

describe('refusals of Explorium', () => {
	const fetchEvents = (ids: string[]): Promise<AxiosResponse> =>
		axios.post(
			`${sandbox.explorium}/v1/prospects/events`,
			{ event_types: ['prospect_changed_role'], prospect_ids: ids },
			explorium,
		);

	it('name all ids once, and none the next time', async () => {
		await fault({ refuseIds: true });
		const { people } = await sandbox.control.state();
		const ids = people.slice(0, 3).map(({ id }) => id);
		const refused = await fetchEvents(ids);
		expect(refused.status).toBe(422);
		expect(refused.data.detail.map((one: Json) => one.loc.join('.'))).toEqual([
			'body.prospect_ids.0',
			'body.prospect_ids.1',
			'body.prospect_ids.2',
		]);
		expect((await fetchEvents(ids)).status).toBe(200);
	});

	it('name no id though one of them is the cause', async () => {
		await sandbox.control.switches({ explorium: { poisonPerson: 2 } });
		const { people } = await sandbox.control.state();
		const refused = await fetchEvents([people[0]!.id, people[1]!.id]);
		expect(refused.status).toBe(400);
		expect(JSON.stringify(refused.data)).not.toContain(people[1]!.id);
		expect((await fetchEvents([people[0]!.id])).status).toBe(200);
	});
});

describe('webhooks of Explorium', () => {
	const register = (version: 'v1' | 'v2'): Promise<AxiosResponse> =>
		axios.post(
			`${sandbox.explorium}/${version}/webhooks`,
			version === 'v1'
				? { partner_id: 'demo-partner', webhook_url: 'http://127.0.0.1:9/hook' }
				: { name: 'Test', webhook_url: 'http://127.0.0.1:9/hook' },
			explorium,
		);

	it.each(['v1', 'v2'] as const)('have a padded secret in %s', async (version) => {
		const secret: string = (await register(version)).data.webhook_secret;
		expect(secret).toMatch(/^[\w-]{43}=$/);
		expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
	});

	it.each(['v1', 'v2'] as const)(
		'come without a secret if a switch says so, %s',
		async (version) => {
			await sandbox.control.switches({ explorium: { webhookSecret: 'absent' } });
			const { status, data } = await register(version);
			expect(status).toBeLessThan(300);
			expect(data).not.toHaveProperty('webhook_secret');
			await sandbox.control.switches({ explorium: { webhookSecret: 'unreadable' } });
			const { data: again } = await register('v1');
			expect(Buffer.from(again.webhook_secret, 'base64url')).toHaveLength(0);
		},
	);

	it('are removed by a call with a JSON type and no body', async () => {
		const { data } = await register('v2');
		const { status } = await axios.delete(`${sandbox.explorium}/v2/webhooks/${data.webhook_id}`, {
			...explorium,
			headers: { ...explorium.headers, 'content-type': 'application/json' },
			data: '',
		});
		expect(status).toBe(200);
	});
});

describe('batches of Outreach', () => {
	const act = async (ids: number[]): Promise<Json> => {
		const { data } = await axios.post(
			`${sandbox.outreach}/api/v2/batches/actions/prospectsAddTags`,
			{ data: { attributes: { tags: ['x'], ids } } },
			outreach,
		);
		return data.data;
	};
	const batch = async (id: number): Promise<Json> => (await list(`batches/${id}`)).data.data;

	it('start without numbers, and are counted when somebody looks', async () => {
		await sandbox.control.switches({
			outreach: { firstBatchAnswer: 'no-numbers', confirmationThreshold: 0 },
		});
		const first = await act([1001, 1002]);
		expect(first.attributes).toMatchObject({ state: 'pending', total: null, pending: null });
		expect((await batch(first.id)).attributes).toMatchObject({
			state: 'confirming',
			total: 2,
			confirmCount: 2,
		});
	});

	it('end in a state that nobody knows, without a time', async () => {
		await sandbox.control.switches({
			outreach: { batchEnd: 'unknown', batchPendingMs: 0, batchRunMs: 0 },
		});
		const { id } = await act([1001]);
		expect((await batch(id)).attributes).toMatchObject({
			state: 'complete',
			pending: 0,
			finishedAt: null,
		});
	});

	it.each([
		['number', '1001'],
		['prospect-id', '{"prospectId":1001}'],
		['nested', '{"prospect":{"id":1001}}'],
	])('tell of their items as %s', async (itemData, expected) => {
		await sandbox.control.switches({ outreach: { itemData } });
		const { id } = await act([1001]);
		const { data } = await list(`batchItems?filter[batch][id]=${id}`);
		expect(data.data.map((one: Json) => one.attributes.data)).toEqual([expected]);
	});

	it('link to their items in an address that is encoded', async () => {
		const { id, relationships } = await act([1001]);
		const { related } = relationships.batchItems.links;
		expect(related).toMatch(/\?filter%5Bbatch%5D%5Bid%5D=\d+$/);
		const { data } = await axios.get(related, outreach);
		expect(data.data).toHaveLength(1);
		expect(data.data[0].relationships.batch.data.id).toBe(id);
	});
});

describe('lists of Outreach', () => {
	const idsOf = ({ data }: AxiosResponse): number[] => data.data.map((one: Json) => one.id);
	const switches = (outreachSwitches: Json) =>
		sandbox.control.switches({ outreach: outreachSwitches });

	it('count more than they hold', async () => {
		await switches({ countOffBy: 3 });
		const answer = await list('prospects?count=true');
		expect(answer.data.meta.count).toBe(idsOf(answer).length + 3);
	});

	it.each([
		['endless', 12, true],
		['endless-empty', 0, true],
		['same-cursor', 12, false],
	])('have no end: %s', async (pages, count, isNew) => {
		await switches({ pages });
		const first = await list('prospects?page[size]=12');
		expect(idsOf(first)).toHaveLength(12);
		const second = await axios.get(first.data.links.next, outreach);
		const third = await axios.get(second.data.links.next, outreach);
		expect(idsOf(third)).toHaveLength(count);
		expect(third.data.links.next !== second.data.links.next).toBe(isNew);
	});

	it('are too large for what stands in front of them', async () => {
		await switches({ largestPage: 50 });
		expect((await list('prospects?page[size]=51')).status).toBe(502);
		expect((await list('prospects?page[size]=50')).status).toBe(200);
		expect((await list('prospects')).status).toBe(200);
	});

	it('ignore an upper bound', async () => {
		const bounds = 'prospects?newFilterSyntax=true&filter[id][gte]=1003&filter[id][lte]=1004';
		expect(idsOf(await list(bounds))).toEqual([1003, 1004]);
		await switches({ filterUpperBound: 'ignored' });
		expect(idsOf(await list(bounds))).toEqual([
			1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012,
		]);
	});

	it('refuse a list of emails', async () => {
		await switches({ emailListFilter: '400' });
		const email = 'filter[emails]';
		const value = 'ada.morales@northwind-robotics.example';
		expect((await list(`prospects?newFilterSyntax=true&${email}[]=${value}`)).status).toBe(400);
		expect(idsOf(await list(`prospects?${email}=${value}`))).toEqual([1001]);
	});
});

it('fills all pages of Saleshandy, over and over', async () => {
	await sandbox.control.switches({ saleshandy: { pastLastPage: 'wraps' } });
	for (const page of [1, 2, 50]) {
		const { data } = await axios.get(
			`${sandbox.saleshandy}/v1/prospects?pageSize=100&page=${page}`,
			saleshandy,
		);
		expect(data.payload).toHaveLength(100);
	}
});

it.each([{ hang: true }, { dripMs: 20 }, { status: 502, body: '<h1>Bad Gateway</h1>' }])(
	'harms the renewal of tokens: %j',
	async (order) => {
		await sandbox.control.fault({ vendor: 'outreach', path: '^/oauth/token', ...order });
		const form = new URLSearchParams({
			grant_type: 'refresh_token',
			client_id: DEMO.outreachClientId,
			client_secret: DEMO.outreachClientSecret,
			refresh_token: DEMO.outreachRefreshToken,
		});
		const url = `${sandbox.outreach}/oauth/token`;
		const answer = axios.post(url, form, { ...options, signal: AbortSignal.timeout(300) });
		if ('status' in order) expect((await answer).status).toBe(502);
		else await expect(answer).rejects.toThrow(/cancell?ed/);
	},
);
