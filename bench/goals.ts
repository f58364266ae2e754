import { CLOCK, FETCH_BATCHES, FLOOR, HTTP, LOOP, OURS, OURS_LIST, TAGS_LIMITED } from './cases.ts';
import { count, factor, percent, time } from './format.ts';
import type { GrowthResult } from './growth.ts';
import type { CaseResult, Result } from './measure.ts';
import { findResult, isComplete, secondsOf, type BenchResults } from './results.ts';
import { median } from './stats.ts';

const TIMES_FASTER = 30;
const TIMES_FASTER_AT_TAGS = 100;
const TIMES_AXIOS = 1.15;
const TIMES_PER_ITEM = 1.2;
const SHARE_OF_LIMIT = 0.95;
const BLOCK_MS = 200;
const START_MS = 100;
/** What a poll of the trigger may take with 100,000 prospects and 1,000,000 remembered events. */
export const LARGE_POLL = { cpu: 3, blockMs: 200, aboveIdleMb: 300 };

export interface Goal {
	what: string;
	isMet: boolean;
	/** The numbers, and the reason where it is missed. */
	why: string;
}

/** Of the only node that makes more calls than its vendor asks for. */
const ON_PURPOSE =
	'On purpose: the smaller an import, the fewer people share its failure. Beside the calls to look everybody up, one more does not count';

function fewestCalls(one: CaseResult): Goal {
	const { runs } = findResult(one, OURS)!;
	const made = Math.max(...runs.map(({ workCalls }) => workCalls));
	const others = Math.max(...runs.map(({ calls, workCalls }) => calls - workCalls));
	const isMet = made === one.fewestCalls;
	const why = `${count(made)} made, ${count(one.fewestCalls)} needed; ${count(others)} more to look up, check, confirm or follow`;
	return {
		what: `Fewest calls: ${one.title}`,
		isMet,
		why: isMet ? why : `${why}. ${ON_PURPOSE}`,
	};
}

/** Against the fastest way of the HTTP Request node in which every record arrives. */
function fasterUnderLimit(one: CaseResult): Goal[] {
	const rivals = one.results
		.filter((result) => result.contender.startsWith(HTTP) && isComplete(one, result))
		.sort((a, b) => secondsOf(a) - secondsOf(b));
	const least = one.title === TAGS_LIMITED ? TIMES_FASTER_AT_TAGS : TIMES_FASTER;
	const what = `At least ${least}× faster than the HTTP Request node: ${one.title}`;
	if (rivals.length === 0) return [{ what, isMet: false, why: 'it never got every record there' }];
	return [OURS, OURS_LIST].flatMap((contender) => {
		const ours = findResult(one, contender);
		if (!ours) return [];
		const ratio = secondsOf(rivals[0]) / secondsOf(ours);
		const isMet = isComplete(one, ours) && ratio >= least;
		const why = `${factor(ratio)} (against: ${rivals[0].contender})`;
		return [
			{
				what: `${what}, ${contender}`,
				isMet,
				why: isMet ? why : `${why}. ${limitReason(one, ours, rivals[0])}`,
			},
		];
	});
}

function limitReason(one: CaseResult, ours: Result, rival: Result): string {
	if (!isComplete(one, ours)) return 'With ours, records are missing';
	const loop = findResult(one, LOOP)!;
	const floor = `Ours takes ${time(secondsOf(ours))}, the same calls without n8n ${time(secondsOf(loop))}`;
	if (rival.contender === HTTP)
		return `${floor}. The limit lets all calls of the other one through`;
	const { batchSize, batchInterval } = FETCH_BATCHES;
	const waits = (Math.ceil(one.records / batchSize) - 1) * (batchInterval / 1000) * CLOCK;
	return `${floor}. The faster clock shortens the waits ${CLOCK} times: at the vendor's pace the HTTP Request node would wait ${time(waits)}`;
}

function asFastAsAllAtOnce(one: CaseResult): Goal[] {
	const http = findResult(one, HTTP);
	if (!http) return [];
	const ours = findResult(one, OURS)!;
	const ratio = secondsOf(http) / secondsOf(ours);
	const isMet = ratio >= 1;
	const reason = `. Ours makes ${count(ours.runs[0].calls)} calls in ${time(secondsOf(ours))}, the HTTP Request node ${count(http.runs[0].calls)} in ${time(secondsOf(http))}`;
	return [
		{
			what: `Not slower than the HTTP Request node sending all at once: ${one.title}`,
			isMet,
			why: `${factor(ratio)}${isMet ? '' : reason}`,
		},
	];
}

function closeToAxios(one: CaseResult, contender: string): Goal[] {
	const ours = findResult(one, contender);
	const loop = findResult(one, LOOP);
	if (!ours || !loop) return [];
	const ratio = secondsOf(ours) / secondsOf(loop);
	const isMet = ratio <= TIMES_AXIOS;
	const floor = contender === OURS ? findResult(one, FLOOR) : undefined;
	const reading = floor
		? `; n8n's own Edit Fields node takes ${time(secondsOf(floor))} for the same expressions of the same items`
		: '';
	return [
		{
			what: `At most ${TIMES_AXIOS}× the axios loop: ${one.title}, ${contender}`,
			isMet,
			why: `${factor(ratio)}${isMet ? '' : `. ${time(secondsOf(ours) - secondsOf(loop))} more than the loop${reading}`}`,
		},
	];
}

/** Only where the limit made the node wait. */
function usesLimit(one: CaseResult): Goal[] {
	const paces = findResult(one, OURS)!.runs.flatMap(({ pace }) => pace ?? []);
	const used = paces.flatMap((pace) => pace.used ?? []);
	if (used.length === 0) return [];
	const least = Math.min(...used);
	const refused = Math.max(...paces.map(({ refusedLate }) => refusedLate));
	return [
		{
			what: `${percent(SHARE_OF_LIMIT)} of the allowed rate used, nothing refused after the first window: ${one.title}`,
			isMet: least >= SHARE_OF_LIMIT && refused === 0,
			why: `${percent(least)} used, ${count(refused)} refused${least < SHARE_OF_LIMIT ? wholeSeconds(least) : ''}`,
		},
	];
}

/** What the same wait would be at the pace of the vendor. */
function wholeSeconds(used: number): string {
	const share = CLOCK / (CLOCK + 1 / used - 1);
	return `. Saleshandy tells the end of its window in whole seconds; the faster clock makes these ${CLOCK} times as long. At the vendor's pace the same wait leaves ${percent(share)}`;
}

function growsEvenly({ title, points }: GrowthResult): Goal {
	const each = points.map(({ seconds, items }) => seconds / items);
	const ratio = each.at(-1)! / each[0];
	const late = each.at(-1)! / each.at(-2)!;
	return {
		what: `Time per item at most ${TIMES_PER_ITEM}× from 1,000 to 100,000: ${title}`,
		isMet: ratio <= TIMES_PER_ITEM,
		why: `${factor(ratio)}; from 10,000 to 100,000 ${factor(late)}. What a run takes once, such as waiting for a batch, weighs on few items`,
	};
}

function staysResponsive({ title, points }: GrowthResult): Goal {
	const { items, blockedMs } = points.at(-1)!;
	return {
		what: `n8n waits for the node at most ${BLOCK_MS} ms at a time, at ${count(items)} items: ${title}`,
		isMet: blockedMs <= BLOCK_MS,
		why: `${count(blockedMs)} ms`,
	};
}

function startsQuickly({ startup }: BenchResults): Goal {
	const middle = (starts: Array<{ seconds: number }>) =>
		median(starts.map(({ seconds }) => seconds)) * 1000;
	const cost = middle(startup.with) - middle(startup.without);
	const ofAny = middle(startup.other) - middle(startup.without);
	return {
		what: `The start of n8n takes at most ${START_MS} ms longer`,
		isMet: cost <= START_MS,
		why: `${count(cost)} ms between the medians; ${count(ofAny)} ms with a package of one small node`,
	};
}

function largePoll({ largeTrigger }: BenchResults): Goal[] {
	const { prospects, events, cpu, nodeCpu, leastNeeded, blockMs, aboveIdleMb } = largeTrigger;
	const title = `one poll of the trigger, ${count(prospects)} prospects, ${count(events)} remembered events`;
	const parts = `. The node takes ${time(nodeCpu)} of it, and no trigger less than ${time(leastNeeded)}: reading the answers, and hashing each event once. The rest are the copies of the memory that n8n makes`;
	const isQuick = cpu <= LARGE_POLL.cpu;
	return [
		{
			what: `At most ${LARGE_POLL.cpu} s of processor time: ${title}`,
			isMet: isQuick,
			why: `${time(cpu)}${isQuick ? '' : parts}`,
		},
		{
			what: `n8n waits at most ${LARGE_POLL.blockMs} ms at a time: ${title}`,
			isMet: blockMs <= LARGE_POLL.blockMs,
			why: `${count(blockMs)} ms`,
		},
		{
			what: `At most ${LARGE_POLL.aboveIdleMb} MB of memory above idle: ${title}`,
			isMet: aboveIdleMb <= LARGE_POLL.aboveIdleMb,
			why: `${count(aboveIdleMb)} MB`,
		},
	];
}

/** What was to be reached, and what was. */
export function judge(results: BenchResults): Goal[] {
	const unlimited = results.cases.filter(({ isLimited }) => !isLimited);
	const limited = results.cases.filter(({ isLimited }) => isLimited);
	return [
		...results.cases.map(fewestCalls),
		...limited.filter(({ title }) => !title.startsWith('Saleshandy')).flatMap(fasterUnderLimit),
		...limited.flatMap(usesLimit),
		...unlimited.flatMap(asFastAsAllAtOnce),
		...unlimited.flatMap((one) => [...closeToAxios(one, OURS), ...closeToAxios(one, OURS_LIST)]),
		...results.growth.map(growsEvenly),
		...results.growth.map(staysResponsive),
		...largePoll(results),
		startsQuickly(results),
	];
}
