import type { ProspectEvent } from './api';

/**
 * What earlier versions of the triggers took for the identity of an event: its id, and what it says if it
 * had none. Needed to know again what they saved.
 *
 * @returns one text, or two where it is not known which they took
 */
export function oldIdentitiesOf({ event_id, ...event }: ProspectEvent): string[] {
	return event_id === '' ? ['', JSON.stringify(event)] : [event_id];
}
