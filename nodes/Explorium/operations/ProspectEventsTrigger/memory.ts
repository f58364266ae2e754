import { addTo } from '../../../shared/addTo';
import { remember } from '../../../shared/remember';
import { EVENT_TYPES, type EventType } from '../../explorium';
import { eventFingerprint, prospectFingerprint } from '../../fingerprint';
import { readMemory, type ReadMemory } from './readMemory';
import { MEMORY_VERSION, type SavedMemory } from './savedMemory';
import { dayOf, firstRememberedMonth, firstWindowMonth, monthOf } from './window';

const bitOf = (type: string) => {
	const index = EVENT_TYPES.indexOf(type as EventType);
	return index < 0 ? 0 : 1 << index;
};

/** The memory but for what is unconfirmed. */
export type MemoryToSave = Required<Omit<SavedMemory, 'unconfirmed'>>;

/** So many fingerprints are made in one go. */
const MANY = 5000;

/** Times whose months are kept at hand. */
const MOST_TIMES = 1000;

/** How an event was known before, and whose it is. */
export interface OldName {
	/** What tells it from all others where each way to write a moment counted. */
	exact?: string;
	/** By version 1 of the memory. */
	identities(): string[];
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

	/** Fingerprints of prospects, each of which is needed several times. */
	readonly printOf = remember(prospectFingerprint);

	/** Who is watched, and their fingerprints, as far as `prepare` was told. */
	private watched?: readonly string[];

	private readonly isWatched = new Set<string>();

	/** The months of the latest times: most events are of the same few. */
	private readonly months = new Map<string, string>();

	/** Where the window begins, and at what moment that was so. */
	private window = { at: 0, month: '' };

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
	 * Does beforehand what would take long at the first look, and lets others have their turn meanwhile.
	 *
	 * @param watched all prospects watched now
	 */
	async prepare(watched: readonly string[], giveTurn: () => Promise<void>): Promise<void> {
		await this.is.seen.prepare(giveTurn);
		for (const [index, id] of watched.entries()) {
			this.isWatched.add(this.printOf(id));
			if (index % MANY === 0) await giveTurn();
		}
		this.watched = watched;
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
		const { exact = identity } = old ?? {};
		const own = latest(this.monthAt(eventTime, now), this.windowAt(now));
		let remembered = seen.get(print, own);
		if (exact !== identity) {
			const exactPrint = eventFingerprint(exact);
			remembered ??= seen.get(exactPrint);
			// From now on it is known in whatever form it comes.
			seen.delete(exactPrint);
		}
		const keepUnder = latest(own, remembered ?? '');
		if (keepUnder !== remembered || exact !== identity) seen.set(print, keepUnder);
		if (remembered !== undefined) return false;
		return old === undefined || !this.wasSeenById(old);
	}

	/** The month of a time, or of now where the time cannot be read. */
	private monthAt(time: string, now: number): string {
		const known = this.months.get(time);
		if (known !== undefined) return known;
		const happened = Date.parse(time);
		if (Number.isNaN(happened)) return monthOf(now);
		if (this.months.size === MOST_TIMES) this.months.clear();
		const month = monthOf(happened);
		this.months.set(time, month);
		return month;
	}

	private windowAt(now: number): string {
		if (this.window.at !== now) this.window = { at: now, month: firstWindowMonth(now) };
		return this.window.month;
	}

	/**
	 * Whether version 1 saw this event. It knew ids only, so an id stands for one event, but at the first
	 * look at a prospect for each of its events: what it has now may have been there all along.
	 */
	private wasSeenById({ identities, prospectId }: OldName): boolean {
		const { seenById, prospects } = this.is;
		if (seenById.size === 0) return false;
		const isFirstLook = prospects.get(this.printOf(prospectId))?.isOld === true;
		for (const print of identities().map(eventFingerprint)) {
			const old = seenById.get(print);
			if (old === undefined || (old.isUsed && !isFirstLook)) continue;
			seenById.set(print, { ...old, isUsed: true });
			return true;
		}
		return false;
	}

	/** Whether an event is remembered, and will be at this moment. */
	remembers(print: string, now: number): boolean {
		return (this.is.seen.get(print) ?? '') >= firstRememberedMonth(now);
	}

	/** Whether the events of this type that the prospect had in the beginning are known. */
	hasBaseline(prospectId: string, eventType: string): boolean {
		const types = this.is.prospects.get(this.printOf(prospectId))?.types ?? 0;
		return (types & bitOf(eventType)) !== 0;
	}

	/** Whether the prospect has ever been fetched, for whatever types. */
	isKnown(prospectId: string): boolean {
		return this.is.prospects.has(this.printOf(prospectId));
	}

	/** Notes that all events of these types that the prospect has now are known. */
	setBaseline(prospectId: string, eventTypes: readonly string[]): void {
		const print = this.printOf(prospectId);
		const known = this.is.prospects.get(print)?.types ?? 0;
		const types = eventTypes.reduce((bits, type) => bits | bitOf(type), known);
		if (types !== known) this.hasLearned = true;
		this.is.prospects.set(print, { types });
		this.is.refused.delete(print);
	}

	/** Whether Explorium refused this prospect when it was last asked; and whether that was today. */
	isRefused(prospectId: string): boolean {
		return this.is.refused.size > 0 && this.is.refused.has(this.printOf(prospectId));
	}

	isRefusedToday(prospectId: string, now: number): boolean {
		return this.is.refused.get(this.printOf(prospectId)) === dayOf(now);
	}

	refuse(prospectId: string, now: number): void {
		this.is.refused.set(this.printOf(prospectId), dayOf(now));
	}

	/**
	 * The memory to store, without what need not be remembered any more.
	 *
	 * @param watched all prospects watched now; the others are forgotten some months later
	 * @param hasOutput whether the poll hands something over
	 */
	save(watched: readonly string[], now: number, hasOutput = false): MemoryToSave {
		const oldest = firstRememberedMonth(now);
		const thisMonth = monthOf(now);
		const isWatched =
			watched === this.watched ? this.isWatched : new Set(watched.map(this.printOf));
		const prospects = new Map<string, string[]>();
		let isAnyOld = false;
		for (const [print, { types, lastWatched, isOld }] of this.is.prospects) {
			const left = isWatched.has(print) ? undefined : (lastWatched ?? thisMonth);
			if (left !== undefined && left < oldest) continue;
			isAnyOld ||= isOld === true;
			addTo(prospects, prospectKey(types, left, isOld), print);
		}
		const seenById = new Map<string, string>();
		for (const [print, { month, isUsed }] of this.is.seenById) {
			if (month >= oldest && (isAnyOld || !isUsed)) {
				seenById.set(print, isUsed ? `${month}.used` : month);
			}
		}
		return {
			version: MEMORY_VERSION,
			seen: this.is.seen.save((month) => month >= oldest),
			seenById: group(seenById),
			prospects: joined(prospects),
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

/** What stands over prospects in a saved memory; see `SavedMemory.prospects`. */
function prospectKey(types: number, left: string | undefined, isOld: boolean | undefined): string {
	if (isOld) return `${types}.${left ?? ''}.1`;
	return left === undefined ? String(types) : `${types}.${left}`;
}

/** The last of some months. */
function latest(one: string, other: string): string {
	return one > other ? one : other;
}

/** Joins the fingerprints that share a key. */
function group(
	entries: Map<string, string>,
	keep: (key: string) => boolean = () => true,
): Record<string, string> {
	const groups = new Map<string, string[]>();
	for (const [print, key] of entries) if (keep(key)) addTo(groups, key, print);
	return joined(groups);
}

const joined = (groups: Map<string, string[]>): Record<string, string> =>
	Object.fromEntries([...groups].map(([key, prints]) => [key, prints.join('')]));
