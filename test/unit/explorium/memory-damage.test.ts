import { readMemory } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/readMemory';
import { fingerprintBy, openPlay, person, role, SIX_HOURS, START } from './pollPlay';

type Saved = Record<string, Record<string, string>>;

const [ada, ben] = [person(1), person(2)];

/** A trigger that has seen one event of each, and what it saved. */
async function watched() {
	const play = openPlay({ watched: [ada, ben], events: [role('e1', ada), role('e2', ben)] });
	await play.poll();
	expect(play.emitted).toEqual([]);
	return play;
}

it('a trigger that has not run has nothing to mend', () => {
	for (const saved of [undefined, null, {}, { outputs: 3 }, { somethingElse: true }]) {
		expect(readMemory(saved, START).damage).toBeUndefined();
	}
});

describe('damage that mends itself', () => {
	it.each([
		['failed', null],
		['failed', 'x'],
		['failed', [null, 7, {}]],
		['refused', null],
		['refused', []],
		['refused', { '2026-11-20': 'too short', x: 7 }],
		['sweepAfter', 7],
		['sweepAfter', 'zzz'],
		['sweepStartedAt', 'yesterday'],
		['sweepStartedAt', START + 99 * SIX_HOURS],
		['lastSweepAt', null],
		['lastSweepAt', String(START)],
		['lastSweepAt', START + 99 * SIX_HOURS],
		['lastSweepAt', -1],
		['lastSweepAt', {}],
		['outputs', 'many'],
		['perCall', 'all'],
		['perCall', 0],
		['perCall', 1e9],
		['version', '2'],
		['seenById', undefined],
		['unheardOf', [1, 2, 3]],
	])('%s: %j', async (key, value) => {
		const play = await watched();
		play.damage({ [key]: value });
		play.add(role('new', ada));
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual(['new']);
		expect(play.notices).toEqual([]);
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual(['new']);
	});
});

describe('damage that takes a new baseline, and is said', () => {
	const half = (text: string) => text.slice(3);
	it.each<[string, (saved: Saved) => object]>([
		['no events', () => ({ seen: null })],
		['events that are a list', () => ({ seen: [] })],
		['events that are missing', () => ({ seen: undefined })],
		['a month that is a number', ({ seen }) => ({ seen: { ...seen, '2026-11': 7 } })],
		['a month cut short', ({ seen }) => ({ seen: { ...seen, '2026-11': half(seen['2026-11']) } })],
		['no prospects', () => ({ prospects: null })],
		['prospects that are a text', () => ({ prospects: 'x' })],
		['prospects cut short', ({ prospects }) => ({ prospects: { 3: half(prospects[3]) } })],
		['prospects of no type', ({ prospects }) => ({ prospects: { x: prospects[3] } })],
		['a version to come', () => ({ version: 99 })],
		['no version that can be read', () => ({ version: 'x' })],
	])('%s', async (_what, change) => {
		for (const emitExisting of [false, true]) {
			const play = await watched();
			play.settings.emitExisting = emitExisting;
			play.damage(change(play.memory as Saved));
			await play.poll(SIX_HOURS);
			expect(play.emitted).toEqual([]);
			expect(play.notices.join()).toContain('starts over');
			play.notices.length = 0;
			play.add(role('new', ben));
			await play.poll(SIX_HOURS);
			expect(play.emitted).toEqual(['new']);
			expect(play.notices).toEqual([]);
			expect(play.memory.isAnew).toBe(false);
		}
	});

	it('a memory that is none at all', async () => {
		for (const memory of ['text', 7, [], true]) {
			const play = await watched();
			play.memory = memory as never;
			await play.poll(SIX_HOURS);
			expect(play.emitted).toEqual([]);
			expect(play.notices.join()).toContain('starts over');
		}
	});
});

describe('a memory of version 1, which knew events by their ids', () => {
	const oldMemory = () => ({
		seen: { '2026-11': ['e1', 'e2', 'gone', ''].map((id) => fingerprintBy(id, 16)).join('') },
		prospects: { 1: [ada, ben].map((id) => fingerprintBy(id, 12)).join('') },
		refused: { '2026-11': '' },
		failed: [],
		sweepAfter: null,
		sweepStartedAt: null,
		lastSweepAt: START,
		outputs: 1,
	});

	it('brings no event back, also none that was hidden for a while or has no id', async () => {
		const play = openPlay({
			watched: [ada, ben],
			events: [role('e1', ada), role('e1', ben), role('e2', ben), role('', ada)],
			memory: oldMemory(),
		});
		await play.poll(SIX_HOURS);
		play.add(role('gone', ada));
		await play.poll(SIX_HOURS);
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual([]);
		expect(play.notices).toEqual([]);
	});

	it('after that, tells two prospects with the same event id apart', async () => {
		const play = openPlay({ watched: [ada, ben], events: [role('e1', ada)], memory: oldMemory() });
		await play.poll(SIX_HOURS);
		play.add(role('e1', ben), { ...role('e1', ada), event_name: 'prospect_changed_company' });
		await play.poll(SIX_HOURS);
		expect(play.emitted).toEqual(['e1', 'e1']);
		await play.poll(SIX_HOURS);
		expect(play.emitted).toHaveLength(2);
	});

	it('forgets in time what it was kept for', async () => {
		const play = openPlay({ watched: [ada, ben], events: [role('e1', ada)], memory: oldMemory() });
		await play.poll(SIX_HOURS);
		expect(JSON.stringify(play.memory.seenById)).toContain(fingerprintBy('gone', 16));
		expect(JSON.stringify(play.memory.seenById)).not.toContain(fingerprintBy('e1', 16));
		await play.poll(250 * 86_400_000);
		await play.poll(SIX_HOURS);
		expect(play.memory.seenById).toEqual({});
	});
});
