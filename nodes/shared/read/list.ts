import { badInput, FOUND_NOTHING, success, type Result } from '../result';
import { printValue } from '../valueText';
import { plainWord, visibleText } from './characters';
import { explainValue, hintFor } from './explain';
import { holdsLeftover, isBrokenJson, isQuoted, parsedJson, readGiven } from './given';
import { isList, look } from './look';
import { explainGrouped, findGroupedNumber } from './thousands';

/** What a list parameter may hold. */
export interface ListRule {
	/** The field's label in the form. */
	field: string;
	/** What each entry has to be, to be put after "must be". */
	allowed: string;
	/** The entry as it is sent, or `undefined` if it is not allowed. */
	read: (entry: string) => string | undefined;
	/** Splits text that holds several; at commas, semicolons, spaces and line breaks if absent. */
	split?: (text: string) => Iterable<string>;
	/** Whether entries are numbers, whose digits somebody may have grouped. */
	isNumeric?: boolean;
	/** What an entry that is not allowed looks like, in a sentence. */
	recognize?: (entry: string) => string | undefined;
}

const DEEPEST = 20;
/** Is put where lists are nested too deeply to be meant. */
const TOO_DEEP = Symbol('too deep');
/** Is put where a list throws when it is looked at. It is no entry that is allowed. */
const UNREADABLE = {};

/** More is no list that anybody means, and would keep n8n from other work. */
const MOST_ENTRIES = 50_000;
const MOST_NAMES = 10_000;
/** No entry is longer. */
const LONGEST_ENTRY = 2000;

/**
 * The values in a list: one value, a list, a list of lists, or a list as JSON text, as AI models write
 * it. Each text comes as it is, split no further.
 */
export function* valuesIn(value: unknown, depth = 0): Generator<unknown> {
	const list = isList(value) ? (look(() => [...value]) ?? [UNREADABLE]) : listAsText(value);
	if (list === undefined) yield value;
	else if (depth === DEEPEST) yield TOO_DEEP;
	else for (const entry of list) yield* valuesIn(entry, depth + 1);
}

function listAsText(value: unknown): unknown[] | undefined {
	if (typeof value !== 'string' || !value.includes('[')) return undefined;
	const parsed = parsedJson(plainWord(value));
	return Array.isArray(parsed) ? parsed : undefined;
}

/** Whether a value is a list without entries, or an empty text. What was not found is neither. */
export function isEmptyList(value: unknown): boolean {
	if (typeof value === 'string' && plainWord(value) === '') return true;
	return valuesIn(value).next().done === true;
}

/** Whether there is one value, alone or as the only one of a list. */
function isOnlyOne(value: unknown): boolean {
	const values = valuesIn(value);
	return values.next().done !== true && values.next().done === true;
}

/** Splits text at commas, semicolons, spaces and line breaks. */
export function* atSeparators(text: string): Generator<string> {
	for (const [word] of text.matchAll(/[^,;\s]+/g)) yield word;
}

/** Splits text at commas and line breaks, so that entries may hold spaces. */
export function* atCommas(text: string): Generator<string> {
	for (const [part] of text.matchAll(/[^,\r\n]+/g)) yield part;
}

function* atLineBreaks(text: string): Generator<string> {
	for (const [part] of text.matchAll(/[^\r\n]+/g)) yield part;
}

/**
 * Reads a parameter that names one or several records: a single value, a list, a list as JSON text, or
 * text in which they are separated by commas, semicolons, spaces or line breaks.
 *
 * @returns the entries, trimmed, each once, in their order; a failure that names the field and the
 * entry if the list is empty, or holds something empty or not allowed
 */
export function readList(value: unknown, rule: ListRule): Result<string[]> {
	const { field, allowed, read, split = atSeparators, isNumeric = false } = rule;
	const list = new Set<string>();
	let count = 0;
	let place = 0;
	for (const one of valuesIn(value)) {
		place += 1;
		const empty = () =>
			isOnlyOne(value) ? emptyList(field, allowed) : emptyEntry(field, place, allowed);
		const given = one === TOO_DEEP ? { kind: 'other' as const } : readGiven(one);
		if (given.kind === 'nothing') return empty();
		if (given.kind === 'other') return refuseEntry(rule, one);
		const grouped = isNumeric ? findGroupedNumber(given.text) : undefined;
		if (grouped !== undefined) {
			const explained = explainGrouped(grouped, (group) => read(group) !== undefined);
			return badInput(`"${field}" holds ${printValue(grouped)}. ${explained}`);
		}
		const before = count;
		for (const word of given.kind === 'number' ? [given.text] : split(given.text)) {
			const entry = readEntry(word, read);
			if (entry === '') continue;
			if (entry === undefined) return refuseEntry(rule, word, given.text);
			count += 1;
			if (count > MOST_ENTRIES) return tooMany(field, MOST_ENTRIES);
			list.add(entry);
		}
		if (count === before) return empty();
	}
	return list.size > 0 ? success([...list]) : emptyList(field, allowed);
}

/** An entry as it is sent; an empty text for what holds nothing, and nothing for what is not allowed. */
function readEntry(word: string, read: ListRule['read']): string | undefined {
	if (word.length > LONGEST_ENTRY) return undefined;
	const accepted = read(word);
	if (accepted !== undefined) return accepted;
	const plain = plainWord(word);
	return plain === '' || plain === word ? (plain === '' ? '' : undefined) : read(plain);
}

function tooMany(field: string, most: number) {
	return badInput(
		`"${field}" holds more than ${most} entries`,
		'Spread them over several input items.',
	);
}

/** @param whole the text that the entry is a part of */
function refuseEntry({ field, allowed, recognize }: ListRule, entry: unknown, whole?: string) {
	const recognized = explainValue(entry) ?? recognizeText(entry, recognize);
	const shown = entry === TOO_DEEP ? 'lists in lists in lists' : printPart(entry, whole);
	const message = `"${field}" holds ${shown}, but each entry must be ${allowed}`;
	return badInput(recognized === undefined ? message : `${message}. ${recognized}`);
}

function recognizeText(entry: unknown, recognize: ListRule['recognize']): string | undefined {
	if (typeof entry !== 'string') return undefined;
	return recognize?.(plainWord(entry)) ?? recognizeLeftover(entry);
}

function recognizeLeftover(entry: string): string | undefined {
	const isOne = entry.length <= LONGEST_ENTRY && /\b(?:undefined|NaN)\b/.test(entry);
	return isOne ? 'It holds what an expression leaves behind when it finds nothing' : undefined;
}

/**
 * An entry as a message shows it: with what stood before and after it, where a space has cut it off. Nobody
 * finds "Ada" in data that says "Ada Morales".
 */
export function printPart(entry: unknown, whole = ''): string {
	const shown = printValue(entry);
	if (typeof entry !== 'string') return shown;
	const around = whole
		.split(/[,;\r\n]+/)
		.map((part) => part.trim())
		.find((part) => part.split(/\s+/).includes(entry));
	if (around === undefined || around === entry) return shown;
	return `${shown} (from ${printValue(around)}: a space separates entries)`;
}

function emptyList(field: string, allowed: string) {
	return badInput(`"${field}" is empty`, `Each entry must be ${allowed}. ${FOUND_NOTHING}`);
}

/** @param place from 1 */
function emptyEntry(field: string, place: number, allowed: string) {
	return badInput(
		`"${field}" has an empty entry: number ${place}`,
		`Take it out of the list. Each entry must be ${allowed}. ${FOUND_NOTHING}`,
	);
}

/**
 * Reads names such as tags, which may hold spaces: a list, a list as JSON text, or text in which commas
 * or line breaks separate them. An entry of a list is split at line breaks only, so it may hold commas.
 *
 * @returns the names, trimmed, each once, in their order; nothing if there are none
 */
export function readNames(value: unknown, field: string): Result<string[]> {
	const names = new Set<string>();
	let count = 0;
	let place = 0;
	const isText = typeof value === 'string' && listAsText(value) === undefined;
	for (const one of valuesIn(value)) {
		place += 1;
		const given = one === TOO_DEEP ? { kind: 'other' as const } : readGiven(one);
		if (given.kind === 'other') return refuseName(field, one);
		if (given.kind === 'nothing') {
			if (isText) continue;
			return isOnlyOne(value) ? emptyList(field, 'a name') : emptyEntry(field, place, 'a name');
		}
		// A list that is almost JSON, such as ['a', 'b'], must not become odd names.
		if (isBrokenJson(given.text)) return refuseName(field, one);
		const parts = isText ? atCommas(given.text) : atLineBreaks(given.text);
		for (const part of parts) {
			const name = visibleText(part);
			if (name === '') continue;
			const isOdd = isBrokenJson(name) || holdsLeftover(name) || (isText && isQuoted(name));
			if (isOdd || readGiven(name).kind === 'other') return refuseName(field, name);
			names.add(name);
			count += 1;
			if (count > MOST_NAMES) return tooMany(field, MOST_NAMES);
		}
	}
	return success([...names]);
}

function refuseName(field: string, entry: unknown) {
	const shown = entry === TOO_DEEP ? 'lists in lists in lists' : printValue(entry);
	return badInput(
		`"${field}" holds ${shown}, but each entry must be a name`,
		hintFor(entry) ??
			'Give text with commas or line breaks between the names, without quotes around them, or a list of texts. A list as text must be JSON, such as ["Job changed", "VIP"].',
	);
}
