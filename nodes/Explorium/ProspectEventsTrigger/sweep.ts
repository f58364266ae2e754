import { chunk } from '../../shared/merge';
import type { Failure } from '../../shared/result';
import type { ProspectEvent } from '../api';
import { PROSPECTS_PER_FETCH } from '../explorium';
import { fetchChunk, type ChunkOutcome, type FetchEvents } from './fetchChunk';
import type { Memory } from './memory';
import { takeNewEvents } from './newEvents';
import type { Work } from './schedule';

/** No more prospects than this are set aside; when more fail, the vendor is down and the sweep stops. */
const MOST_SET_ASIDE = 5 * PROSPECTS_PER_FETCH;

/** What a poll sweeps, and with what. */
export interface SweepPlan {
	work: Work;
	/** All watched prospect ids, in ascending order. */
	watched: string[];
	eventTypes: readonly string[];
	emitExisting: boolean;
	/** Calls at once. */
	concurrency: number;
	fetchEvents: FetchEvents;
	now(): number;
	/** Epoch milliseconds after which no further call is started. */
	stopAt: number;
}

/** What a poll found. */
export interface SweepResult {
	/** New events in no particular order. */
	events: ProspectEvent[];
	/** Prospects whose events were fetched. */
	checked: number;
	refused: string[];
	credits: number;
	/** Failed before and again now. */
	failedAgain: string[];
	/** Why the sweep stopped before its end, or why something failed again. */
	failure?: Failure;
}

/** A failure that the next chunk would meet as well. */
const stopsSweep = ({ kind }: Failure) =>
	kind === 'unauthorized' ||
	kind === 'forbidden' ||
	kind === 'notFound' ||
	kind === 'rejected' ||
	kind === 'input' ||
	kind === 'rateLimited';

/**
 * Fetches what failed before, then goes on with the sweep until its end or until the time is up. All
 * it learns goes into the working copy of the memory.
 */
export async function sweep(plan: SweepPlan, memory: Memory): Promise<SweepResult> {
	const result: SweepResult = { events: [], checked: 0, refused: [], credits: 0, failedAgain: [] };
	const watched = new Set(plan.watched);

	const toRetry = memory.failed.filter((id) => watched.has(id));
	const retry = await run(toRetry, plan, memory, result);
	memory.failed = [...retry.failed, ...retry.left];
	result.failedAgain = retry.failed;
	if (!plan.work.sweep || retry.left.length > 0 || isFull(memory)) return result;

	memory.sweepStartedAt ??= plan.now();
	const setAside = new Set(toRetry);
	const after = memory.sweepAfter ?? '';
	const ahead = plan.watched.filter(
		(id) => id > after && !setAside.has(id) && !memory.isRefused(id),
	);
	const { left } = await run(ahead, plan, memory, result, (lastId, failed) => {
		memory.sweepAfter = lastId;
		memory.failed.push(...failed);
		return !isFull(memory);
	});
	if (left.length > 0) return result;
	memory.lastSweepAt = memory.sweepStartedAt;
	memory.sweepStartedAt = undefined;
	memory.sweepAfter = undefined;
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
async function run(
	ids: string[],
	plan: SweepPlan,
	memory: Memory,
	result: SweepResult,
	advance: (lastId: string, failed: string[]) => boolean = () => true,
): Promise<{ failed: string[]; left: string[] }> {
	const failed: string[] = [];
	const steps = chunk(chunk(ids, PROSPECTS_PER_FETCH), plan.concurrency);
	for (const [index, step] of steps.entries()) {
		const leftFrom = (first: number) => steps.slice(first).flat(2);
		if (plan.now() >= plan.stopAt) return { failed, left: leftFrom(index) };

		const outcomes = await Promise.all(step.map((some) => fetchChunk(some, plan.fetchEvents)));
		const dealtWith = new Set(outcomes.flatMap((outcome) => note(outcome, plan, memory, result)));
		const failures = outcomes.flatMap(({ failure }) => failure ?? []);
		result.failure = failures.find(stopsSweep) ?? failures[0] ?? result.failure;
		// What was fetched beside a chunk that stops the sweep is remembered: once more does no harm.
		if (failures.some(stopsSweep)) return { failed, left: leftFrom(index) };

		const failedHere = step.flat().filter((id) => !dealtWith.has(id));
		failed.push(...failedHere);
		const lastId = step.flat().at(-1) ?? '';
		if (!advance(lastId, failedHere)) return { failed, left: leftFrom(index + 1) };
	}
	return { failed, left: [] };
}

/** Takes one chunk's outcome over; returns the ids that are dealt with. */
function note(
	{ fetched, refused, events, usage }: ChunkOutcome,
	{ eventTypes, emitExisting, now }: SweepPlan,
	memory: Memory,
	result: SweepResult,
): string[] {
	for (const id of refused) memory.refuse(id, now());
	result.refused.push(...refused);
	result.checked += fetched.length;
	result.credits += usage?.total_credits ?? 0;
	result.events.push(
		...takeNewEvents({ prospectIds: fetched, eventTypes, events }, memory, emitExisting, now()),
	);
	return [...fetched, ...refused];
}
