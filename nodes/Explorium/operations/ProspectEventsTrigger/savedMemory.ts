/** What one process handed over without a confirmation, as joined fingerprints. */
export interface SavedUnconfirmed {
	events: string;
	/** Who has to be asked about to hand it over once more. */
	prospects: string;
}

/** The memory as n8n saves it: plain JSON, only top-level keys are ever replaced. */
export interface SavedMemory {
	/** Of the form of what follows; without it, the memory is of version 1. */
	version?: number;
	/** Emitted and baseline events by month, as joined fingerprints. */
	seen?: Record<string, string>;
	/** The same from version 1, by `<month>` or `<month>.used`: fingerprints of the event id alone. */
	seenById?: Record<string, string>;
	/**
	 * Prospects with a baseline, by `<event types as bits>` or `<bits>.<month last watched>`. Those that
	 * have not been fetched since version 1 have `.1` as a third part.
	 */
	prospects?: Record<string, string>;
	/** Prospects that Explorium refuses, by day of the last try; version 1 kept them by month. */
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
	/** Prospects to a call, where 40 took too long. */
	perCall?: number;
	/** A baseline was lost: until the next sweep has ended, nothing is new without one. */
	isAnew?: boolean;
	/** What n8n may not have saved, by the process that handed it over; with At Least Once only. */
	unconfirmed?: Record<string, SavedUnconfirmed> | null;
}

/** The version that is written. */
export const MEMORY_VERSION = 2;
