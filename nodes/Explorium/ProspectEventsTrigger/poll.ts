import type { Client } from '../../shared/client';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { getRemainingCredits, type ProspectEvent } from '../api';
import { windowFetcher } from './fetchChunk';
import { Memory } from './memory';
import { oldestFirst } from './newEvents';
import { collectReports, noticesOf } from './notices';
import { readProgress } from './readMemory';
import type { SavedMemory } from './savedMemory';
import { workDue } from './schedule';
import { sweep, type SweepResult } from './sweep';
import { readWatchList, type Source, type WatchList } from './watchList';

/** What the user set. */
export interface TriggerSettings {
	source: Source;
	eventTypes: readonly string[];
	emitExisting: boolean;
	lookBackDays: number;
	minutesBetweenSweeps: number;
	/** No sweep when this many credits or fewer are left; 0 for no such floor. */
	creditFloor: number;
	/** Calls at once. */
	concurrency: number;
}

/** What a poll found, and what is to be remembered if it is emitted. */
export interface PollResult {
	events: ProspectEvent[];
	watchList: WatchList;
	sweep: SweepResult;
	save: Required<SavedMemory>;
	/** Nothing may be new, but what was learned must outlive a restart. */
	mustSave: boolean;
	/** What n8n's log is to say, in sentences for the user. */
	notices: string[];
}

/** What the polls of a process share beside the memory. */
export interface PollAids {
	/** How to find out who is watched. */
	readList?: typeof readWatchList;
	/** What is carried over from a poll that failed, of which nothing is saved. */
	carried?: { perCall?: number };
}

/** The failure of a poll that found too few credits left. */
interface BelowFloor extends Failure {
	creditFloor: number;
}

/** Whether a poll failed because the credits are down to the floor that the user set. */
export const isBelowFloor = (failure: Failure): failure is BelowFloor => 'creditFloor' in failure;

/**
 * One poll, without n8n: from what was saved and what the vendor shows to what is new. It changes
 * nothing; the caller emits and saves together, or neither.
 *
 * @param saved the memory as it was saved, in whatever state
 * @param way to Explorium
 * @param stopAt epoch milliseconds after which no further call is started
 * @returns `undefined` when nothing is due; a failure when there is nothing to emit and something has
 * to be said, in which case nothing is to be saved
 */
export async function poll(
	saved: unknown,
	settings: TriggerSettings,
	way: Client,
	now: () => number,
	stopAt: number,
	{ readList = readWatchList, carried = {} }: PollAids = {},
): Promise<Result<PollResult | undefined>> {
	const due = workDue(readProgress(saved, now()), now(), settings.minutesBetweenSweeps);
	if (!due.sweep && !due.retry) return success(undefined);
	const { client, reports } = collectReports(way);

	if (settings.creditFloor > 0) {
		const credits = await getRemainingCredits(client);
		if (!credits.ok) return credits;
		const { value } = credits;
		if (value !== undefined && value <= settings.creditFloor) {
			return failed(belowFloor(value, settings.creditFloor));
		}
	}

	const watchList = await readList(settings.source, client);
	if (!watchList.ok) return watchList;

	const memory = new Memory(saved, now());
	memory.perCall = Math.min(memory.perCall, carried.perCall ?? Infinity);
	const result = await sweep(
		{
			// A memory that could not be read begins anew.
			work: workDue(memory, now(), settings.minutesBetweenSweeps),
			watched: watchList.value.ids,
			eventTypes: settings.eventTypes,
			emitExisting: settings.emitExisting,
			concurrency: settings.concurrency,
			fetchEvents: windowFetcher(client, settings.eventTypes, settings.lookBackDays, now()),
			now,
			stopAt,
		},
		memory,
	);

	carried.perCall = memory.perCall;
	const failure = failureToReport(result);
	if (failure) return failed(failure);
	const mustSave = memory.hasLearned;
	const found = { ...result, leftOut: result.leftOut + watchList.value.leftOut };
	return success({
		events: oldestFirst(result.events),
		watchList: watchList.value,
		sweep: found,
		save: memory.save(watchList.value.ids, now(), mustSave || result.events.length > 0),
		mustSave,
		notices: noticesOf(memory.damage, found, reports),
	});
}

/**
 * What succeeded is emitted first, and what failed beside it is tried again before anybody is told. A poll
 * that has nothing to give says why.
 */
function failureToReport({
	events,
	checked,
	failedAgain,
	failure,
	isAtEnd,
}: SweepResult): Failure | undefined {
	if (events.length > 0 || checked > 0 || failure === undefined) return undefined;
	// Its own pace ran into the end of the poll: the next one goes on. Being refused is to be told.
	if (failure.kind === 'rateLimited' && failure.status === undefined) return undefined;
	if (failedAgain.length === 0) return failure;
	// A poll that fails does not remember that the sweep is at its end. The next one fails in its place.
	if (isAtEnd) return undefined;
	const shown = failedAgain.slice(0, 5).join(', ');
	const more = failedAgain.length > 5 ? ` and ${failedAgain.length - 5} more` : '';
	return {
		...failure,
		message: `${failure.message}. Twice now, the events of these prospects could not be fetched: ${shown}${more}`,
	};
}

function belowFloor(credits: number, floor: number): BelowFloor {
	return {
		creditFloor: floor,
		kind: 'forbidden',
		message: `Explorium credits are down to ${credits}, and the Credit Floor is set to ${floor}`,
		hint: 'Nothing was fetched. Get more credits, or lower the floor under Options. The events are not lost: they come with the next sweep within their three months.',
	};
}
