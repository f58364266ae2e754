import type { Client } from '../../../shared/client';
import { chunk } from '../../../shared/merge';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import type { ProspectEvent } from '../../api';
import { PROSPECTS_PER_FETCH } from '../../explorium';
import {
	fetchChunk,
	isRefusal,
	windowFetcher,
	type ChunkOutcome,
	type FetchEvents,
} from './fetchChunk';
import { isolate } from './isolate';
import { oldestFirst } from './newEvents';
import type { TriggerSettings } from './poll';
import type { WatchList } from '../../watchList';

/** Trying a trigger out should cost little. */
const MOST_CALLS = 3;
const MOST_EVENTS = 10;

/** Real recent events for "Fetch test event", at most ten, from at most 120 watched prospects. */
export async function sampleEvents(
	{ eventTypes, lookBackDays, source }: TriggerSettings,
	watchList: WatchList,
	client: Client,
	now: number,
): Promise<Result<ProspectEvent[]>> {
	if (watchList.ids.length === 0) {
		return failed({
			kind: 'input',
			message: 'There is no prospect to watch',
			hint:
				source.kind === 'enrollments'
					? 'Enroll prospects with Add Prospect Enrollments first, or choose other list names.'
					: 'Give at least one prospect ID.',
		});
	}
	const fetch = windowFetcher(client, eventTypes, lookBackDays, now);
	let lastFailure: Failure | undefined;
	for (const ids of chunk(watchList.ids, PROSPECTS_PER_FETCH).slice(0, MOST_CALLS)) {
		const { events, fetched, refusal, ...outcome } = await fetchSample(ids, fetch);
		const failure = outcome.failure ?? (fetched.length === 0 ? refusal : undefined);
		if (events.length > 0) return success(oldestFirst(events).slice(-MOST_EVENTS));
		if (failure && !isRefusal(failure)) return failed(failure);
		lastFailure ??= failure;
	}
	if (lastFailure) return failed(lastFailure);
	const looked = Math.min(watchList.ids.length, MOST_CALLS * PROSPECTS_PER_FETCH);
	return failed({
		kind: 'input',
		message: `${whoHasNone(looked, watchList.ids.length)} of these types in the last ${lookBackDays} days`,
		hint: 'This is not unusual. Choose more event types, watch more prospects, or publish the workflow and wait for the first event.',
	});
}

function whoHasNone(looked: number, watched: number): string {
	if (watched === 1) return 'In Explorium the watched prospect has no event';
	const some = looked < watched ? `first ${looked}` : looked;
	return `In Explorium none of the ${some} watched prospects has an event`;
}

/** Fetches one chunk, if need be without those whom Explorium refuses. */
async function fetchSample(ids: string[], fetch: FetchEvents): Promise<ChunkOutcome> {
	const outcome = await fetchChunk(ids, fetch);
	if (outcome.failure === undefined || outcome.unexplained.length === 0) return outcome;
	const found = await isolate(outcome.unexplained, outcome.failure, {
		fetch,
		hasTime: () => true,
		isTaken: async () => undefined,
		wasTaken: false,
		wereRefused: false,
	});
	return found.fetched.length > 0 ? found : outcome;
}
