import { isObject, type Json } from '../../../shared/answers';
import { PROSPECTS_PER_FETCH } from '../../explorium';
import { EVENT_LENGTH, fingerprints, PROSPECT_LENGTH } from '../../fingerprint';
import { MEMORY_VERSION } from './savedMemory';
import { isJoined, SeenEvents } from './seenEvents';
import { monthOf } from './window';

/** A prospect with a baseline. */
export interface KnownProspect {
	/** One bit per event type with a baseline. */
	types: number;
	/** Set once the prospect is not watched any more. */
	lastWatched?: string;
	/** Not fetched since the memory was of version 1. */
	isOld?: boolean;
}

/** An event that version 1 knew by its id. */
export interface OldEvent {
	month: string;
	/** An event with this id has turned up since, and is known by more than that. */
	isUsed: boolean;
}

/** What a saved memory says, as far as it can be read. */
export interface ReadMemory {
	seen: SeenEvents;
	seenById: Map<string, OldEvent>;
	prospects: Map<string, KnownProspect>;
	/** The day of the last try, by fingerprint. */
	refused: Map<string, string>;
	failed: string[];
	sweepAfter?: string;
	sweepStartedAt?: number;
	lastSweepAt: number;
	outputs: number;
	perCall: number;
	isAnew: boolean;
	/** What could not be read, and what that means; nothing if all could or only what mends itself. */
	damage?: string;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-\d\d$/;
const ANEW =
	'The trigger starts over: it remembers the events there are now and does not emit them. Later events are emitted again.';

/**
 * Reads what was saved, by whatever version, and repairs what can be repaired. Where it is not known
 * which events were seen, or which prospects have a baseline, a new baseline has to be taken: emitting
 * all would flood the workflow.
 *
 * @param saved anything; nothing at all is the memory of a trigger that has not run
 */
export function readMemory(saved: unknown, now: number): ReadMemory {
	const memory = isObject(saved) ? saved : {};
	const version = memory.version === undefined ? 1 : numberIn(memory.version);
	const parts = readParts(memory, version, now);
	const damage =
		isObject(saved) || saved === undefined || saved === null
			? damageOf(memory, version, parts)
			: 'What the Explorium trigger had saved cannot be read';
	const seen = parts.seen ?? new SeenEvents();
	const isSeenKnown = parts.seen !== undefined && isObject(memory.seen);
	const rest = readProgress(memory, now);
	if (damage === undefined) return { ...rest, ...parts, seen, prospects: parts.prospects.read };
	return {
		...rest,
		// Until everybody has been fetched once more, which begins right away.
		...{ sweepAfter: undefined, sweepStartedAt: undefined, lastSweepAt: 0, isAnew: true },
		seen,
		seenById: parts.seenById,
		// With a baseline, but with no events that were seen, all would be new.
		prospects: isSeenKnown ? parts.prospects.read : new Map(),
		refused: parts.refused,
		damage: `${damage}. ${ANEW}`,
	};
}

interface Parts {
	/** Nothing if some of it cannot be read. */
	seen?: SeenEvents;
	seenById: Map<string, OldEvent>;
	prospects: { read: Map<string, KnownProspect>; isWhole: boolean };
	refused: Map<string, string>;
}

function readParts(memory: Json, version: number | undefined, now: number): Parts {
	const isOld = version === 1;
	if (version !== undefined && version > MEMORY_VERSION) {
		const prospects = { read: new Map(), isWhole: false };
		return { seenById: new Map(), prospects, refused: new Map() };
	}
	const seen = readGroups(memory.seen ?? {}, EVENT_LENGTH);
	const byId = isOld ? seen : readGroups(memory.seenById ?? {}, EVENT_LENGTH);
	const month = (text: string) => (MONTH.test(text) ? text : monthOf(now));
	const isWhole = seen.isWhole && byId.isWhole;
	return {
		seen: isWhole ? new SeenEvents(isOld ? [] : inMonths(seen.groups, month)) : undefined,
		seenById: mapOf(byId.groups, EVENT_LENGTH, (key) => {
			const [text, used] = key.split('.');
			return { month: month(text), isUsed: used === 'used' };
		}),
		prospects: readProspects(memory.prospects ?? {}, isOld, month),
		// Version 1 kept months: what it calls refused is tried again at once.
		refused: mapOf(
			readGroups(memory.refused ?? {}, PROSPECT_LENGTH).groups,
			PROSPECT_LENGTH,
			(key) => (DAY.test(key) ? key : `${month(key)}-00`),
		),
	};
}

function readProspects(saved: unknown, isOld: boolean, month: (text: string) => string) {
	const { groups, isWhole } = readGroups(saved, PROSPECT_LENGTH);
	const usable = groups.filter(([key]) => /^\d+(\.|$)/.test(key));
	const read = mapOf(usable, PROSPECT_LENGTH, (key) => {
		const [types, lastWatched, version] = key.split('.');
		return {
			types: Number(types),
			...(lastWatched && { lastWatched: month(lastWatched) }),
			...((isOld || version === '1') && { isOld: true }),
		};
	});
	return { read, isWhole: isWhole && usable.length === groups.length };
}

/** What of a memory is missing or damaged so that a baseline is needed. */
function damageOf(
	memory: Json,
	version: number | undefined,
	{ seen, prospects }: Parts,
): string | undefined {
	if (version !== undefined && version > MEMORY_VERSION) {
		return `What the Explorium trigger had saved is of version ${version}, which is newer than this node`;
	}
	if (version !== 1 && version !== MEMORY_VERSION) {
		return 'The version of what the Explorium trigger had saved cannot be read';
	}
	const isNew = ['seen', 'prospects'].every((key) => memory[key] === undefined);
	if (isNew && memory.lastSweepAt === undefined && version === 1) return undefined;
	if (seen === undefined || !isObject(memory.seen)) {
		return 'It cannot be read which events the Explorium trigger had seen';
	}
	if (!prospects.isWhole || !isObject(memory.prospects)) {
		return 'It cannot be read which prospects the Explorium trigger had watched';
	}
	return undefined;
}

/** How far the trigger has got, which is all that is needed to find out whether anything is due. */
export function readProgress(saved: unknown, now: number) {
	const memory = isObject(saved) ? saved : {};
	const moment = (value: unknown) => {
		const at = numberIn(value);
		return at !== undefined && at > 0 ? Math.min(at, now) : undefined;
	};
	const sweepStartedAt = moment(memory.sweepStartedAt);
	const last = numberIn(memory.lastSweepAt) ?? 0;
	const after = memory.sweepAfter;
	const perCall = Math.floor(numberIn(memory.perCall) ?? PROSPECTS_PER_FETCH);
	return {
		failed: stringsIn(memory.failed),
		sweepAfter: sweepStartedAt !== undefined && typeof after === 'string' ? after : undefined,
		sweepStartedAt,
		// A sweep that is yet to come tells nothing.
		lastSweepAt: last > now || last < 0 ? 0 : last,
		outputs: Math.max(0, Math.floor(numberIn(memory.outputs) ?? 0)),
		perCall: Math.min(PROSPECTS_PER_FETCH, Math.max(1, perCall)),
		isAnew: memory.isAnew === true,
	};
}

const stringsIn = (value: unknown) =>
	Array.isArray(value)
		? [...new Set(value.filter((one): one is string => typeof one === 'string' && one !== ''))]
		: [];

/** A number, also as text. */
function numberIn(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Joined fingerprints by what they share. */
type Groups = Array<[key: string, joined: string]>;

/** Reads joined fingerprints; those that cannot be cut are left out. */
function readGroups(saved: unknown, length: number): { groups: Groups; isWhole: boolean } {
	if (!isObject(saved)) return { groups: [], isWhole: false };
	const groups: Groups = [];
	let isWhole = true;
	for (const [key, joined] of Object.entries(saved)) {
		if (typeof joined === 'string' && isJoined(joined, length)) groups.push([key, joined]);
		else isWhole = false;
	}
	return { groups, isWhole };
}

const inMonths = (groups: Groups, monthOfKey: (key: string) => string) =>
	groups.map(([key, joined]): [string, string] => [monthOfKey(key), joined]);

function mapOf<T>(groups: Groups, length: number, valueOf: (key: string) => T): Map<string, T> {
	const all = new Map<string, T>();
	for (const [key, joined] of groups) {
		const value = valueOf(key);
		for (const print of fingerprints(joined, length)) all.set(print, value);
	}
	return all;
}
