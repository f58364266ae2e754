import { nextPerCall } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/callSize';
import { slowListReader } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/slowList';
import type { Client } from '../../../nodes/shared/client';
import { success, type Failure } from '../../../nodes/shared/result';
import { openPlay, person, role } from './pollPlay';

const HOUR = 3_600_000;
const TIMED_OUT: Failure = { kind: 'timedOut', message: 'Explorium did not answer in time' };
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index + 1));

it('keeps what the chunks of a step gave when one of them is too slow', async () => {
	const watched = people(160);
	const play = openPlay({ watched, settings: { concurrency: 4 } });
	await play.poll();
	play.add(role('e1', person(1)), role('e50', person(50)), role('e160', person(160)));
	play.refuse = (ids) => (ids.includes(person(50)) ? TIMED_OUT : undefined);
	await play.poll(HOUR);
	expect(play.emitted).toEqual(['e1', 'e160']);
	expect(play.memory.failed).toHaveLength(40);
	play.refuse = () => undefined;
	await play.poll(HOUR);
	expect(play.emitted).toEqual(['e1', 'e160', 'e50']);
});

it('asks for fewer prospects at once until a call fits, and for more when it is quick again', async () => {
	const watched = people(100);
	const play = openPlay({ watched });
	await play.poll();
	play.add(...watched.map((id) => role(`e-${id}`, id)));
	play.refuse = (ids) => (ids.length > 3 ? TIMED_OUT : undefined);
	play.tookMs = (ids) => Math.min(34_000, ids.length * 10_000);
	for (let polls = 0; polls < 90 && play.emitted.length < 100; polls += 1) await play.poll(HOUR);
	expect(play.emitted).toHaveLength(100);
	expect(play.failures).toEqual([TIMED_OUT.message, TIMED_OUT.message]);

	play.refuse = () => undefined;
	play.tookMs = () => 10;
	await play.poll(HOUR);
	await play.poll(HOUR);
	expect(play.memory.perCall).toBe(40);
});

it('says at once that nothing could be fetched, also when even one prospect takes too long', async () => {
	const play = openPlay({ watched: people(40) });
	await play.poll();
	play.refuse = () => TIMED_OUT;
	for (let polls = 0; polls < 6; polls += 1) await play.poll(HOUR);
	expect(play.failures).toHaveLength(6);
});

it('asks for nobody else once Explorium has asked for too long a pause, and says so', async () => {
	const play = openPlay({ watched: people(120) });
	await play.poll();
	play.asked.length = 0;
	const tooBusy: Failure = { kind: 'unavailable', message: 'too busy for another 900 s' };
	play.refuse = () => tooBusy;
	await play.poll(HOUR);
	expect(play.asked).toHaveLength(1);
	expect(play.failures).toEqual([tooBusy.message]);
});

it('goes on behind what was fetched when a limit stops a step in the middle', async () => {
	const play = openPlay({ watched: people(160), settings: { concurrency: 4 } });
	let calls = 0;
	play.refuse = () =>
		++calls % 4 === 1 ? undefined : { kind: 'rateLimited', message: 'used up for 50 s' };
	for (let polls = 0; polls < 4; polls += 1) {
		calls = 0;
		await play.poll(60_000);
	}
	expect(Object.values(play.memory.prospects as object).join('')).toHaveLength(160 * 12);
	expect(play.memory.sweepStartedAt).toBeNull();
});

it.each([
	['too slow', 40, [TIMED_OUT], 0, 30_000, 10],
	['too slow, but begun late', 40, [TIMED_OUT], 15_000, 9_000, 40],
	['too large', 10, [{ kind: 'rejected', status: 413, message: '' } as Failure], 0, 10, 3],
	['too slow one by one', 1, [TIMED_OUT], 0, 30_000, 1],
	['down', 10, [{ kind: 'unavailable', status: 500, message: '' } as Failure], 0, 10, 10],
	['quick', 10, [], 0, 6_000, 20],
	['quick enough', 10, [], 0, 6_001, 10],
	['quick, and no more allowed', 40, [], 0, 1, 40],
])('calls that were %s', (_how, perCall, failures, beganAfterMs, tookMs, next) => {
	const made = { failures, beganAfterMs, tookMs, availableMs: 24_000 };
	expect(nextPerCall(perCall, made)).toBe(next);
});

describe('a list of prospects that is slow to read', () => {
	let now = 0;
	let reads = 0;
	let tookMs = 0;
	const client = (async () => {
		now += tookMs;
		reads += 1;
		const enrollments = [{ enrollment_key: 'kkkk', prospect_ids: [person(reads)] }];
		return success({ status: 200, headers: {}, body: { enrollments } });
	}) as unknown as Client;
	const read = async (node: string, setup = 'a') => {
		const list = await slowListReader(
			node,
			setup,
			8_000,
			() => now,
		)({ kind: 'enrollments', keys: [] }, client);
		return list.ok ? list.value.ids[0] : undefined;
	};

	it('serves the next polls too, for ten minutes', async () => {
		[now, reads, tookMs] = [1e12, 0, 8_000];
		expect(await read('slow')).toBe(person(1));
		tookMs = 10;
		expect(await read('slow')).toBe(person(1));
		expect(await read('another')).toBe(person(2));
		expect(await read('slow', 'other settings')).toBe(person(3));
		now += 600_000;
		expect(await read('slow')).toBe(person(4));
	});

	it('is read again at each poll otherwise', async () => {
		[now, reads, tookMs] = [1e12, 0, 7_999];
		expect(await read('quick')).toBe(person(1));
		expect(await read('quick')).toBe(person(2));
	});
});
