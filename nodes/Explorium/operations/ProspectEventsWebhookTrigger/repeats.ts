import { sleep } from 'n8n-workflow';
import { EVENT_LENGTH, eventFingerprint, fingerprints } from '../../fingerprint';

/** As many events as are remembered: 32 kB in all. */
export const MOST_REMEMBERED = 2000;

/** How long a delivery waits for the answer to an earlier one of the same event. */
const LONGEST_WAIT_MS = 5000;
const LOOK_EVERY_MS = 20;

/** Whether n8n has started the workflow; nothing as long as it has not said so. */
export type WasStarted = () => boolean | undefined;

/** What tells a delivered event from all others. */
export interface Delivered {
	identity: string;
	/** What earlier versions took for the identity; one of theirs stands for one event. */
	oldIdentities?: string[];
}

/** What a delivery comes to. */
export interface Noted {
	/** For each of its events, whether it is seen for the first time. */
	isFresh: boolean[];
	/** The events that count as seen once the workflow has been started, to be saved. */
	seen: string;
}

interface Memory {
	/** Events that the workflow was started with. */
	prints: Set<string>;
	/** Events that were handed to n8n, which has not answered yet when this was last looked at. */
	handedOver: Map<string, WasStarted>;
	/** Fingerprints of an earlier version whose event came again, and has one of its own now. */
	replaced: Set<string>;
}

/** What this process has seen, by node: deliveries that come at once do not see each other's saves. */
const memories = new Map<string, Memory>();

/**
 * Notes the events of a delivery. They count as seen only if n8n starts the workflow with them: otherwise
 * Explorium may deliver them again. As long as n8n has not answered an earlier delivery of the same event,
 * this waits.
 *
 * @param node a text that no other node shares
 * @param saved the events seen before, as this function returned them
 * @param wasStarted what n8n makes of this delivery
 * @returns nothing if n8n has still not answered the earlier delivery
 */
export async function noteDelivery(
	node: string,
	events: Delivered[],
	saved: unknown,
	wasStarted: WasStarted,
): Promise<Noted | undefined> {
	const memory = memoryOf(node);
	const prints = events.map(({ identity }) => eventFingerprint(identity));
	const giveUpAt = Date.now() + LONGEST_WAIT_MS;
	while (isUnderWay(memory, prints)) {
		if (Date.now() >= giveUpAt) return undefined;
		await sleep(LOOK_EVERY_MS);
	}
	// From here on without a pause, so that of two deliveries that waited only one goes on.
	return note(memory, events, saved, wasStarted);
}

function memoryOf(node: string): Memory {
	const memory = memories.get(node) ?? {
		prints: new Set(),
		handedOver: new Map(),
		replaced: new Set(),
	};
	memories.set(node, memory);
	return memory;
}

/** Whether n8n has not answered yet what one of these events was handed over with. */
function isUnderWay({ prints, handedOver }: Memory, wanted: string[]): boolean {
	for (const [print, wasStarted] of [...handedOver]) {
		const started = wasStarted();
		if (started === undefined) continue;
		handedOver.delete(print);
		if (started) prints.add(print);
	}
	return wanted.some((print) => handedOver.has(print));
}

function note(memory: Memory, events: Delivered[], saved: unknown, wasStarted: WasStarted): Noted {
	const { replaced, handedOver } = memory;
	const before = typeof saved === 'string' ? [...fingerprints(saved, EVENT_LENGTH)] : [];
	const known = new Set([...before.filter((print) => !replaced.has(print)), ...memory.prints]);
	const own = new Set<string>();
	const isFresh = events.map(({ identity, oldIdentities = [] }) => {
		const print = eventFingerprint(identity);
		if (known.has(print) || own.has(print)) return false;
		const old = oldIdentities.map(eventFingerprint).find((one) => known.delete(one));
		if (old !== undefined) {
			replaced.add(old);
			known.add(print);
			return false;
		}
		own.add(print);
		handedOver.set(print, wasStarted);
		return true;
	});
	memory.prints = new Set([...known].slice(-MOST_REMEMBERED));
	return { isFresh, seen: [...known, ...own].slice(-MOST_REMEMBERED).join('') };
}
