import { EVENT_TYPES, type EventType } from '../explorium';
import { eventFingerprint, prospectFingerprint } from '../fingerprint';
import { readMemory, type ReadMemory } from './readMemory';
import { MEMORY_VERSION, type SavedMemory } from './savedMemory';
import { dayOf, firstRememberedMonth, firstWindowMonth, monthOf } from './window';

const bitOf = (type: string) => {
	const index = EVENT_TYPES.indexOf(type as EventType);
	return index < 0 ? 0 : 1 << index;
};

/** How version 1 of the memory knew an event, and whose it is. */
export interface OldName {
	identities: string[];
	prospectId: string;
}

/**
 * What the trigger remembers between polls: which events it has seen, and for which prospects and
 * event types it has taken a baseline. It is a working copy; `save` gives what is to be stored.
 */
export class Memory {
	/** Something was learned that must outlive a restart even if nothing is emitted. */
	hasLearned: boolean;

	failed: string[];

	sweepAfter?: string;

	sweepStartedAt?: number;

	lastSweepAt: number;

	/** Prospects to a call. */
	perCall: number;

	/** A baseline was lost: until a sweep has ended, nothing is new without one. */
	isAnew: boolean;

	/** What of the memory could not be read, in a sentence for the user. */
	readonly damage?: string;

	private readonly is: ReadMemory;

	/** @param saved what `save` gave, or what became of it */
	constructor(saved: unknown, now: number = Date.now()) {
		this.is = readMemory(saved, now);
		this.failed = [...this.is.failed];
		this.sweepAfter = this.is.sweepAfter;
		this.sweepStartedAt = this.is.sweepStartedAt;
		this.lastSweepAt = this.is.lastSweepAt;
		this.perCall = this.is.perCall;
		this.isAnew = this.is.isAnew;
		this.damage = this.is.damage;
		this.hasLearned = this.damage !== undefined;
	}

	/**
	 * Notes an event that Explorium showed.
	 *
	 * @param identity what tells it from all others
	 * @returns whether it had not been seen before
	 */
	noteEvent(identity: string, eventTime: string, now: number, old?: OldName): boolean {
		const { seen } = this.is;
		const print = eventFingerprint(identity);
		const happened = Date.parse(eventTime);
		const month = monthOf(Number.isNaN(happened) ? now : happened);
		const oldest = firstWindowMonth(now);
		const remembered = seen.get(print);
		const keepUnder = [month, oldest, remembered ?? ''].reduce((a, b) => (a > b ? a : b));
		seen.set(print, keepUnder);
		if (remembered !== undefined) return false;
		return old === undefined || !this.wasSeenById(old);
	}

	/**
	 * Whether version 1 saw this event. It knew ids only, so an id stands for one event, but at the first
	 * look at a prospect for each of its events: what it has now may have been there all along.
	 */
	private wasSeenById({ identities, prospectId }: OldName): boolean {
		const { seenById, prospects } = this.is;
		if (seenById.size === 0) return false;
		const isFirstLook = prospects.get(prospectFingerprint(prospectId))?.isOld === true;
		for (const print of identities.map(eventFingerprint)) {
			const old = seenById.get(print);
			if (old === undefined || (old.isUsed && !isFirstLook)) continue;
			seenById.set(print, { ...old, isUsed: true });
			return true;
		}
		return false;
	}

	/** Whether the events of this type that the prospect had in the beginning are known. */
	hasBaseline(prospectId: string, eventType: string): boolean {
		const types = this.is.prospects.get(prospectFingerprint(prospectId))?.types ?? 0;
		return (types & bitOf(eventType)) !== 0;
	}

	/** Whether the prospect has ever been fetched, for whatever types. */
	isKnown(prospectId: string): boolean {
		return this.is.prospects.has(prospectFingerprint(prospectId));
	}

	/** Notes that all events of these types that the prospect has now are known. */
	setBaseline(prospectId: string, eventTypes: readonly string[]): void {
		const print = prospectFingerprint(prospectId);
		const known = this.is.prospects.get(print)?.types ?? 0;
		const types = eventTypes.reduce((bits, type) => bits | bitOf(type), known);
		if (types !== known) this.hasLearned = true;
		this.is.prospects.set(print, { types });
		this.is.refused.delete(print);
	}

	/** Whether Explorium refused this prospect when it was last asked; and whether that was today. */
	isRefused(prospectId: string): boolean {
		return this.is.refused.size > 0 && this.is.refused.has(prospectFingerprint(prospectId));
	}

	isRefusedToday(prospectId: string, now: number): boolean {
		return this.is.refused.get(prospectFingerprint(prospectId)) === dayOf(now);
	}

	refuse(prospectId: string, now: number): void {
		this.is.refused.set(prospectFingerprint(prospectId), dayOf(now));
	}

	/**
	 * The memory to store, without what need not be remembered any more.
	 *
	 * @param watched all prospects watched now; the others are forgotten some months later
	 * @param hasOutput whether the poll hands something over
	 */
	save(watched: readonly string[], now: number, hasOutput = false): Required<SavedMemory> {
		const oldest = firstRememberedMonth(now);
		const thisMonth = monthOf(now);
		const isWatched = new Set(watched.map(prospectFingerprint));
		const prospects = new Map<string, string>();
		let isAnyOld = false;
		for (const [print, { types, lastWatched, isOld }] of this.is.prospects) {
			const left = isWatched.has(print) ? undefined : (lastWatched ?? thisMonth);
			if (left !== undefined && left < oldest) continue;
			isAnyOld ||= isOld === true;
			prospects.set(print, [types, left ?? (isOld && ''), isOld && '1'].filter(isPart).join('.'));
		}
		const seenById = new Map<string, string>();
		for (const [print, { month, isUsed }] of this.is.seenById) {
			if (month >= oldest && (isAnyOld || !isUsed)) {
				seenById.set(print, isUsed ? `${month}.used` : month);
			}
		}
		return {
			version: MEMORY_VERSION,
			seen: group(this.is.seen, (month) => month >= oldest),
			seenById: group(seenById),
			prospects: group(prospects),
			// Tried again daily: one that is older belongs to nobody who is watched.
			refused: group(this.is.refused, (day) => day >= oldest),
			failed: [...this.failed],
			sweepAfter: this.sweepAfter ?? null,
			sweepStartedAt: this.sweepStartedAt ?? null,
			lastSweepAt: this.lastSweepAt,
			outputs: this.is.outputs + (hasOutput ? 1 : 0),
			perCall: this.perCall,
			isAnew: this.isAnew,
		};
	}
}

const isPart = (part: unknown) => part !== undefined && part !== false;

/** Joins the fingerprints that share a key. */
function group(
	entries: Map<string, string>,
	keep: (key: string) => boolean = () => true,
): Record<string, string> {
	const groups = new Map<string, string[]>();
	for (const [print, key] of entries) {
		if (!keep(key)) continue;
		const prints = groups.get(key);
		if (prints === undefined) groups.set(key, [print]);
		else prints.push(print);
	}
	return Object.fromEntries([...groups].map(([key, prints]) => [key, prints.join('')]));
}
