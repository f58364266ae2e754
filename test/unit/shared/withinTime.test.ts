import { withinTime } from '../../../nodes/shared/withinTime';

const never = async () => await new Promise<string>(() => {});

it('gives what was done in time, and closes afterwards', async () => {
	let given: AbortSignal | undefined;
	const work = async (signal: AbortSignal) => {
		given = signal;
		return `open: ${!signal.aborted}`;
	};
	expect(await withinTime(1000, undefined, work)).toBe('open: true');
	expect(given?.aborted).toBe(true);
});

it('gives up what does not listen', async () => {
	const start = Date.now();
	expect(await withinTime(50.5, undefined, never)).toBe('timedOut');
	expect(Date.now() - start).toBeLessThan(1000);
});

it('ends with the execution, and does not take that for a lack of time', async () => {
	const controller = new AbortController();
	const ended = withinTime(60_000, controller.signal, never);
	controller.abort();
	expect(await ended).toBe('cancelled');
});

it('starts nothing once the execution has ended', async () => {
	let starts = 0;
	const work = async () => (starts += 1);
	expect(await withinTime(1000, AbortSignal.abort(), work)).toBe('cancelled');
	expect(starts).toBe(0);
});

it.each([Infinity, 1e15, 2 ** 31])('does not end at once where %d ms are given', async (ms) => {
	const work = async () => await new Promise((done) => setTimeout(() => done('done'), 20));
	expect(await withinTime(ms, undefined, work)).toBe('done');
});
