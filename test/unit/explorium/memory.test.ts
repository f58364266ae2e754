import { Memory } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/memory';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const DAY = 86_400_000;
const ROLE = 'prospect_changed_role';
const COMPANY = 'prospect_changed_company';

/** Through the database and back. */
const reload = (memory: Memory, watched: string[], now: number) =>
	new Memory(JSON.parse(JSON.stringify(memory.save(watched, now))), now);

it('knows an event again as long as Explorium may show it, and some time longer', () => {
	let memory = new Memory({});
	expect(memory.noteEvent('e1', '2026-11-01T00:00:00Z', NOW)).toBe(true);
	for (const days of [0, 1, 60, 95, 110]) {
		memory = reload(memory, [], NOW + days * DAY);
		expect(memory.noteEvent('e1', '2026-11-01T00:00:00Z', NOW + days * DAY)).toBe(false);
	}
});

it('forgets an event that has left the window for more than a month', () => {
	const memory = new Memory({});
	memory.noteEvent('e1', '2026-11-01T00:00:00Z', NOW);
	expect(Object.keys(memory.save([], NOW + 100 * DAY).seen)).toEqual(['2026-11']);
	expect(memory.save([], NOW + 200 * DAY).seen).toEqual({});
});

it.each(['2019-01-01T00:00:00Z', 'not a date', '2027-08-01T00:00:00Z'])(
	'never forgets an event dated %s while it keeps showing up',
	(time) => {
		let memory = new Memory({});
		memory.noteEvent('e1', time, NOW);
		for (let days = 0; days < 500; days += 20) {
			memory = reload(memory, [], NOW + days * DAY);
			expect(memory.noteEvent('e1', time, NOW + days * DAY)).toBe(false);
		}
		expect(Object.values(memory.save([], NOW).seen).join('')).toHaveLength(16);
	},
);

it('keeps the baseline per prospect and event type', () => {
	let memory = new Memory({});
	memory.setBaseline('p1', [ROLE]);
	memory = reload(memory, ['p1'], NOW);
	expect(memory.hasBaseline('p1', ROLE)).toBe(true);
	expect(memory.hasBaseline('p1', COMPANY)).toBe(false);
	expect(memory.hasBaseline('p2', ROLE)).toBe(false);
	memory.setBaseline('p1', [COMPANY]);
	memory = reload(memory, ['p1'], NOW);
	expect(memory.hasBaseline('p1', ROLE) && memory.hasBaseline('p1', COMPANY)).toBe(true);
	expect(memory.hasBaseline('p1', 'unheard_of')).toBe(false);
});

it('keeps the baseline of a prospect that leaves for months after, then forgets it', () => {
	let memory = new Memory({});
	memory.setBaseline('p1', [ROLE]);
	memory = reload(memory, [], NOW);
	expect(reload(memory, [], NOW + 100 * DAY).hasBaseline('p1', ROLE)).toBe(true);
	expect(reload(memory, [], NOW + 200 * DAY).hasBaseline('p1', ROLE)).toBe(false);
	expect(reload(memory, ['p1'], NOW + 200 * DAY).hasBaseline('p1', ROLE)).toBe(true);
});

it('has learned something only when a baseline is new', () => {
	const memory = new Memory({});
	memory.noteEvent('e1', '', NOW);
	expect(memory.hasLearned).toBe(false);
	memory.setBaseline('p1', [ROLE]);
	expect(memory.hasLearned).toBe(true);
	const again = reload(memory, ['p1'], NOW);
	again.setBaseline('p1', [ROLE]);
	expect(again.hasLearned).toBe(false);
});

it('tries a refused id again on the next day, and keeps it apart until then', () => {
	const memory = new Memory({});
	memory.refuse('p1', NOW);
	const later = reload(memory, ['p1'], NOW + DAY / 4);
	expect([later.isRefused('p1'), later.isRefusedToday('p1', NOW + DAY / 4)]).toEqual([true, true]);
	const tomorrow = reload(later, ['p1'], NOW + DAY);
	expect([tomorrow.isRefused('p1'), tomorrow.isRefusedToday('p1', NOW + DAY)]).toEqual([
		true,
		false,
	]);
	tomorrow.setBaseline('p1', [ROLE]);
	expect(reload(tomorrow, ['p1'], NOW + DAY).isRefused('p1')).toBe(false);
});

it('does not touch what it was made from', () => {
	const saved = Object.freeze({ failed: Object.freeze(['p1']) as string[] });
	const memory = new Memory(saved);
	memory.failed.push('p2');
	expect(saved.failed).toEqual(['p1']);
});

it('knows an event by what an earlier version remembered, and then in every form', () => {
	let memory = new Memory({});
	const time = '2026-11-01T00:00:00Z';
	memory.noteEvent('as it was written', time, NOW);
	memory = reload(memory, [], NOW);
	const old = { exact: 'as it was written', identities: () => [], prospectId: 'p1' };
	expect(memory.noteEvent('in one form', time, NOW, old)).toBe(false);
	memory = reload(memory, [], NOW);
	const other = { ...old, exact: 'written in another way' };
	expect(memory.noteEvent('in one form', time, NOW, other)).toBe(false);
	expect(Object.values(memory.save([], NOW).seen).join('')).toHaveLength(16);
});
