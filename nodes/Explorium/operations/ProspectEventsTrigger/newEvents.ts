import type { ProspectEvent } from '../../api';
import { identitiesOf } from '../../eventIdentity';
import { oldIdentitiesOf } from '../../oldEventIdentity';
import type { Memory } from './memory';
import type { Unconfirmed } from './unconfirmed';

/** What one successful fetch was about. */
export interface FetchedChunk {
	prospectIds: string[];
	eventTypes: readonly string[];
	events: ProspectEvent[];
}

/** What a fetch gave to emit. */
export interface NewEvents {
	events: ProspectEvent[];
	/** Those of them that were handed over before, and have to be once more. */
	redelivered: ProspectEvent[];
}

/**
 * Picks the events to emit from one fetch and notes all of them.
 *
 * An event is new if it was never seen and its prospect has a baseline for its type. The first fetch
 * of a prospect and type is its baseline: what shows then was there before, and is only remembered,
 * unless `emitExisting`. What is unconfirmed is emitted once more.
 */
export function takeNewEvents(
	{ prospectIds, eventTypes, events }: FetchedChunk,
	memory: Memory,
	unconfirmed: Unconfirmed,
	emitExisting: boolean,
	now: number,
): NewEvents {
	const asked = new Set(prospectIds);
	const fresh: NewEvents = { events: [], redelivered: [] };
	for (const event of events) {
		const { prospect_id, event_name, event_time } = event;
		if (!asked.has(prospect_id) || !eventTypes.includes(event_name)) continue;
		const { identity, exact } = identitiesOf(event);
		const old = { exact, identities: () => oldIdentitiesOf(event), prospectId: prospect_id };
		const isUnseen = memory.noteEvent(identity, event_time, now, old);
		const isNew = isUnseen && (emitExisting || memory.hasBaseline(prospect_id, event_name));
		const isAgain = unconfirmed.takeAgain(identity);
		if (!isNew && !isAgain) continue;
		fresh.events.push(event);
		if (isAgain) fresh.redelivered.push(event);
		unconfirmed.noteHandedOver(identity, prospect_id);
	}
	for (const id of prospectIds) memory.setBaseline(id, eventTypes);
	return fresh;
}

/** Oldest first; events of the same time in the order of their ids, so that it is always the same. */
export function oldestFirst(events: ProspectEvent[]): ProspectEvent[] {
	const time = ({ event_time }: ProspectEvent) => Date.parse(event_time) || 0;
	return [...events].sort(
		(a, b) => time(a) - time(b) || (a.event_id < b.event_id ? -1 : Number(a.event_id > b.event_id)),
	);
}
