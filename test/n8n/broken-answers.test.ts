import { createServer as createNetServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startHost, type Host } from '../support/host';
import {
	cutShort,
	drip,
	listen,
	sendJson,
	startRawServer,
	type Handler,
	type RawServer,
} from '../support/rawServer';

const ID = 'a'.repeat(40);
const READ = 'exploriumGetProspectEnrollments';
const WRITE = 'exploriumAddProspectEnrollments';
const LIST = { enrollments: [] };

let host: Host;
let server: RawServer;
beforeAll(async () => {
	host = await startHost();
	server = await startRawServer();
});
afterAll(async () => await Promise.all([host.stop(), server.stop()]));

const credentials = (baseUrl = server.url) => ({
	exploriumApi: { apiKey: 'SECRET-key-123456', baseUrl },
});

const run = async (node: string, requestOptions: object = {}) =>
	await host.run({
		node,
		parameters: {
			requestOptions: { maxAttempts: 2, timeout: 1, ...requestOptions },
			...(node === WRITE && {
				prospectIds: ID,
				eventTypes: ['prospect_changed_role'],
				enrollmentKey: 'a_list',
			}),
		},
		credentials: credentials(),
	});

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
	const start = Date.now();
	return [await work, Date.now() - start];
};

const packed =
	(body: Buffer): Handler =>
	(_, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		response.end(body);
	};
const filler = Array.from({ length: 2000 }, (_, index) => (index * 7919) % 997);
const whole = gzipSync(JSON.stringify({ enrollments: [], filler }));
const damaged = Buffer.from(whole);
damaged.fill(0xff, 20, 60);

const BROKEN: Array<[string, Handler, RegExp]> = [
	['a body cut in the middle', (_, response) => cutShort(response), /broke before its answer/],
	['a body that drips', (_, response) => drip(response), /did not answer in time \(1 s\)/],
	['no answer at all', () => {}, /did not answer in time \(1 s\)/],
	['a damaged gzip', packed(damaged), /cannot be unpacked/],
	['half a gzip', packed(whole.subarray(0, whole.length / 2)), /not JSON|cannot be unpacked/],
	['a web page', (_, response) => response.end('<html><title>Hello</title></html>'), /not JSON/],
	['text', (_, response) => response.end('all is well'), /not JSON/],
];

describe.each(BROKEN)('%s', (_what, broken, message) => {
	it('is no answer: the call is repeated where that is harmless', async () => {
		server.answer((request, response, count) =>
			count === 1 ? broken(request, response, count) : sendJson(response, LIST),
		);
		const [{ error }, ms] = await timed(run(READ));
		expect(error).toBeNull();
		expect(server.calls).toHaveLength(2);
		expect(ms).toBeLessThan(3000);
	});

	it('is said, together with the number of attempts, where it stays like that', async () => {
		server.answer(broken);
		const [{ error }, ms] = await timed(run(READ));
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain('(tried 2 times)');
		expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
		expect(ms).toBeLessThan(4000);
	});

	it('leaves open whether a write was carried out: it is sent once, and the message says so', async () => {
		server.answer(broken);
		const { error } = await run(WRITE);
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain('Whether Explorium carried the call out is not known: look ');
		expect(server.calls).toHaveLength(1);
	});
});

it('closes the connection of an answer that takes too long', async () => {
	server.answer((_, response) => drip(response));
	await run(READ, { maxAttempts: 1 });
	await new Promise((done) => setTimeout(done, 200));
	expect(server.closedEarly()).toBe(1);
});

it('gives up an answer that unpacks to more than 50 MB, and asks once', async () => {
	server.answer(packed(gzipSync(Buffer.alloc(60_000_000, ' '))));
	const { error } = await run(READ, { timeout: 20 });
	expect(error?.message).toContain(
		'The answer of Explorium is larger than 50 MB, so it was not read',
	);
	expect(server.calls).toHaveLength(1);
});

it('knows a failure by its status, also where its text breaks off', async () => {
	server.answer((_, response) => {
		response.writeHead(422, { 'content-length': '500' });
		response.write('{"detail":');
		setTimeout(() => response.destroy(), 20);
	});
	const { error } = await run(WRITE);
	expect(error?.message).toMatch(/^Explorium refused the request \(422\): it gave no reason/);
});

it('says that something is not HTTP, and does not blame the key', async () => {
	const net = createNetServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => socket.end('not http at all\r\n'));
	});
	const port = await listen(net);
	const { error } = await host.run({
		node: READ,
		parameters: { requestOptions: { maxAttempts: 1 } },
		credentials: credentials(`http://127.0.0.1:${port}`),
	});
	net.close();
	expect(error?.message).toContain('Explorium answered with something that is not HTTP');
	expect(`${error?.message} ${error?.description}`).not.toMatch(/key/i);
	expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
});

it.each(['plain', 'durable'] as const)(
	'ends a poll whose answer drips, and goes on with the next one: %s engine',
	async (engine) => {
		let isStuck = false;
		server.answer((request, response) => {
			if (request.url?.endsWith('/enrollments')) {
				return sendJson(response, {
					enrollments: [
						{ enrollment_id: 'e', enrollment_key: 'list', event_types: [], prospect_ids: [ID] },
					],
				});
			}
			return isStuck ? drip(response) : sendJson(response, { output_events: [] });
		});
		const poller = await host.openPoller({
			node: 'exploriumProspectEventsTrigger',
			parameters: {
				eventTypes: ['prospect_changed_role'],
				source: 'enrollments',
				options: { minutesBetweenSweeps: 0 },
				requestOptions: { timeout: 1, maxAttempts: 1 },
			},
			credentials: credentials(),
			engine,
		});
		await poller.poll();
		isStuck = true;
		const [, ms] = await timed(poller.poll());
		expect(ms).toBeLessThan(3000);
		isStuck = false;
		const before = server.calls.length;
		expect((await poller.poll()).error).toBeNull();
		expect(server.calls.length).toBeGreaterThan(before);
		await poller.close();
	},
);

it('holds up no other execution of the same credential', async () => {
	let isFirst = true;
	server.answer((_, response) => {
		if (isFirst) {
			isFirst = false;
			return drip(response);
		}
		response.setHeader('x-ratelimit-limit', '200');
		response.setHeader('x-ratelimit-remaining', '0');
		response.setHeader('x-ratelimit-reset', String(Math.floor(Date.now() / 1000) + 1));
		return sendJson(response, LIST);
	});
	const exploriumApi = await host.storeCredential('exploriumApi', credentials().exploriumApi);
	const one = async (timeout: number) =>
		await host.run({
			node: READ,
			parameters: { requestOptions: { timeout, maxAttempts: 1, longestWait: 2 } },
			credentials: { exploriumApi },
		});
	const stuck = one(8);
	await new Promise((done) => setTimeout(done, 200));
	for (let run = 0; run < 3; run += 1) {
		const [{ error }, ms] = await timed(one(8));
		expect(error).toBeNull();
		expect(ms).toBeLessThan(1500);
	}
	expect((await stuck).error?.message).toContain('did not answer in time (8 s)');
});
