import { isObject } from '../../shared/answers';
import { isId } from '../readId';

/** How deep to look, how much of a list, and how long a text may be. */
const DEEPEST = 8;
const MOST_ENTRIES = 1_000;
const LONGEST_TEXT = 100_000;
const LONGEST_WORDS = 500;

/** What can be the record that an item is about. */
export interface Known {
	/** The records that were sent: only one of them counts. */
	sent?: ReadonlySet<string>;
	/** The kind of these records, so that other records beside them are not mistaken for it. */
	type?: 'prospect' | 'account';
}

/** Keys that name the record by its kind. */
const BY_TYPE = { prospect: /^prospects?(ids?)?$/, account: /^accounts?(ids?)?$/ };
const ANY_TYPE = /^(prospect|account)s?(ids?)?$/;
/** Keys that hold the record itself, whatever its kind. */
const RECORD = /^(record|resource|target|contact|person|entity|object)s?(ids?)?$/;
const ID = /^ids?$/;
/** Keys that hold what an item is about, and not another record. */
const WRAPPER = /^(data|attributes|relationships|item|payload|params|args|arguments|input)s?$/;
const OTHER_TYPE =
	/^(account|prospect|user|mailbox|sequence|stage|persona|opportunity|batch|batchItem)s?$/i;
const ITEM_TYPE = /^batch(item)?s?$/i;
const IN_WORDS =
	/\b(prospect|account|contact|record)s?(?:[ _-]?ids?)?["']?\s{0,3}[/#:=\s]\s{0,3}["']?(\d{1,16})\b/gi;

/** The ids that a piece of data names, from what names the record best to what only may. */
type Tiers = [byType: string[], byRecord: string[], byId: string[]];

/**
 * The record that an item's `data` is about. Outreach does not publish its form, so every form is read
 * that names one record: its number, as a number or as text, alone, under a key such as `prospectId` or
 * `id`, in a list of one, or in JSON text within JSON text.
 *
 * @returns nothing if it names none of the records that were sent, or several
 */
export function recordIdIn(data: unknown, known: Known = {}): string | undefined {
	const tiers: Tiers = [[], [], []];
	collect(data, known, tiers, { depth: 0, mayBeBare: true });
	for (const tier of tiers) {
		const ids = new Set(tier.filter((id) => isId(id) && (known.sent?.has(id) ?? true)));
		if (ids.size === 1) return [...ids][0];
		if (ids.size > 1) return undefined;
	}
	return undefined;
}

interface Place {
	depth: number;
	/** Whether a bare number, or one under `id`, is the record here; beside other records it is not. */
	mayBeBare: boolean;
	/** The tier that a bare number counts in. */
	tier?: 0 | 1 | 2;
}

function collect(value: unknown, known: Known, tiers: Tiers, place: Place): void {
	const { depth, mayBeBare, tier = 2 } = place;
	if (depth > DEEPEST) return;
	if (typeof value === 'number') {
		if (mayBeBare) tiers[tier].push(String(value));
	} else if (typeof value === 'string') {
		collectText(value, known, tiers, place);
	} else if (Array.isArray(value)) {
		for (const one of value.slice(0, MOST_ENTRIES)) {
			collect(one, known, tiers, { ...place, depth: depth + 1 });
		}
	} else if (isObject(value)) {
		collectObject(value, known, tiers, place);
	}
}

function collectText(text: string, known: Known, tiers: Tiers, place: Place): void {
	const trimmed = text.length <= LONGEST_TEXT ? text.trim() : '';
	if (/^\d{1,16}$/.test(trimmed)) {
		if (place.mayBeBare) tiers[place.tier ?? 2].push(trimmed);
		return;
	}
	const parsed = /^["[{]/.test(trimmed) ? parse(trimmed) : undefined;
	if (parsed !== undefined) {
		collect(parsed, known, tiers, { ...place, depth: place.depth + 1 });
	} else if (trimmed.length <= LONGEST_WORDS) {
		for (const [, type, id] of trimmed.matchAll(IN_WORDS)) {
			const tier = tierOf(type.toLowerCase(), known);
			if (tier !== undefined) tiers[tier].push(id);
		}
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function collectObject(
	value: Record<string, unknown>,
	known: Known,
	tiers: Tiers,
	{ depth, mayBeBare, tier = 2 }: Place,
): void {
	const isOther = isOfOtherType(value.type, known);
	for (const [key, inner] of Object.entries(value).slice(0, MOST_ENTRIES)) {
		const name = key.toLowerCase().replace(/[_-]/g, '');
		const named = tierOf(name, known);
		if (named !== undefined) {
			collect(inner, known, tiers, { depth: depth + 1, mayBeBare: true, tier: named });
		} else {
			const isAbout = ID.test(name) ? !isOther : isWrapper(name, inner, isOther && value.type);
			collect(inner, known, tiers, { depth: depth + 1, mayBeBare: mayBeBare && isAbout, tier });
		}
	}
}

/** Whether a key holds what its object is about; the values of fields are no records. */
function isWrapper(name: string, inner: unknown, otherType: unknown): boolean {
	if (otherType && !ITEM_TYPE.test(String(otherType))) return false;
	return WRAPPER.test(name) || (name === 'value' && isObject(inner));
}

/** How well a key names the record: by its kind, or as the record. */
function tierOf(name: string, { type }: Known): 0 | 1 | undefined {
	if (type === undefined ? ANY_TYPE.test(name) : BY_TYPE[type].test(name)) return 0;
	return RECORD.test(name) ? 1 : undefined;
}

/** Whether an object says that it is a record of another kind. */
function isOfOtherType(type: unknown, known: Known): boolean {
	if (typeof type !== 'string' || !OTHER_TYPE.test(type)) return false;
	return tierOf(type.toLowerCase(), known) === undefined;
}
