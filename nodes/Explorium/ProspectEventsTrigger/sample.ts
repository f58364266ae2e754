import type { Client } from '../../shared/client';
import { chunk } from '../../shared/merge';
import { failed, success, type Result } from '../../shared/result';
import type { ProspectEvent } from '../api';
import { PROSPECTS_PER_FETCH } from '../explorium';
import { fetchChunk, windowFetcher } from './fetchChunk';
import { oldestFirst } from './newEvents';
import type { TriggerSettings } from './poll';
import type { WatchList } from './watchList';

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
					? 'Enroll prospects with Add Prospect Enrollments first, or choose other enrollment keys.'
					: 'Give at least one prospect ID.',
		});
	}
	const fetch = windowFetcher(client, eventTypes, lookBackDays, now);
	for (const ids of chunk(watchList.ids, PROSPECTS_PER_FETCH).slice(0, MOST_CALLS)) {
		const { events, failure } = await fetchChunk(ids, fetch);
		if (failure) return failed(failure);
		if (events.length > 0) return success(oldestFirst(events).slice(-MOST_EVENTS));
	}
	const looked = Math.min(watchList.ids.length, MOST_CALLS * PROSPECTS_PER_FETCH);
	return failed({
		kind: 'input',
		message: `None of the first ${looked} watched prospects has an event of these types in the last ${lookBackDays} days`,
		hint: 'That is not unusual. Choose more event types, watch more prospects, or publish the workflow and wait for the first event.',
	});
}
