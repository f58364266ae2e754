import { EVENT_LENGTH, eventFingerprint, fingerprints } from '../../fingerprint';

/** As many events as are remembered: 32 kB in all. */
export const MOST_REMEMBERED = 2000;

interface Seen {
	prints: string[];
	/** Fingerprints of an earlier version whose event came again, and has one of its own now. */
	replaced: Set<string>;
}

/** What this process has seen, by node: deliveries that come at once do not see each other's saves. */
const seenHere = new Map<string, Seen>();

/**
 * Notes that an event was delivered.
 *
 * @param node a text that no other node shares
 * @param identity what tells the event from all others
 * @param saved the events seen before, as this function returned them
 * @param oldIdentities what earlier versions took for the identity; one of theirs stands for one event
 * @returns what to save, or nothing if the event was seen before
 */
export function noteEvent(
	node: string,
	identity: string,
	saved: unknown,
	oldIdentities: string[] = [],
): string | undefined {
	const { prints: here, replaced } = seenHere.get(node) ?? { prints: [], replaced: new Set() };
	const before = typeof saved === 'string' ? [...fingerprints(saved, EVENT_LENGTH)] : [];
	const seen = new Set([...before.filter((print) => !replaced.has(print)), ...here]);
	const print = eventFingerprint(identity);
	if (seen.has(print)) return undefined;
	const old = oldIdentities.map(eventFingerprint).find((one) => seen.delete(one));
	if (old !== undefined) replaced.add(old);
	const prints = [...seen, print].slice(-MOST_REMEMBERED);
	seenHere.set(node, { prints, replaced });
	return old === undefined ? prints.join('') : undefined;
}
