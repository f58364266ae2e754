import {
	CLOCK,
	FETCH_BATCHES,
	FLOOR,
	HTTP,
	LOOP,
	OURS,
	OURS_20,
	OURS_LIST,
	TAGS_BATCHES,
} from './cases.ts';
import { count, factor, time } from './format.ts';
import type { GrowthResult } from './growth.ts';
import type { CaseResult, Result } from './measure.ts';
import { findResult, isComplete, secondsOf, type BenchResults } from './results.ts';
import { median } from './stats.ts';

const TIMES_FASTER = 30;
const TIMES_AXIOS = 1.15;
const TIMES_PER_ITEM = 1.2;
const START_MS = 150;

export interface Goal {
	what: string;
	isMet: boolean;
	/** The numbers, and the reason where it is missed. */
	why: string;
}

const timesOurs = (one: CaseResult, other: Result) =>
	secondsOf(other) / secondsOf(findResult(one, OURS)!);

function fewestCalls(one: CaseResult): Goal {
	const { runs } = findResult(one, OURS)!;
	const made = Math.max(...runs.map(({ workCalls }) => workCalls));
	const others = Math.max(...runs.map(({ calls, workCalls }) => calls - workCalls));
	return {
		what: `Fewest calls: ${one.title}`,
		isMet: made === one.fewestCalls,
		why: `${count(made)} made, ${count(one.fewestCalls)} needed; ${count(others)} more to look up, confirm or follow`,
	};
}

/** Against the fastest way of the HTTP Request node in which every record arrives. */
function fasterUnderLimit(one: CaseResult): Goal[] {
	const rivals = one.results
		.filter((result) => result.contender.startsWith(HTTP) && isComplete(one, result))
		.sort((a, b) => secondsOf(a) - secondsOf(b));
	const what = `At least ${TIMES_FASTER}× faster than the HTTP Request node: ${one.title}`;
	if (rivals.length === 0) return [{ what, isMet: false, why: 'it never got every record there' }];
	return [OURS, OURS_LIST].flatMap((contender) => {
		const ours = findResult(one, contender);
		if (!ours) return [];
		const ratio = secondsOf(rivals[0]) / secondsOf(ours);
		const isMet = isComplete(one, ours) && ratio >= TIMES_FASTER;
		const why = `${factor(ratio)} (against: ${rivals[0].contender})`;
		return [
			{
				what: `${what}, ${contender}`,
				isMet,
				why: isMet ? why : `${why}${limitReason(one, rivals[0])}`,
			},
		];
	});
}

function limitReason(one: CaseResult, { contender }: Result): string {
	const floor =
		'Most of our time is n8n reading one expression per item, which takes as long without any limit';
	if (contender === HTTP) {
		return `. So many calls just fit into the limit, which then slows nobody down. ${floor}`;
	}
	const { batchSize, batchInterval } = one.title.startsWith('Explorium')
		? FETCH_BATCHES
		: TAGS_BATCHES;
	const waits = (Math.ceil(one.records / batchSize) - 1) * (batchInterval / 1000) * CLOCK;
	return `. ${floor}, while the faster clock shortens the waits ${CLOCK} times: at the vendor's pace the HTTP Request node would wait ${time(waits)}`;
}

function fasterThanDefault(one: CaseResult): Goal {
	const ratio = timesOurs(one, findResult(one, HTTP)!);
	const wide = findResult(one, OURS_20);
	const reason = wide
		? `. Our node makes 4 calls at once by default, the HTTP Request node all 2,000: with "Calls at Once" at 20 ours takes ${time(secondsOf(wide))}`
		: '';
	return {
		what: `Faster than the HTTP Request node sending all at once: ${one.title}`,
		isMet: ratio > 1,
		why: `${factor(ratio)}${ratio > 1 ? '' : reason}`,
	};
}

function closeToAxios(one: CaseResult, contender: string): Goal[] {
	const ours = findResult(one, contender);
	if (!ours) return [];
	const loop = secondsOf(findResult(one, LOOP)!);
	const ratio = secondsOf(ours) / loop;
	const isMet = ratio <= TIMES_AXIOS;
	const floor = findResult(one, FLOOR)!;
	const reason =
		contender === OURS
			? `. n8n takes ${time(secondsOf(floor))} to read the same expressions for the same items in its own Edit Fields node; the rest is ${factor((secondsOf(ours) - secondsOf(floor)) / loop)} of the loop`
			: `. ${time(secondsOf(ours) - loop)} more than the loop`;
	return [
		{
			what: `At most ${TIMES_AXIOS}× the axios loop: ${one.title}, ${contender}`,
			isMet,
			why: `${factor(ratio)}${isMet ? '' : reason}`,
		},
	];
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

function startsQuickly({ startup }: BenchResults): Goal {
	const middle = (starts: Array<{ seconds: number }>) =>
		median(starts.map(({ seconds }) => seconds)) * 1000;
	const cost = middle(startup.with) - middle(startup.without);
	return {
		what: `The start of n8n takes at most ${START_MS} ms longer`,
		isMet: cost <= START_MS,
		why: `${count(cost)} ms between the medians`,
	};
}

/** What was to be reached, and what was. */
export function judge(results: BenchResults): Goal[] {
	const unlimited = results.cases.filter(({ isLimited }) => !isLimited);
	const limited = results.cases.filter(({ isLimited }) => isLimited);
	return [
		...results.cases.map(fewestCalls),
		...limited.filter(({ title }) => !title.startsWith('Saleshandy')).flatMap(fasterUnderLimit),
		...unlimited.map(fasterThanDefault),
		...unlimited.flatMap((one) => [...closeToAxios(one, OURS), ...closeToAxios(one, OURS_LIST)]),
		...results.growth.map(growsEvenly),
		startsQuickly(results),
	];
}
