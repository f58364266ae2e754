import { EVENT_LENGTH, eventFingerprint, fingerprints } from '../fingerprint';

/** As many events as are remembered: 32 kB in all. */
export const MOST_REMEMBERED = 2000;

/** What this process has seen, by node: deliveries that come at once do not see each other's saves. */
const seenHere = new Map<string, string[]>();

/**
 * Notes that an event was delivered.
 *
 * @param node a text that no other node shares
 * @param saved the events seen before, as this function returned them
 * @returns what to save, or nothing if the event was seen before
 */
export function noteEvent(node: string, eventId: string, saved: unknown): string | undefined {
	const before = typeof saved === 'string' ? [...fingerprints(saved, EVENT_LENGTH)] : [];
	const seen = new Set([...before, ...(seenHere.get(node) ?? [])]);
	const print = eventFingerprint(eventId);
	if (seen.has(print)) return undefined;
	const latest = [...seen, print].slice(-MOST_REMEMBERED);
	seenHere.set(node, latest);
	return latest.join('');
}
