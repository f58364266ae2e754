import type { Client } from '../../shared/client';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { getRemainingCredits, type ProspectEvent } from '../api';
import { windowFetcher } from './fetchChunk';
import { Memory, type SavedMemory } from './memory';
import { oldestFirst } from './newEvents';
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
}

/**
 * One poll, without n8n: from what was saved and what the vendor shows to what is new. It changes
 * nothing; the caller emits and saves together, or neither.
 *
 * @param stopAt epoch milliseconds after which no further call is started
 * @returns `undefined` when nothing is due; a failure when there is nothing to emit and something has
 * to be said, in which case nothing is to be saved
 */
export async function poll(
	saved: SavedMemory,
	settings: TriggerSettings,
	client: Client,
	now: () => number,
	stopAt: number,
): Promise<Result<PollResult | undefined>> {
	const work = workDue(saved, now(), settings.minutesBetweenSweeps);
	if (!work.sweep && !work.retry) return success(undefined);

	if (settings.creditFloor > 0) {
		const credits = await getRemainingCredits(client);
		if (!credits.ok) return credits;
		const { value } = credits;
		if (value !== undefined && value <= settings.creditFloor) {
			return failed(belowFloor(value, settings.creditFloor));
		}
	}

	const watchList = await readWatchList(settings.source, client);
	if (!watchList.ok) return watchList;

	const memory = new Memory(saved);
	const result = await sweep(
		{
			work,
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

	const failure = failureToReport(result);
	if (failure) return failed(failure);
	const mustSave = memory.hasLearned;
	return success({
		events: oldestFirst(result.events),
		watchList: watchList.value,
		sweep: result,
		save: memory.save(watchList.value.ids, now(), mustSave || result.events.length > 0),
		mustSave,
	});
}

/**
 * What succeeded is emitted first; a failure is reported by a poll that has nothing else to give. A
 * chunk that failed once is tried again before anybody is told.
 */
function failureToReport({
	events,
	checked,
	failedAgain,
	failure,
}: SweepResult): Failure | undefined {
	if (events.length > 0 || checked > 0 || failure === undefined) return undefined;
	if (failedAgain.length > 0) {
		const shown = failedAgain.slice(0, 5).join(', ');
		const more = failedAgain.length > 5 ? ` and ${failedAgain.length - 5} more` : '';
		return {
			...failure,
			message: `${failure.message}. Twice now, the events of these prospects could not be fetched: ${shown}${more}`,
		};
	}
	if (failure.kind === 'rateLimited') {
		// Its own pace ran into the end of the poll: the next one goes on. Being refused is to be told.
		return failure.status === undefined ? undefined : failure;
	}
	const isTransient = ['unavailable', 'unreachable', 'timedOut', 'unreadable'].includes(
		failure.kind,
	);
	return isTransient ? undefined : failure;
}

function belowFloor(credits: number, floor: number): Failure {
	return {
		kind: 'forbidden',
		message: `Explorium credits are down to ${credits}, and the Credit Floor is set to ${floor}`,
		hint: 'Nothing was fetched. Get more credits, or lower the floor under Options. The events are not lost: they come with the next sweep within their three months.',
	};
}
