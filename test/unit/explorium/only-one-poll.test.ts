import { onlyOnePoll } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/onlyOnePoll';
import { givenUpAt } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/pollTimes';

const NOW = 1_700_000_000_000;
const LIMIT = 300_000;

let nodes = 0;
beforeEach(() => {
	nodes += 1;
});

/** A poll that ends when told to. */
function start(now: number, given: string | null | Error = 'events') {
	let end: () => void = () => {};
	let isMine: (() => boolean) | undefined;
	const givenUp: number[] = [];
	const turn = {
		now: () => now,
		endsBy: now + LIMIT,
		onGivenUp: (ranMs: number) => givenUp.push(ranMs),
	};
	const result = onlyOnePoll(`node ${nodes}`, turn, async (isStillMine) => {
		isMine = isStillMine;
		await new Promise<void>((resolve) => (end = resolve));
		if (given instanceof Error) throw given;
		return given;
	});
	return {
		result,
		givenUp,
		end: () => end(),
		isMine: () => isMine?.(),
		hasBegun: () => isMine !== undefined,
	};
}

it('leaves a second one out, and lets the next one run', async () => {
	const first = start(NOW);
	const second = start(NOW + LIMIT - 1);
	expect(second.hasBegun()).toBe(false);
	expect(await second.result).toBeNull();
	first.end();
	expect(await first.result).toBe('events');
	const third = start(NOW + 1);
	expect(third.hasBegun()).toBe(true);
	third.end();
	expect(await third.result).toBe('events');
	expect(third.givenUp).toEqual([]);
});

it('gives up one that does not end: it hands nothing over, and the next one runs', async () => {
	const stuck = start(NOW);
	const next = start(NOW + LIMIT);
	expect(next.hasBegun()).toBe(true);
	expect(next.givenUp).toEqual([LIMIT]);
	expect([stuck.isMine(), next.isMine()]).toEqual([false, true]);
	stuck.end();
	expect(await stuck.result).toBeNull();
	// Its end does not let others in beside the one that runs now.
	expect(await start(NOW + LIMIT + 1).result).toBeNull();
	next.end();
	expect(await next.result).toBe('events');
});

it('a failure of one given up is no news; any other is', async () => {
	const stuck = start(NOW, new Error('late'));
	const next = start(NOW + LIMIT, new Error('in time'));
	stuck.end();
	expect(await stuck.result).toBeNull();
	next.end();
	await expect(next.result).rejects.toThrow('in time');
	const third = start(NOW + LIMIT + 1);
	third.end();
	expect(await third.result).toBe('events');
});

it('does not take a clock that was set back for a reason to wait', async () => {
	const first = start(NOW);
	expect(start(NOW - LIMIT).hasBegun()).toBe(true);
	first.end();
	expect(await first.result).toBeNull();
});

it('is given up soon after the time n8n allows', () => {
	expect([36_000, 300_000, undefined].map((budget) => givenUpAt(budget, 0))).toEqual([
		38_000, 302_000, 32_000,
	]);
});
