import { sizeOf, type AtOnce } from '../../../shared/concurrently';
import { wasNotSent } from '../../../shared/givenUp';
import { chunk } from '../../../shared/merge';
import type { Failure } from '../../../shared/result';
import type { ProspectEvent } from '../../api';
import { PROSPECTS_PER_FETCH } from '../../explorium';
import { larger, nextPerCall } from './callSize';
import {
	fetchChunk,
	fetchRefused,
	isRefusal,
	mayBeTheirs,
	type ChunkOutcome,
	type FetchEvents,
} from './fetchChunk';
import { fetchRetried } from './fetchRetried';
import { isolate, SUSPICIOUS } from './isolate';
import type { Memory } from './memory';
import { takeNewEvents } from './newEvents';
import type { Work } from './schedule';
import type { Unconfirmed } from './unconfirmed';

/** No more prospects than this are set aside; when more fail, the vendor is down and the sweep stops. */
const MOST_SET_ASIDE = 5 * PROSPECTS_PER_FETCH;

/** When it is not known of so many chunks whether they or the request is at fault, the sweep stops. */
const MOST_UNDECIDED = 2;

/** What a poll sweeps, and with what. */
export interface SweepPlan {
	work: Work;
	/** What may have to be handed over once more. */
	unconfirmed: Unconfirmed;
	/** All watched prospect ids, in ascending order. */
	watched: string[];
	eventTypes: readonly string[];
	emitExisting: boolean;
	/** Calls at once. */
	concurrency: AtOnce;
	/** The last poll met a 500 that may be due to one prospect. */
	hasStumbled: boolean;
	fetchEvents: FetchEvents;
	now(): number;
	/** Epoch milliseconds after which no further call is started. */
	stopAt: number;
	/** Prospects whose events are fetched at most; after them the sweep goes on in the next poll. */
	mostChecked: number;
}

/** What a poll found. */
export interface SweepResult {
	/** New events in no particular order. */
	events: ProspectEvent[];
	/** Those of them that are handed over once more. */
	redelivered: Set<ProspectEvent>;
	/** Prospects whose events were fetched. */
	checked: number;
	refused: string[];
	/** Entries of the answers that are no events. */
	leftOut: number;
	credits: number;
	/** Failed before and again now. */
	failedAgain: string[];
	/** Why the sweep stopped before its end, or why something failed again. */
	failure?: Failure;
	/** How somebody was refused who has been set aside. */
	refusal?: Failure;
	/** Came to the end of a sweep that an earlier poll had begun. */
	isAtEnd: boolean;
}

/** What is the same for all of one poll. */
interface Run extends SweepPlan {
	memory: Memory;
	result: SweepResult;
	startedAt: number;
	hasTime(): boolean;
	/** Somebody whose events were fetched in this poll. */
	served?: string;
	/** Chunks of which it is not known whether they or the request is at fault. */
	undecided: number;
}

/** A failure that the next chunk would meet as well. */
const stopsSweep = (failure: Failure) =>
	failure.kind === 'unauthorized' ||
	failure.kind === 'forbidden' ||
	failure.kind === 'notFound' ||
	failure.kind === 'input' ||
	failure.kind === 'rateLimited' ||
	wasNotSent(failure) ||
	isRefusal(failure);

/**
 * Fetches what has to be handed over once more and what failed before, then goes on with the sweep until its end or until the time is up. All
 * it learns goes into the working copy of the memory.
 */
export async function sweep(plan: SweepPlan, memory: Memory): Promise<SweepResult> {
	const result: SweepResult = {
		...{ events: [], checked: 0, refused: [], leftOut: 0, credits: 0, failedAgain: [] },
		redelivered: new Set(),
		isAtEnd: false,
	};
	const hasTime = () => plan.now() < plan.stopAt && result.checked < plan.mostChecked;
	const run: Run = { ...plan, memory, result, startedAt: plan.now(), hasTime, undecided: 0 };
	const watched = new Set(plan.watched);

	const fetchStumbled = plan.hasStumbled ? fetchRetried : fetchChunk;
	// While it is not known who is at fault, somebody has to be found for whom the request is taken.
	const isStopped = (left: string[]) => left.length > 0 && run.undecided < MOST_UNDECIDED;
	const setFailedAside = (failed: string[]) => {
		for (const id of failed) memory.failed.push(id);
		return !isFull(memory);
	};
	const toRetry = memory.failed.filter((id) => watched.has(id));
	const setAside = new Set(toRetry);
	memory.failed = [...toRetry];

	// Who is refused is asked for daily, and who failed right after this.
	const toAsk = plan.unconfirmed
		.toAsk(plan.watched, {
			printOf: memory.printOf,
			isRefused: (id) => memory.isRefused(id),
		})
		.filter((id) => !setAside.has(id));
	const askedAgain = await fetchAll(run, toAsk, fetchStumbled, (_, failed) =>
		setFailedAside(failed),
	);
	if (isStopped(askedAgain.left)) return result;

	const retry = await fetchAll(run, toRetry, fetchStumbled);
	memory.failed = [...retry.failed, ...retry.left, ...askedAgain.failed];
	result.failedAgain = retry.failed;
	if (!plan.work.sweep || isFull(memory)) return result;
	if (isStopped(retry.left)) return result;

	const isBegun = memory.sweepStartedAt !== undefined;
	memory.sweepStartedAt ??= plan.now();
	for (const id of toAsk) setAside.add(id);
	const after = memory.sweepAfter ?? '';
	const ahead = plan.watched.filter(
		(id) => id > after && !setAside.has(id) && !memory.isRefused(id),
	);
	const { left } = await fetchAll(run, ahead, fetchStumbled, (lastId, failed) => {
		memory.sweepAfter = lastId;
		return setFailedAside(failed);
	});
	if (isStopped(left)) return result;

	// On their own, so that they are in nobody's way. Those that fail otherwise are tried next time.
	const again = plan.watched.filter(
		(id) => memory.isRefused(id) && !memory.isRefusedToday(id, plan.now()),
	);
	const late = await fetchAll(run, again, fetchRefused);
	if (left.length + late.left.length > 0) return result;

	result.isAtEnd = isBegun;
	memory.lastSweepAt = memory.sweepStartedAt;
	memory.sweepStartedAt = undefined;
	memory.sweepAfter = undefined;
	if (memory.failed.length > 0) return result;
	memory.perCall = larger(memory.perCall);
	memory.isAnew = false;
	return result;
}

const isFull = (memory: Memory) => memory.failed.length >= MOST_SET_ASIDE;

/**
 * Fetches ids chunk by chunk, a few chunks at once.
 *
 * @param advance told after each step up to which id all is dealt with, and which of it failed; says
 * whether to go on
 * @returns the ids that failed, and those left because the time is up or a failure stopped it
 */
async function fetchAll(
	run: Run,
	ids: string[],
	fetch: typeof fetchChunk,
	advance: (lastId: string, failed: string[]) => boolean = () => true,
): Promise<{ failed: string[]; left: string[] }> {
	const { memory, result, hasTime } = run;
	const failed: string[] = [];
	let next = 0;
	while (next < ids.length) {
		if (!hasTime()) return { failed, left: ids.slice(next) };
		const size = memory.perCall;
		const count = Math.min(size * sizeOf(run.concurrency), run.mostChecked - result.checked);
		const step = ids.slice(next, next + count);
		const began = run.now();
		const outcomes = await Promise.all(
			chunk(step, size).map(async (some) => await fetch(some, run.fetchEvents, hasTime)),
		);
		const tookMs = run.now() - began;
		const asked = outcomes.flatMap(({ failure }) => failure ?? []);
		if (fetch !== fetchRefused) await proveRefusals(run, outcomes);
		for (const outcome of outcomes) note(run, outcome);
		outcomes.push(...(await explain(run, outcomes, fetch === fetchRefused)));

		const explained = outcomes.filter(({ unexplained }) => unexplained.length === 0);
		const failures = explained.flatMap(({ failure }) => failure ?? []);
		const stopping = explained.find(({ failure, isUndecided, isOfRequest }) =>
			isUndecided
				? run.undecided >= MOST_UNDECIDED
				: isOfRequest || (failure && stopsSweep(failure)),
		)?.failure;
		result.failure = stopping ?? failures[0] ?? result.failure;
		memory.perCall = nextPerCall(size, {
			failures: [...asked, ...failures],
			beganAfterMs: began - run.startedAt,
			tookMs,
			availableMs: run.stopAt - run.startedAt,
		});

		const dealtWith = new Set(outcomes.flatMap((one) => [...one.fetched, ...one.refused]));
		if (stopping) {
			// Those at the front that are done need not be asked again, so that the next poll gets further.
			const undone = step.findIndex((id) => !dealtWith.has(id));
			const done = undone < 0 ? step.length : undone;
			if (done > 0) advance(step[done - 1], []);
			return { failed, left: ids.slice(next + done).filter((id) => !dealtWith.has(id)) };
		}
		const failedHere = step.filter((id) => !dealtWith.has(id));
		for (const id of failedHere) failed.push(id);
		next += step.length;
		if (!advance(step[step.length - 1], failedHere)) return { failed, left: ids.slice(next) };
	}
	return { failed, left: [] };
}

/**
 * Looks, before several are set aside of whom nobody was fetched, whether the same request is taken for
 * others. If it is not, it is at fault itself, whomever Explorium names.
 */
async function proveRefusals(run: Run, outcomes: ChunkOutcome[]): Promise<void> {
	const named = outcomes.filter(({ refused }) => refused.length > 0);
	const isTakenBefore = run.served !== undefined || outcomes.some((one) => one.fetched.length > 0);
	const count = named.reduce((sum, { refused }) => sum + refused.length, 0);
	if (count < SUSPICIOUS || isTakenBefore) return;
	const isAsked = new Set(outcomes.flatMap((one) => [...one.refused, ...one.unexplained]));
	if ((await isTaken(run, isAsked)) !== false) return;
	for (const outcome of named) {
		Object.assign(outcome, { refused: [], failure: outcome.refusal, isOfRequest: true });
	}
}

/** Looks for those at fault where Explorium refused a chunk and named nobody; one chunk at a time. */
async function explain(
	run: Run,
	outcomes: ChunkOutcome[],
	wereRefused: boolean,
): Promise<ChunkOutcome[]> {
	const explained: ChunkOutcome[] = [];
	for (const { unexplained, failure } of outcomes) {
		if (unexplained.length === 0 || failure === undefined) continue;
		const isAsked = new Set(outcomes.flatMap((one) => one.unexplained));
		const outcome = await isolate(unexplained, failure, {
			fetch: run.fetchEvents,
			hasTime: run.hasTime,
			wasTaken: run.served !== undefined,
			wereRefused,
			isTaken: async () => await isTaken(run, isAsked),
		});
		note(run, outcome);
		explained.push({ ...outcome, unexplained: [] });
		if (outcome.isUndecided) run.undecided += 1;
		if (outcome.unexplained.length > 0 || run.undecided >= MOST_UNDECIDED) break;
	}
	return explained;
}

/** Sends the request for somebody whom Explorium knew before. */
async function isTaken(run: Run, isAsked: Set<string>): Promise<boolean | undefined> {
	const { served, watched, memory } = run;
	const isKnown = (id: string) => !isAsked.has(id) && !memory.isRefused(id) && memory.isKnown(id);
	const back = [...watched].reverse();
	const middle = watched.slice(watched.length / 2);
	const others = [watched.find(isKnown), middle.find(isKnown), back.find(isKnown)];
	const witnesses = new Set(served === undefined ? others : [served]);
	let taken: boolean | undefined;
	for (const id of witnesses) {
		if (id === undefined) continue;
		const outcome = await fetchChunk([id], run.fetchEvents);
		// It was known before, so it is not set aside for a request that may be at fault.
		note(run, { ...outcome, refused: [] });
		// To ask for a witness is no progress, so it keeps no failure from being told.
		run.result.checked -= outcome.fetched.length;
		if (outcome.fetched.length > 0) return true;
		if (outcome.failure === undefined || mayBeTheirs(outcome.failure)) taken = false;
	}
	return taken;
}

/** Takes one chunk's outcome over. */
function note(run: Run, outcome: ChunkOutcome): void {
	const { fetched, refused, events, leftOut, credits, refusal, failure } = outcome;
	const { memory, result, eventTypes, unconfirmed } = run;
	unconfirmed.noteAsked([...fetched, ...refused]);
	if (refused.length > 0) result.refusal ??= refusal ?? failure;
	for (const id of refused) {
		memory.refuse(id, run.now());
		result.refused.push(id);
	}
	run.served = fetched.at(0) ?? run.served;
	result.checked += fetched.length;
	result.leftOut += leftOut;
	result.credits += credits;
	const mayEmitExisting = run.emitExisting && !memory.isAnew;
	const chunkOfEvents = { prospectIds: fetched, eventTypes, events };
	const found = takeNewEvents(chunkOfEvents, memory, unconfirmed, mayEmitExisting, run.now());
	for (const event of found.events) result.events.push(event);
	for (const event of found.redelivered) result.redelivered.add(event);
}
