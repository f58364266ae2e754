import type { Clock } from '../../../nodes/shared/clock';
import { batchOf, type Batch } from '../../../nodes/Outreach/batches/batch';
import type { BatchApi } from '../../../nodes/Outreach/batches/batchApi';
import {
	follow,
	pauseMs,
	waitForEnd,
	type FollowRules,
} from '../../../nodes/Outreach/batches/follow';
import { failed, success, type Result } from '../../../nodes/shared/result';

const batch = (attributes: Record<string, unknown>): Batch =>
	batchOf({ type: 'batch', id: 7, attributes: { action: 'prospectsAddTags', ...attributes } });

/** Outreach with a script: each look at the batch gives the next state. */
class Script implements BatchApi {
	calls: string[] = [];

	constructor(
		private readonly states: Array<Batch | Result<Batch>>,
		private readonly answers: Partial<Record<'confirm' | 'cancel', Result<Batch>>> = {},
	) {}

	async get(id: number) {
		this.calls.push(`get ${id}`);
		const next = this.states.length > 1 ? this.states.shift() : this.states[0];
		if (next === undefined) throw new Error('The script is over');
		return 'ok' in next ? next : success(next);
	}

	async confirm(id: number, count: number) {
		this.calls.push(`confirm ${id} ${count}`);
		return this.answers.confirm ?? success(batch({ state: 'pending' }));
	}

	async cancel(id: number) {
		this.calls.push(`cancel ${id}`);
		return this.answers.cancel ?? success(batch({ state: 'canceled' }));
	}

	async items() {
		return success([]);
	}
}

class World implements Clock {
	time = 0;
	slept: number[] = [];
	cancelAt = Infinity;
	now = () => this.time;
	isCancelled = () => this.time >= this.cancelAt;
	sleep = async (ms: number) => {
		this.slept.push(ms);
		this.time += ms;
	};
}

const rules: FollowRules = { sent: 3, waits: true, maxWaitMs: 60_000, acceptsFewer: false };
const refused: Result<Batch> = failed({ kind: 'rejected', message: 'Refused' });

const messageOf = (result: Result<Batch>) => (result.ok ? undefined : result.failure.message);

describe('waiting', () => {
	it('looks again soon at first, then ever more seldom', () => {
		expect([0, 1, 2, 3, 20].map(pauseMs)).toEqual([300, 1000, 1500, 2250, 15_000]);
	});

	it.each([
		{ state: 'finished' },
		{ state: 'FINISHED' },
		{ state: 'Failed' },
		{ state: 'canceled' },
		{ state: 'cancelled' },
		{ state: 'whatever', finishedAt: '2026-01-01T00:00:00Z' },
		{ state: 'whatever', canceledAt: '2026-01-01T00:00:00Z' },
	])('takes %j for the end', async (attributes) => {
		const api = new Script([batch(attributes)]);
		const start = batch({ state: 'pending' });
		expect(await waitForEnd(api, start, 60_000, new World())).toMatchObject({ ok: true });
		expect(api.calls).toEqual(['get 7']);
	});

	it.each(['processing', 'running', '', 'null', 'confirming'])(
		'takes the state "%s" for still running',
		async (state) => {
			const api = new Script([batch({ state }), batch({ state: 'finished' })]);
			await waitForEnd(api, batch({ state: 'pending' }), 60_000, new World());
			expect(api.calls).toHaveLength(2);
		},
	);

	it('gives up in time, with the id of the batch', async () => {
		const world = new World();
		const running = batch({ state: 'processing', total: 10, pending: 4 });
		const result = await follow(new Script([running]), running, { ...rules, sent: 10 }, world);
		expect(messageOf(result)).toBe(
			'The batch 7 did not end within 60 s (state "processing", 6 of 10 records done)',
		);
		expect(world.time).toBe(60_000);
		expect(Math.max(...world.slept)).toBe(1000);
	});

	it('ends with the execution', async () => {
		const world = new World();
		world.cancelAt = 2500;
		const running = batch({ state: 'processing' });
		const result = await follow(new Script([running]), running, rules, world);
		expect(messageOf(result)).toBe('The execution was canceled (batch 7)');
		expect(world.time).toBeLessThan(4000);
	});

	it('names the batch when it can no longer be read', async () => {
		const api = new Script([failed({ kind: 'notFound', message: 'Gone' })]);
		const result = await follow(api, batch({ state: 'pending' }), rules, new World());
		expect(result).toMatchObject({
			failure: {
				message: 'The batch 7 was started, but how it stands could not be read: Gone',
				hint: expect.stringContaining('Look at it before you run this again'),
			},
		});
	});
});

describe('a batch that is not to be waited for', () => {
	const quick = { ...rules, waits: false };
	const pending = batch({ state: 'pending', total: 3 });

	it('is looked at until it has left the state it began in', async () => {
		const world = new World();
		const running = batch({ state: 'whatever', total: 3 });
		const api = new Script([pending, running]);
		expect(await follow(api, pending, quick, world)).toEqual({ ok: true, value: running });
		expect(api.calls).toEqual(['get 7', 'get 7']);
	});

	it.each([
		{ state: 'processing', total: 3 },
		{ state: 'finished' },
		{ state: 'whatever', finishedAt: '2026-01-01T00:00:00Z' },
	])('is not looked at again if it says at once %j', async (attributes) => {
		const api = new Script([]);
		expect((await follow(api, batch(attributes), quick, new World())).ok).toBe(true);
		expect(api.calls).toEqual([]);
	});

	it.each([
		['its number is not known', batch({ state: 'processing', total: null })],
		['it does not begin', pending],
		['its state is not known, and stays', batch({ state: 'odd', total: 3 })],
	])('is left alone after a few seconds if %s', async (_, still) => {
		const world = new World();
		const result = await follow(new Script([still]), still, quick, world);
		expect(result).toEqual({ ok: true, value: still });
		expect(world.time).toBe(5_000);
	});

	it('is confirmed once it waits for that', async () => {
		const api = new Script([batch({ state: 'confirming', confirmCount: 3 })]);
		expect((await follow(api, batch({ state: 'pending' }), quick, new World())).ok).toBe(true);
		expect(api.calls).toEqual(['get 7', 'confirm 7 3']);
	});

	it('has to leave the state in which it waits for that', async () => {
		const still = batch({ state: 'confirming', confirmCount: 3 });
		const api = new Script([still], { confirm: success(still) });
		const result = await follow(api, still, quick, new World());
		expect(messageOf(result)).toBe(
			'Outreach took the confirmation of the batch 7, but still shows it as "confirming"',
		);
		const late = new Script([batch({ state: 'running' })], { confirm: success(still) });
		expect((await follow(late, still, quick, new World())).ok).toBe(true);
	});

	it.each(['canceled', 'failed', 'error'])('fails if it is %s once confirmed', async (state) => {
		const waiting = batch({ state: 'confirming', confirmCount: 3 });
		const given = batch({ state, total: 3, finishedAt: '2026-01-01T00:00:00Z' });
		const api = new Script([], { confirm: success(given) });
		const result = await follow(api, waiting, quick, new World());
		expect(messageOf(result)).toBe(`The batch 7 ended as "${state}"`);
		expect((await follow(new Script([]), given, quick, new World())).ok).toBe(true);
	});

	it('is canceled once it tells that it is about more', async () => {
		const api = new Script([batch({ state: 'running', total: 5_000, pending: 4_000 })]);
		const result = await follow(api, batch({ state: 'pending', total: null }), quick, new World());
		expect(messageOf(result)).toBe(
			'Outreach would work on 5000 records, but the node named 3. The batch 7 was canceled',
		);
		expect(api.calls).toEqual(['get 7', 'cancel 7']);
	});

	it('says which batch it is when it can no longer be read', async () => {
		const api = new Script([failed({ kind: 'unavailable', message: 'Down' })]);
		expect(messageOf(await follow(api, pending, quick, new World()))).toBe(
			'The batch 7 was started, but how it stands could not be read: Down',
		);
	});
});

describe('an end whose state is not known', () => {
	const complete = { state: 'complete', total: 3, pending: 0, failures: 1, finishedAt: null };

	it('is one where nothing is left to do, and two looks see the same', async () => {
		const world = new World();
		const api = new Script([batch({ ...complete, pending: 1 }), batch(complete)]);
		const result = await follow(api, batch({ state: 'pending' }), rules, world);
		expect(result).toEqual({ ok: true, value: batch(complete) });
		expect(api.calls).toHaveLength(3);
		expect(world.time).toBeLessThan(5_000);
	});

	it.each([
		['records are pending', { pending: 1 }],
		['it does not say how many are', { pending: null }],
		['its number is not known', { total: 0 }],
		['it has not begun', { state: 'pending' }],
		['it waits to be confirmed elsewhere', { state: 'confirming', confirmCount: 3 }],
	])('is none if %s', async (_, attributes) => {
		const still = batch({ ...complete, ...attributes });
		const result = await waitForEnd(new Script([still]), still, 60_000, new World());
		expect(messageOf(result)).toContain('The batch 7 did not end within 60 s');
	});

	it.each(['error', 'errored', 'Failure', 'aborted', 'timed out'])(
		'is no success with the name %s',
		async (state) => {
			const still = batch({ ...complete, state });
			const result = await follow(new Script([still]), still, rules, new World());
			expect(messageOf(result)).toContain(`The batch 7 ended as "${state}"`);
		},
	);

	it('is none as long as failures are added', async () => {
		const looks = [1, 2, 3, 4].map((failures) => batch({ ...complete, failures }));
		const api = new Script([...looks]);
		const result = await follow(api, batch({ state: 'pending' }), rules, new World());
		expect(result).toEqual({ ok: true, value: looks[3] });
		expect(api.calls).toHaveLength(5);
	});
});

describe('confirming', () => {
	const confirming = (attributes: object) => batch({ state: 'confirming', ...attributes });

	it.each([
		{ confirmCount: 3, total: 3 },
		{ confirmCount: '3' },
		{ total: 3 },
		{ confirmCount: 0, total: 3 },
		{ confirmCount: null, total: 3 },
	])('confirms %j', async (counts) => {
		const api = new Script([batch({ state: 'finished' })]);
		const result = await follow(api, confirming(counts), rules, new World());
		expect(result.ok).toBe(true);
		expect(api.calls).toEqual(['confirm 7 3', 'get 7']);
	});

	it.each([{ confirmCount: 2 }, { total: 1 }, { confirmCount: 0, total: 0 }])(
		'cancels %j',
		async (counts) => {
			const api = new Script([batch({ state: 'finished' })]);
			const result = await follow(api, confirming(counts), rules, new World());
			expect(messageOf(result)).toContain('. The batch 7 was canceled');
			expect(api.calls).toEqual(['cancel 7']);
		},
	);

	it.each([true, false])('waits a little for the number (waits: %s)', async (waits) => {
		const counting = confirming({ total: null });
		const api = new Script([counting, confirming({ total: 3 }), batch({ state: 'finished' })]);
		const result = await follow(api, counting, { ...rules, waits }, new World());
		expect(result.ok).toBe(true);
		expect(api.calls.slice(0, 3)).toEqual(['get 7', 'get 7', 'confirm 7 3']);
	});

	it.each([true, false])('cancels if the number never comes (waits: %s)', async (waits) => {
		const world = new World();
		const counting = confirming({ total: -1, confirmCount: 'many' });
		const api = new Script([counting]);
		const result = await follow(api, counting, { ...rules, waits }, world);
		expect(messageOf(result)).toContain(
			'work on an unknown number of records, but the node named 3. The batch 7 was canceled',
		);
		expect(api.calls.at(-1)).toBe('cancel 7');
		expect(world.time).toBeGreaterThanOrEqual(5_000);
		expect(world.time).toBeLessThan(10_000);
	});

	it('goes ahead with fewer only if told so, and with none never', async () => {
		const accepting = { ...rules, acceptsFewer: true };
		const api = new Script([batch({ state: 'finished', total: 2 })]);
		await follow(api, confirming({ confirmCount: 2 }), accepting, new World());
		expect(api.calls[0]).toBe('confirm 7 2');
		const none = new Script([]);
		await follow(none, confirming({ confirmCount: 0 }), accepting, new World());
		expect(none.calls).toEqual(['cancel 7']);
		const more = new Script([]);
		await follow(more, confirming({ confirmCount: 4 }), accepting, new World());
		expect(more.calls).toEqual(['cancel 7']);
	});

	it('tells that nothing was changed where it cancels', async () => {
		const still = confirming({ confirmCount: 2 });
		const canceled = batch({ state: 'canceled' });
		const late = new Script([canceled], { cancel: success(still) });
		expect(await follow(late, still, rules, new World())).toMatchObject({ dropped: canceled });
		expect(late.calls).toEqual(['cancel 7', 'get 7']);
		const over = new Script([batch({ state: 'finished' })], { cancel: refused });
		expect(await follow(over, still, rules, new World())).not.toHaveProperty('dropped');
	});

	it('confirms once, however long Outreach takes to notice', async () => {
		const still = confirming({ confirmCount: 3 });
		const api = new Script([still, still, batch({ state: 'finished' })], {
			confirm: success(still),
		});
		expect((await follow(api, still, rules, new World())).ok).toBe(true);
		expect(api.calls.filter((call) => call.startsWith('confirm'))).toHaveLength(1);
	});

	it('takes a refusal for none if the batch goes on: an earlier attempt got through', async () => {
		const api = new Script([batch({ state: 'processing' }), batch({ state: 'finished' })], {
			confirm: refused,
		});
		const result = await follow(api, confirming({ confirmCount: 3 }), rules, new World());
		expect(result.ok).toBe(true);
	});

	it('reports a refusal otherwise', async () => {
		const still = confirming({ confirmCount: 3 });
		const result = await follow(
			new Script([still], { confirm: refused }),
			still,
			rules,
			new World(),
		);
		expect(messageOf(result)).toBe(
			'The batch 7 was started and waits, because it could not be confirmed: Refused',
		);
	});
});

describe('more records than were sent', () => {
	it.each([{ total: 4 }, { confirmCount: 4 }, { state: 'processing', total: 5_000_000 }])(
		'cancels at once: %j',
		async (attributes) => {
			const api = new Script([]);
			const start = batch({ state: 'pending', ...attributes });
			const result = await follow(api, start, { ...rules, waits: false }, new World());
			expect(messageOf(result)).toMatch(
				/^Outreach would work on (4|5000000) records, but the node named 3\. The batch 7 was canceled$/,
			);
			expect(api.calls).toEqual(['cancel 7']);
		},
	);

	it('cancels when it shows only later', async () => {
		const api = new Script([batch({ state: 'processing', total: 9 })]);
		const result = await follow(api, batch({ state: 'pending' }), rules, new World());
		expect(messageOf(result)).toContain(
			'Outreach would work on 9 records, but the node named 3. The',
		);
		expect(api.calls).toEqual(['get 7', 'cancel 7']);
	});

	it('says so when it is too late', async () => {
		const over = batch({ state: 'finished', total: 9 });
		const result = await follow(new Script([over]), over, rules, new World());
		expect(messageOf(result)).toContain('The batch 7 had already ended as "finished"');
		const running = batch({ state: 'processing', total: 9 });
		const api = new Script([over], { cancel: refused });
		expect(messageOf(await follow(api, running, rules, new World()))).toContain(
			'The batch 7 is now "finished"',
		);
	});
});

describe('a batch that ends badly', () => {
	it.each([
		[{ error: 'Quota used up' }, ': Quota used up'],
		[{ failures: 2 }, ': {"failures":2}'],
		[{}, ''],
		[null, ''],
	])('gives the summary %j', async (summary, text) => {
		const end = batch({ state: 'failed', total: 3, pending: 1, summary });
		const result = await follow(new Script([end]), batch({ state: 'pending' }), rules, new World());
		expect(messageOf(result)).toBe(
			`The batch 7 ended as "failed" with 1 of 3 records pending${text}`,
		);
	});
});

describe('a look that shows another batch', () => {
	const other = batch({ action: 'prospectsDestroyAll', state: 'finished', total: 3 });

	it.each([true, false])('is no answer (waits: %s)', async (waits) => {
		const script = new Script([other]);
		const start = batch({ state: 'pending' });
		const end = await follow(script, start, { ...rules, waits }, new World());
		expect(end).toMatchObject({ ok: false, failure: { kind: 'unreadable', ambiguous: true } });
		expect(!end.ok && end.failure.message).toContain(
			'a batch about prospectsDestroyAll instead of prospectsAddTags (batch 7)',
		);
	});

	it('counts if it calls the same action by another name', async () => {
		const same = batch({ action: 'PROSPECT_ADD_TAGS', state: 'finished', total: 3 });
		const end = await follow(new Script([same]), batch({ state: 'pending' }), rules, new World());
		expect(end.ok).toBe(true);
	});
});
