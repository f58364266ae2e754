/** How the bench judges what it measured. */
import { TAGS_LIMITED } from '../../../bench/cases';
import { judge } from '../../../bench/goals';
import type { CaseResult, Result, Run } from '../../../bench/measure';
import type { BenchResults } from '../../../bench/results';

const run = (seconds: number, more: Partial<Run> = {}): Run => ({
	seconds,
	failures: 0,
	calls: 3,
	workCalls: 1,
	refused: 0,
	arrived: 100,
	sandboxSeconds: 0,
	...more,
});
const result = (contender: string, ...runs: Run[]): Result => ({
	contender,
	callsNobody: false,
	runs,
});
const oneCase = (title: string, isLimited: boolean, ...results: Result[]): CaseResult => ({
	title,
	records: 100,
	fewestCalls: 1,
	isLimited,
	results,
});
const LARGE = {
	prospects: 100_000,
	events: 1_000_000,
	cpu: 3,
	nodeCpu: 2.5,
	leastNeeded: 1.5,
	blockMs: 200,
	aboveIdleMb: 300,
};
const start = (seconds: number) => ({ seconds, cpu: 6, peakMb: 600 });

function goals(cases: CaseResult[], more: Partial<BenchResults> = {}) {
	const results = {
		cases,
		growth: [],
		largeTrigger: LARGE,
		startup: { with: [start(2.1)], without: [start(2)], other: [start(2.05)] },
		...more,
	} as unknown as BenchResults;
	return judge(results);
}

const verdict = (what: string, cases: CaseResult[], more?: Partial<BenchResults>) => {
	const found = goals(cases, more).filter((goal) => goal.what.startsWith(what));
	expect(found).toHaveLength(1);
	return found[0];
};

it.each([
	[1.15, true],
	[1.16, false],
])('our node at %d times the loop', (seconds, isMet) => {
	const one = oneCase(
		'Saleshandy update',
		false,
		result('our node', run(seconds)),
		result('axios loop', run(1)),
		result('no calls: Edit Fields node, same expressions', run(0.5)),
	);
	const goal = verdict('At most 1.15× the axios loop', [one]);
	expect(goal.isMet).toBe(isMet);
	expect(goal.why.includes('Edit Fields node takes 0.50 s')).toBe(!isMet);
});

it('one call too many misses the goal of fewest calls, also in one run of several', () => {
	const ours = (calls: number) =>
		oneCase('Import', false, result('our node', run(1), run(1, { workCalls: calls })));
	expect(verdict('Fewest calls', [ours(1)]).isMet).toBe(true);
	expect(verdict('Fewest calls', [ours(2)]).isMet).toBe(false);
});

it('a poll with 100,000 prospects has three goals; where it takes too long, its parts are told', () => {
	const ofPoll = (more: object) =>
		goals([], { largeTrigger: { ...LARGE, ...more } as BenchResults['largeTrigger'] }).filter(
			({ what }) => what.includes('one poll of the trigger'),
		);
	expect(ofPoll({}).map(({ isMet }) => isMet)).toEqual([true, true, true]);
	const missed = ofPoll({ cpu: 3.1, blockMs: 201, aboveIdleMb: 301 });
	expect(missed.map(({ isMet }) => isMet)).toEqual([false, false, false]);
	expect(missed[0].why).toContain('The node takes 2.50 s of it');
});

it.each([
	['Explorium fetch, limit in force', 30, true],
	['Explorium fetch, limit in force', 29, false],
	[TAGS_LIMITED, 100, true],
	[TAGS_LIMITED, 99, false],
])('%s: %d times as fast as the HTTP Request node', (title, seconds, isMet) => {
	const one = oneCase(
		title,
		true,
		result('our node', run(1)),
		result('HTTP Request node', run(seconds)),
		result('axios loop', run(1)),
	);
	expect(verdict('At least', [one]).isMet).toBe(isMet);
});

it('a contender that lost records is no rival, and ours must not lose any', () => {
	const [lost, slow] = [run(1, { arrived: 99 }), run(500)];
	const against = (ours: Run) =>
		oneCase(
			TAGS_LIMITED,
			true,
			result('our node', ours),
			result('HTTP Request node', lost),
			result('HTTP Request node, batching', slow),
			result('axios loop', run(1)),
		);
	expect(verdict('At least', [against(run(1))]).isMet).toBe(true);
	expect(verdict('At least', [against(lost)]).isMet).toBe(false);
});

it.each([
	[8, true],
	[7.9, false],
])('all at once in %d s, ours in 8 s', (seconds, isMet) => {
	const one = oneCase(
		'Saleshandy update',
		false,
		result('our node', run(8)),
		result('HTTP Request node', run(seconds)),
	);
	expect(verdict('Not slower than the HTTP Request node', [one]).isMet).toBe(isMet);
});

it.each([
	[0.95, 0, true],
	[0.94, 0, false],
	[1, 1, false],
])('%d of the limit used, %d refused late', (used, refusedLate, isMet) => {
	const one = oneCase(
		'Saleshandy update, limit in force',
		true,
		result('our node', run(36, { pace: { used, refusedLate } })),
	);
	expect(verdict('95 % of the allowed rate', [one]).isMet).toBe(isMet);
});

it('says nothing of the rate where nobody waited for the limit', () => {
	const one = oneCase(
		'Saleshandy update, limit in force',
		true,
		result('our node', run(1, { pace: { refusedLate: 0 } })),
	);
	expect(goals([one]).filter(({ what }) => what.includes('allowed rate'))).toEqual([]);
});

it.each([
	[0.1, true],
	[0.101, false],
])('a start that takes %d s longer, by the medians', (cost, isMet) => {
	const startup = {
		without: [start(1), start(2), start(9)],
		with: [start(2 + cost), start(0), start(9)],
		other: [start(2)],
		loads: [],
	};
	expect(verdict('The start of n8n', [], { startup }).isMet).toBe(isMet);
});

it.each([
	[200, true],
	[201, false],
])('a block of %d ms at the largest number of items', (blockedMs, isMet) => {
	const point = { seconds: 1, cpu: 1, peakMb: 1 };
	const points = [
		{ ...point, items: 1_000, blockedMs: 900 },
		{ ...point, items: 100_000, blockedMs },
	];
	const growth = [{ title: 'Tags', points }];
	expect(verdict('n8n waits for the node', [], { growth }).isMet).toBe(isMet);
});
