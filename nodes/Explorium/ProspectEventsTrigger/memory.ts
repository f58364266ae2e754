import { EVENT_TYPES, type EventType } from '../explorium';
import {
	EVENT_LENGTH,
	eventFingerprint,
	fingerprints,
	PROSPECT_LENGTH,
	prospectFingerprint,
} from '../fingerprint';
import { firstRememberedMonth, firstWindowMonth, monthOf } from './window';

/** The memory as n8n saves it: plain JSON, only top-level keys are ever replaced. */
export interface SavedMemory {
	/** Emitted and baseline events by month, as joined fingerprints. */
	seen?: Record<string, string>;
	/** Prospects with a baseline, by `<event types as bits>` or `<bits>.<month last watched>`. */
	prospects?: Record<string, string>;
	/** Prospects whose id Explorium calls invalid, by month of that. */
	refused?: Record<string, string>;
	/** Ids whose last fetch failed; they come first in the next poll. */
	failed?: string[];
	/** Where an unfinished sweep goes on: after this prospect id. */
	sweepAfter?: string | null;
	/** Start of the unfinished sweep, and of the last finished one, in epoch milliseconds. */
	sweepStartedAt?: number | null;
	lastSweepAt?: number;
	/** How often a poll has handed something over. */
	outputs?: number;
}

interface KnownProspect {
	/** One bit per event type with a baseline. */
	types: number;
	/** Set once the prospect is not watched any more. */
	lastWatched?: string;
}

const bitOf = (type: string) => {
	const index = EVENT_TYPES.indexOf(type as EventType);
	return index < 0 ? 0 : 1 << index;
};

/**
 * What the trigger remembers between polls: which events it has seen, and for which prospects and
 * event types it has taken a baseline. It is a working copy; `save` gives what is to be stored.
 */
export class Memory {
	/** Something was learned that must outlive a restart even if nothing is emitted. */
	hasLearned = false;

	failed: string[];

	sweepAfter?: string;

	sweepStartedAt?: number;

	lastSweepAt?: number;

	private readonly outputs: number;

	private readonly seen = new Map<string, string>();

	private readonly prospects = new Map<string, KnownProspect>();

	private readonly refused = new Map<string, string>();

	constructor(saved: SavedMemory) {
		this.failed = [...(saved.failed ?? [])];
		this.sweepAfter = saved.sweepAfter ?? undefined;
		this.sweepStartedAt = saved.sweepStartedAt ?? undefined;
		this.lastSweepAt = saved.lastSweepAt;
		this.outputs = saved.outputs ?? 0;
		for (const [month, joined] of Object.entries(saved.seen ?? {})) {
			for (const print of fingerprints(joined, EVENT_LENGTH)) this.seen.set(print, month);
		}
		for (const [key, joined] of Object.entries(saved.prospects ?? {})) {
			const [types, lastWatched] = key.split('.');
			for (const print of fingerprints(joined, PROSPECT_LENGTH)) {
				this.prospects.set(print, { types: Number(types), lastWatched });
			}
		}
		for (const [month, joined] of Object.entries(saved.refused ?? {})) {
			for (const print of fingerprints(joined, PROSPECT_LENGTH)) this.refused.set(print, month);
		}
	}

	/**
	 * Notes an event that Explorium showed.
	 *
	 * @returns whether it had not been seen before
	 */
	noteEvent(eventId: string, eventTime: string, now: number): boolean {
		const print = eventFingerprint(eventId);
		const happened = Date.parse(eventTime);
		const month = monthOf(Number.isNaN(happened) ? now : happened);
		const oldest = firstWindowMonth(now);
		const remembered = this.seen.get(print);
		const keepUnder = [month, oldest, remembered ?? ''].reduce((a, b) => (a > b ? a : b));
		this.seen.set(print, keepUnder);
		return remembered === undefined;
	}

	/** Whether the events of this type that the prospect had in the beginning are known. */
	hasBaseline(prospectId: string, eventType: string): boolean {
		const types = this.prospects.get(prospectFingerprint(prospectId))?.types ?? 0;
		return (types & bitOf(eventType)) !== 0;
	}

	/** Notes that all events of these types that the prospect has now are known. */
	setBaseline(prospectId: string, eventTypes: readonly string[]): void {
		const print = prospectFingerprint(prospectId);
		const known = this.prospects.get(print)?.types ?? 0;
		const types = eventTypes.reduce((bits, type) => bits | bitOf(type), known);
		if (types !== known) this.hasLearned = true;
		this.prospects.set(print, { types });
	}

	/** Whether Explorium called this id invalid lately. */
	isRefused(prospectId: string): boolean {
		return this.refused.has(prospectFingerprint(prospectId));
	}

	refuse(prospectId: string, now: number): void {
		this.refused.set(prospectFingerprint(prospectId), monthOf(now));
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
		for (const [print, { types, lastWatched }] of this.prospects) {
			const left = isWatched.has(print) ? undefined : (lastWatched ?? thisMonth);
			if (left === undefined || left >= oldest) {
				prospects.set(print, left === undefined ? String(types) : `${types}.${left}`);
			}
		}
		// An id that was refused is tried again when the next month is over.
		const lastMonth = monthOf(Date.parse(`${thisMonth}-01`) - 1);
		return {
			seen: group(this.seen, (month) => month >= oldest),
			prospects: group(prospects, () => true),
			refused: group(this.refused, (month) => month >= lastMonth),
			failed: [...this.failed],
			sweepAfter: this.sweepAfter ?? null,
			sweepStartedAt: this.sweepStartedAt ?? null,
			lastSweepAt: this.lastSweepAt ?? 0,
			outputs: this.outputs + (hasOutput ? 1 : 0),
		};
	}
}

/** Joins the fingerprints that share a key. */
function group(
	entries: Map<string, string>,
	keep: (key: string) => boolean,
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
