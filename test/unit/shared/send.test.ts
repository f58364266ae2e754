import { CallWindow } from '../../../nodes/shared/callWindow';
import { wasNotSent } from '../../../nodes/shared/givenUp';
import { Pacer } from '../../../nodes/shared/pacer';
import { WaitMeter } from '../../../nodes/shared/waitMeter';
import { failureOfNoReply } from '../../../nodes/shared/noReply';
import type { Failure } from '../../../nodes/shared/result';
import { send, type SendLimits } from '../../../nodes/shared/send';
import type { NoReply, Reply, Vendor, VendorRequest } from '../../../nodes/shared/vendor';

const vendor: Vendor = {
	name: 'Acme',
	credentialType: 'acmeApi',
	versionPath: '/v1',
	callsAtOnce: 8,
	hints: { unauthorized: 'Copy the key again.' },
};
const NOW = 1_700_000_000_000;
const read: VendorRequest = { method: 'GET', path: '/things', repeatable: true };
const create: VendorRequest = { method: 'POST', path: '/things', body: {}, repeatable: false };
const limits: SendLimits = { maxAttempts: 4, maxWaitMs: 60_000, timeoutMs: 5000 };

type Answer = Partial<Reply> | NoReply['reason'];
const ok = (body: unknown = { fine: true }) => ({ status: 200, body });

/** Sends against scripted answers; the last one is given again and again. */
async function run(
	request: VendorRequest,
	answers: Answer[],
	more: Partial<SendLimits> = {},
	ofVendor: Partial<Vendor> = {},
) {
	return await runWith(new WaitMeter(() => undefined), request, answers, more, ofVendor);
}

/** The same as a further call of a run that waited before. */
async function runWith(
	waits: WaitMeter,
	request: VendorRequest,
	answers: Answer[],
	more: Partial<SendLimits> = {},
	ofVendor: Partial<Vendor> = {},
) {
	let clock = NOW;
	let sent = 0;
	const sleeps: number[] = [];
	const result = await send(
		request,
		{ ...limits, ...more },
		{
			vendor: { ...vendor, ...ofVendor },
			pacer: new Pacer(),
			waits,
			window: new CallWindow(),
			now: () => clock,
			random: () => 1,
			isCancelled: () => false,
			sleep: async (ms) => {
				sleeps.push(ms);
				clock += ms;
			},
			transport: async () => {
				const answer = answers[Math.min(sent, answers.length - 1)];
				sent += 1;
				if (typeof answer === 'string') return { noReply: { reason: answer, detail: 'it' } };
				return { reply: { status: 200, headers: {}, body: {}, ...answer } };
			},
		},
	);
	const slept = sleeps.reduce((sum, ms) => sum + ms, 0);
	return { result, sent, slept, waitedMs: waits.waitedMs };
}
const failureOf = async (...args: Parameters<typeof run>) => {
	const { result, ...others } = await run(...args);
	if (result.ok) throw new Error('It went through');
	return { failure: result.failure, ...others };
};

it('gives the answer of a 2xx', async () => {
	const { result, sent } = await run(read, [ok()]);
	expect(result).toMatchObject({ ok: true, value: { body: { fine: true } } });
	expect(sent).toBe(1);
});

it('hands a failure back at once to a caller that goes on in another way', async () => {
	const handsBack = ({ status }: { status?: number }) => status === 502;
	expect((await failureOf({ ...read, handsBack }, [{ status: 502 }])).sent).toBe(1);
	expect((await failureOf({ ...read, handsBack }, [{ status: 500 }])).sent).toBe(4);
});

it('sends no further call like one that was told to wait for longer than it may', async () => {
	const waits = new WaitMeter(() => undefined);
	const told = { status: 429, headers: { 'retry-after': '900' } };
	expect((await runWith(waits, create, [told])).sent).toBe(1);
	const next = await runWith(waits, create, [ok()]);
	expect(next.sent).toBe(0);
	expect(next.result).toMatchObject({
		ok: false,
		failure: { kind: 'rateLimited', message: expect.stringContaining('another 900 s') },
	});
	expect((next.result as { failure: Failure }).failure.hint).toContain(
		'raise "Wait for Rate Limit',
	);
	// Another kind of call may have a limit of its own, and who can wait that long asks.
	expect((await runWith(waits, read, [ok()])).sent).toBe(1);
	expect((await runWith(waits, create, [ok()], { maxWaitMs: 900_000 })).sent).toBe(1);
});

it('tells a busy vendor from a used-up limit where it sends no further call', async () => {
	const waits = new WaitMeter(() => undefined);
	const busy = { status: 503, headers: { 'retry-after': '900' } };
	const first = await runWith(waits, create, [busy]);
	expect((first.result as { failure: Failure }).failure.hint).toBe(
		'It asks to wait 900 s. Run it again later, or raise "Wait for Rate Limit at Most" under Request Options so that the node can wait it out.',
	);
	const next = await runWith(waits, create, [ok()]);
	expect(next.sent).toBe(0);
	expect(next.result).toMatchObject({
		failure: {
			kind: 'unavailable',
			message: 'Acme says that it is too busy for another 900 s',
			retryAfterMs: 900_000,
		},
	});
	const failures = [first, next].map(({ result }) => (result as { failure: Failure }).failure);
	expect(failures.map(wasNotSent)).toEqual([false, true]);
});

it('counts a pause that a busy vendor asks for as a wait, and no pause of its own', async () => {
	const waits = new WaitMeter(() => undefined);
	await runWith(waits, read, [{ status: 503 }, ok()]);
	expect([waits.waitedMs, waits.waitedFor]).toEqual([0, []]);
	await runWith(waits, read, [{ status: 503, headers: { 'retry-after': '7' } }, ok()]);
	expect([waits.waitedMs, waits.waitedFor]).toEqual([7_000, ['unavailable']]);
});

describe('what to do about a rate limit', () => {
	const often = { status: 429, headers: { 'retry-after': '3' } };

	it('names how long the call had waited', async () => {
		const { failure } = await failureOf(read, [often], { maxWaitMs: 8_000, maxAttempts: 9 });
		expect(failure.hint).toContain('It asks to wait 3 s. The call had waited for 6 s of the 8 s');
	});

	it('is to raise an option only where it can be raised', async () => {
		const later = 'Run it again later.';
		const tried = await failureOf(read, [often], { maxAttempts: 20, maxWaitMs: 3_600_000 });
		expect([tried.sent, tried.failure.hint]).toEqual([20, later]);
		const once = await failureOf(read, [often], { maxAttempts: 19, maxWaitMs: 3_600_000 });
		expect(once.failure.hint).toContain('raise "Attempts per Call"');
		const long = { status: 429, headers: { 'retry-after': '3601' } };
		const { failure } = await failureOf(read, [long], { maxWaitMs: 3_600_000 });
		expect(failure.hint).toBe(`It asks to wait 3601 s. ${later}`);
	});
});

describe('what is repeated', () => {
	const cases: Array<[string, Answer, number, number]> = [
		['429', { status: 429 }, 2, 2],
		['503 that says when', { status: 503, headers: { 'retry-after': '2' } }, 2, 2],
		['a refused connection', 'notReached', 2, 2],
		['503 that does not', { status: 503 }, 2, 1],
		['500', { status: 500 }, 2, 1],
		['502', { status: 502 }, 2, 1],
		['504', { status: 504 }, 2, 1],
		['408', { status: 408 }, 2, 1],
		['a broken connection', 'broken', 2, 1],
		['a time-out', 'timedOut', 2, 1],
		['text where JSON belongs', ok('<html>'), 2, 1],
		['400', { status: 400 }, 1, 1],
		['401', { status: 401 }, 1, 1],
		['403', { status: 403 }, 1, 1],
		['404', { status: 404 }, 1, 1],
		['422', { status: 422 }, 1, 1],
		['a redirect', { status: 302, headers: { location: 'https://elsewhere.example' } }, 1, 1],
		['a canceled execution', 'cancelled', 1, 1],
		['a credential that cannot be used', 'credential', 1, 1],
	];
	it.each(cases)('after %s', async (_what, answer, timesIfRepeatable, timesIfNot) => {
		expect((await run(read, [answer, ok()])).sent).toBe(timesIfRepeatable);
		expect((await run(create, [answer, ok()])).sent).toBe(timesIfNot);
	});

	it('tells that a lost call may have been carried out, only where it may', async () => {
		expect((await failureOf(create, ['broken'])).failure).toMatchObject({
			ambiguous: true,
			hint: expect.stringContaining('Whether Acme carried the call out is not known'),
		});
		expect((await failureOf(create, ['notReached'])).failure.hint).not.toContain('carried');
		expect((await failureOf(read, ['broken'])).failure.hint).toBe('Try again later.');
	});
});

describe('bounds', () => {
	it('stops after the set number of attempts and says so', async () => {
		const { failure, sent } = await failureOf(read, [{ status: 500, body: { message: 'boom' } }]);
		expect(sent).toBe(4);
		expect(failure.message).toBe('Acme could not handle the request (500): boom (tried 4 times)');
	});

	it.each<[Answer, string]>([
		[{ status: 429, headers: { 'retry-after': '1' } }, 'raise "Attempts per Call" under'],
		[
			{ status: 429, headers: { 'retry-after': '99' } },
			'raise "Wait for Rate Limit at Most" under',
		],
		[{ status: 500 }, 'Try again later.'],
	])('says what to do at the one that it stopped at: %j', async (answer, advice) => {
		const { failure } = await failureOf(read, [answer]);
		expect(failure.hint).toContain(advice);
	});

	it.each([
		['the header in seconds', { 'retry-after': '7' }, {}],
		['the header as epoch seconds', { 'retry-after': String(NOW / 1000 + 7) }, {}],
		['the header as a date', { 'retry-after': new Date(NOW + 7000).toISOString() }, {}],
		['the body', {}, { retry_after: 7 }],
		['the end of the window', { 'x-ratelimit-reset': String(NOW / 1000 + 7) }, {}],
	])('waits as told by %s', async (_where, headers, body) => {
		const { slept, sent } = await run(read, [{ status: 429, headers, body }, ok()]);
		expect(slept).toBe(7000);
		expect(sent).toBe(2);
	});

	it('takes the end of the rate-limit window for no advice on a 500', async () => {
		const headers = { 'x-ratelimit-reset': String(NOW / 1000 + 50) };
		expect((await run(read, [{ status: 500, headers }, ok()])).slept).toBeLessThan(1000);
	});

	it('backs off when told to come back in the past', async () => {
		const headers = { 'retry-after': String(NOW / 1000 - 100) };
		expect((await run(read, [{ status: 429, headers }, ok()])).slept).toBe(500);
	});

	it('does not start a wait that is longer than allowed', async () => {
		const { failure, sent, slept } = await failureOf(read, [
			{ status: 429, headers: { 'retry-after': '61' } },
		]);
		expect([sent, slept]).toEqual([1, 0]);
		expect(failure.hint).toContain('It asks to wait 61 s.');
	});

	it('does not wait past a deadline, nor let an answer take longer', async () => {
		const deadline = NOW + 3000;
		const told = { status: 429, headers: { 'retry-after': '3' } };
		expect((await failureOf(read, [told], { deadline })).sent).toBe(1);
		const timeouts: number[] = [];
		await send(
			read,
			{ ...limits, deadline },
			{
				vendor,
				pacer: new Pacer(),
				waits: new WaitMeter(() => undefined),
				window: new CallWindow(),
				now: () => NOW + 1000,
				random: () => 0,
				isCancelled: () => false,
				sleep: async () => {},
				transport: async (_request, timeoutMs) => {
					timeouts.push(timeoutMs);
					return { reply: { status: 200, headers: {}, body: {} } };
				},
			},
		);
		expect(timeouts).toEqual([2000]);
	});

	it('measures its waits for the rate limit, and no others', async () => {
		const limited = { status: 429, headers: { 'retry-after': '12' } };
		expect(await run(read, [limited, ok()])).toMatchObject({ sent: 2, waitedMs: 12_000 });
		const down = await run(read, [{ status: 500 }, ok()]);
		expect(down).toMatchObject({ sent: 2, waitedMs: 0 });
		expect(down.slept).toBeGreaterThan(0);
	});

	it('says when the rate limit leaves no room in time, without sending', async () => {
		const pacer = new Pacer();
		pacer.reserve(1, NOW);
		pacer.settle(1, { 'x-ratelimit-remaining': 0, 'x-ratelimit-reset': NOW / 1000 + 90 }, NOW);
		let sent = 0;
		const result = await send(read, limits, {
			vendor,
			pacer,
			waits: new WaitMeter(() => undefined),
			window: new CallWindow(),
			now: () => NOW,
			random: () => 0,
			isCancelled: () => false,
			sleep: async () => {},
			transport: async () => {
				sent += 1;
				return { reply: { status: 200, headers: {}, body: {} } };
			},
		});
		expect(result).toMatchObject({
			failure: { message: 'The rate limit of Acme is used up for another 90 s' },
		});
		expect(sent).toBe(0);
	});
});

describe('a vendor with its own statuses', () => {
	const limited = { status: 400, body: { message: 'Rate Limit exceeded' } };

	it('is understood by its meaning', async () => {
		let sent = 0;
		const answers: Array<Partial<Reply>> = [limited, ok()];
		const result = await send(create, limits, {
			vendor: { ...vendor, meaningOf: (status, body) => (body === limited.body ? 429 : status) },
			pacer: new Pacer(),
			waits: new WaitMeter(() => undefined),
			window: new CallWindow(),
			now: () => NOW,
			random: () => 0,
			isCancelled: () => false,
			sleep: async () => {},
			transport: async () => {
				sent += 1;
				return { reply: { status: 200, headers: {}, body: {}, ...answers[sent - 1] } };
			},
		});
		expect(result.ok).toBe(true);
		expect(sent).toBe(2);
	});
});

describe('a limit without a time', () => {
	const withWindow: Partial<Vendor> = { windowMs: 60_000 };
	const limited = { status: 429, body: { error: 'rate_limit_exceeded' } };

	it("is waited out for the vendor's window", async () => {
		const { slept, sent } = await run(create, [limited, ok()], {}, withWindow);
		expect([sent, slept]).toEqual([2, 60_000]);
	});

	it.each([
		'You have exceeded your daily limit',
		'Daily limit reached',
		'API quota exceeded for this key',
		'Too many calls',
	])('is a 403 in these words too: %s', async (message) => {
		const { failure } = await failureOf(read, [{ status: 403, body: { message } }]);
		expect(failure.kind).toBe('rateLimited');
	});

	it.each(['Your plan limits this', 'You may not read accounts'])(
		'is no 403 that says something else: %s',
		async (message) => {
			const { failure } = await failureOf(read, [{ status: 403, body: { message } }]);
			expect(failure.kind).toBe('forbidden');
		},
	);

	it('is also a 403 that says so', async () => {
		const answer = { status: 403, body: { message: 'Rate limit exceeded' } };
		expect((await run(read, [answer, ok()], {}, withWindow)).slept).toBe(60_000);
		expect((await failureOf(read, [answer], { maxAttempts: 1 })).failure).toMatchObject({
			kind: 'rateLimited',
			status: 403,
		});
	});

	it('is not waited for where that takes too long, and says how long it would be', async () => {
		const { failure, sent } = await failureOf(read, [limited], { maxWaitMs: 59_000 }, withWindow);
		expect(sent).toBe(1);
		expect(failure.retryAfterMs).toBe(60_000);
		expect(failure.hint).toContain('It names no time that can be right; try again in 60 s.');
	});

	it('has no such wait where a time was told that is over', async () => {
		const told = { ...limited, headers: { 'retry-after': String(NOW / 1000 - 5) } };
		expect((await run(read, [told, ok()], {}, withWindow)).slept).toBe(500);
	});
});

describe('what a failure says', () => {
	it('says how often it was tried, also where the last answer was another one', async () => {
		const { failure } = await failureOf(read, ['broken', { status: 401 }]);
		expect(failure.message).toContain('(tried 2 times)');
	});

	it.each<[NoReply['reason'] | Partial<Reply>]>([
		['broken'],
		['timedOut'],
		['failed'],
		['tooLarge'],
		[{ status: 502 }],
		[{ status: 200, body: '<html>' }],
	])(
		'says in its message what to look at where a write may have been carried out: %j',
		async (answer) => {
			const outcome = 'Whether Acme carried the call out is not known: look at the things';
			const lookAt = 'at the things in Acme';
			const { failure, sent } = await failureOf({ ...create, lookAt }, [answer]);
			expect([sent, failure.ambiguous]).toEqual([1, true]);
			expect(failure.message).toContain(outcome);
			expect((await failureOf(read, [answer])).failure.message).not.toContain('carried');
		},
	);

	it.each<Answer>(['broken', 'timedOut', 'failed', { status: 502 }, { status: 200, body: 'x' }])(
		'says so of a write that may be repeated too, once all tries are lost: %j',
		async (answer) => {
			const outcome = 'Whether Acme carried the call out is not known: look in Acme';
			const { failure, sent } = await failureOf({ ...create, repeatable: true }, [answer]);
			expect([sent, failure.ambiguous]).toEqual([4, true]);
			expect(failure.message).toContain(`(tried 4 times). ${outcome}`);
		},
	);

	it.each<Answer>(['notReached', { status: 429, headers: { 'retry-after': '999' } }, 'credential'])(
		'says so where an earlier try was lost and the last one ends otherwise: %j',
		async (last) => {
			const { failure } = await failureOf({ ...create, repeatable: true }, ['timedOut', last]);
			expect(failure.message).toContain('Whether Acme carried the call out is not known');
			expect(failure.ambiguous).toBe(true);
			expect((await failureOf(read, ['timedOut', last])).failure.message).not.toContain('carried');
		},
	);

	it('says nothing of the kind where the vendor refuses the same call in the end', async () => {
		const refused = { status: 422, body: { message: 'no' } };
		const write = { ...create, repeatable: true };
		const { failure } = await failureOf(write, ['timedOut', refused]);
		expect(failure.message).toBe('Acme refused the request (422): no (tried 2 times)');
	});

	it('takes a POST that only reads for no write', async () => {
		const search: VendorRequest = { ...create, repeatable: true, reads: true };
		expect((await failureOf(search, ['broken'])).failure.message).not.toContain('carried');
	});

	it.each<[string, NoReply['reason'] | Partial<Reply>, string, string | undefined]>([
		['402', { status: 402 }, 'Acme has no credits left for this call (402)', 'quota-exhausted'],
		['407', { status: 407 }, 'The proxy on the way to Acme asks for', 'configuration-invalid'],
		['SSRF', 'blocked', 'protection against internal addresses', 'configuration-invalid'],
		['TLS', 'untrusted', 'Acme could not be reached: it', undefined],
	])('is not the fault of the key: %s', async (_, answer, message, cause) => {
		const { failure } = await failureOf(read, [answer]);
		expect(failure.message).toContain(message);
		expect(failure.cause).toBe(cause);
		expect(failure.kind).not.toBe('unauthorized');
		expect(failure.hint).not.toContain('key');
	});

	it('says that a web page with 403 may be of a proxy', async () => {
		const page = { status: 403, body: '<html><title>Blocked</title></html>' };
		expect((await failureOf(read, [page])).failure.hint).toContain('a proxy or a firewall');
	});
});

it('sends nothing once the time is up', async () => {
	const { failure, sent } = await failureOf(create, [ok()], { deadline: NOW });
	expect(sent).toBe(0);
	expect(failure).toMatchObject({
		kind: 'timedOut',
		message: 'There was no time left to call Acme',
	});
	expect(failure.ambiguous).toBeUndefined();
});

it('asks once for an answer that is too large to read', async () => {
	expect((await run(read, ['tooLarge'])).sent).toBe(1);
});

it.each<[unknown]>([[''], [null], [[]], [{}]])(
	'hands %j on to be judged by what is missing',
	async (body) => {
		const seen: unknown[] = [];
		const missing = (given: unknown) => {
			seen.push(given);
			return 'the list of things';
		};
		const { failure } = await failureOf({ ...read, missing }, [{ body }]);
		expect(seen[0]).toEqual(body);
		expect(failure.message).toContain('Acme answered without the list of things (200)');
	},
);

it('uses the hint of the vendor', async () => {
	const { failure } = await failureOf(read, [
		{ status: 401, body: { details: 'no', correlation_id: 'c' } },
	]);
	expect(failure).toMatchObject({
		kind: 'unauthorized',
		hint: 'Copy the key again.',
		correlationId: 'c',
		message: 'Acme did not accept the credential (401): no',
	});
});

describe('what is wrong with the credential', () => {
	it.each(['Invalid token', 'invalid API key.', 'Missing credentials', 'No api_key provided'])(
		'is told from a refused request: 400 %s',
		async (message) => {
			const { failure, sent } = await failureOf(read, [{ status: 400, body: { message } }]);
			expect(failure).toMatchObject({
				kind: 'unauthorized',
				message: `Acme did not accept the credential (400): ${message}`,
				hint: 'Copy the key again.',
			});
			expect(sent).toBe(1);
		},
	);

	it.each(['Invalid token for the next page', 'The key already exists', 'Invalid enrollment key'])(
		'is not blamed for 400 %s',
		async (message) => {
			const { failure } = await failureOf(read, [{ status: 400, body: { message } }]);
			expect(failure.kind).toBe('rejected');
		},
	);

	it.each(['No such route.', 'Endpoint not found', 'Cannot GET /v1/things'])(
		'may be its Base URL: 404 %s',
		async (message) => {
			const { failure } = await failureOf(read, [{ status: 404, body: { message } }]);
			expect(failure).toMatchObject({
				message: 'Acme has no such address (404)',
				hint: 'Check the Base URL of the credential.',
			});
		},
	);

	it('may be the app, which n8n calls by its client', () => {
		const detail = 'Client authentication failed (e.g., unknown client).';
		const ofVendor = {
			...vendor,
			hints: { client: 'Copy both again.', unauthorized: 'Reconnect.' },
		};
		expect(failureOfNoReply(ofVendor, read, { reason: 'credential', detail })).toMatchObject({
			kind: 'unauthorized',
			message: `Acme did not accept the Client ID or the Client Secret of the credential: ${detail}`,
			hint: 'Copy both again.',
		});
	});
});
