import { visibleText } from './characters';
import { isList } from './look';
import { isMoment, lengthText } from './moment';

/** What an expression gave, where one value is meant. */
export type Given =
	/** Nothing was found, or the field is empty. */
	| { kind: 'nothing' }
	| { kind: 'text'; text: string }
	/** A number, as it is written. */
	| { kind: 'number'; text: string }
	/** Something else, in words that go after "is". */
	| { kind: 'other'; what: string };

/** What is left in a text when a value was turned into text that is none. */
const LEFTOVER_WORDS = /^(?:undefined|null|NaN)(?:[\s,;]+(?:undefined|null|NaN))*$/;
const LEFTOVER_PARTS = /\[object [A-Za-z]+\]|\bInvalid Date(?:Time)?\b/;
/** No leftover is longer than this, and a long text that starts like one is a text. */
const LONGEST_LEFTOVER = 200;
/** The same beside what was found, as in "Hello undefined": as the first or the last word. */
const LEFTOVER_AT_END = /^undefined(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}'’])(?:undefined|NaN)$/u;
/** Or as a whole entry between commas. */
const LEFTOVER_ENTRY = /(?:^|[,;])\s*(?:undefined|null|NaN)\s*(?:[,;]|$)/;

/** An expression as it is written. What vendors put between such brackets is a name, without a dollar sign. */
const EXPRESSION = /\{\{(?:\s*\$|[^{}]*\$(?:json|node|input|now|today)\b|[^{}]*\$\()/;

/** What stands where an expression was meant. To be put after "is". */
export const UNRESOLVED =
	'an expression that n8n did not work out: switch the field to Expression, here or in the node that gives the text';

/** To be put after "is". */
export const LOST_NUMBER = 'a number with too many digits to be exact: give it as text';

/** How n8n writes a date as text where it stands in a group of fields. */
const DATE_AS_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:\d\d)$/;

/** Whether a text is what remains of a value that was no text, such as "[object Object]". */
export function isLeftover(text: string): boolean {
	const mayHoldOne = text.includes('[object ') || text.includes('Invalid Date');
	if (mayHoldOne && LEFTOVER_PARTS.test(text)) return true;
	return text.length <= LONGEST_LEFTOVER && LEFTOVER_WORDS.test(text.trim());
}

/**
 * Whether a short text, such as a title, a tag or a key, holds what remains of a value that was not
 * found. A longer text may be about such a word.
 */
export function holdsLeftover(text: string): boolean {
	if (isLeftover(text)) return true;
	const word = text.length > LONGEST_LEFTOVER ? '' : text.trim();
	return LEFTOVER_AT_END.test(word) || LEFTOVER_ENTRY.test(word);
}

/** What an expression has left behind in a short text, to be put after "is"; nothing if nothing is left. */
export function leftBehind(text: string): string | undefined {
	if (!holdsLeftover(text)) return undefined;
	return text.includes('[object ')
		? 'what an expression leaves behind when it puts a list or an object into text'
		: 'what an expression leaves behind when it finds nothing';
}

/** Whether a text holds an expression that stayed as it was written, because its field is set to Fixed. */
export function isUnresolved(text: string): boolean {
	return text.includes('{{') && EXPRESSION.test(text);
}

/** Whether a value is a number so long that it has lost digits. */
export function isLostNumber(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** How a list or an object of texts begins, as JSON or as other languages write it. */
const START_OF_TEXTS = /^[[{]\s*["']/;

/** A longer text that starts and ends like JSON is not looked at to tell that it is no single text. */
const LONGEST_JSON = 20_000;
/** Deeper lists in lists are no data that anybody means, and take long to read. */
const DEEPEST_JSON = 50;

function isTooDeep(text: string): boolean {
	let depth = 0;
	let isInText = false;
	for (let at = 0; at < text.length; at += 1) {
		const mark = text[at];
		if (mark === '"') isInText = !isInText;
		else if (mark === '\\') at += 1;
		else if (!isInText && (mark === '[' || mark === '{')) depth += 1;
		else if (!isInText && (mark === ']' || mark === '}')) depth -= 1;
		if (depth > DEEPEST_JSON) return true;
	}
	return false;
}

/** Whether a text starts and ends like a JSON list or object. */
function looksLikeJson(text: string): boolean {
	const [first, last] = [text[0], text.at(-1)];
	return (first === '[' && last === ']') || (first === '{' && last === '}');
}

/** The value of a text that is a JSON list or object; nothing if it is neither. */
export function parsedJson(text: string): object | undefined {
	if (!looksLikeJson(text) || isTooDeep(text)) return undefined;
	try {
		return JSON.parse(text) as object;
	} catch {
		return undefined;
	}
}

const PAIRS = [
	['[', ']'],
	['{', '}'],
];

/**
 * Whether a text is what is left of a list or an object as text that is no JSON: one half of a pair of
 * brackets is missing, or what they hold is not written as JSON. Ask `parsedJson` first.
 */
export function isBrokenJson(text: string): boolean {
	const [first, last] = [text[0], text.at(-1)];
	const isHalf = PAIRS.some(
		([open, close]) =>
			(first === open && !text.includes(close)) || (last === close && !text.includes(open)),
	);
	if (isHalf || START_OF_TEXTS.test(text)) return true;
	return looksLikeJson(text) && (first === '[' ? /["',]/ : /[:"',]/).test(text);
}

/** Whether a text stands in quotes that would become part of it, or begins with one that nothing ends. */
export function isQuoted(text: string): boolean {
	const [first, last] = [text[0], text.at(-1)];
	if (text.length > 1 && first === last && (first === '"' || first === "'")) return true;
	return first === '"' && (text.match(/"/g) ?? []).length % 2 === 1;
}

/**
 * Says what an expression gave. Text comes without spaces and unseen marks at its ends; a number is
 * text only if it still has all its digits.
 */
export function readGiven(value: unknown): Given {
	if (value === undefined || value === null) return { kind: 'nothing' };
	if (typeof value === 'string') return readText(visibleText(value));
	if (typeof value === 'number' || typeof value === 'bigint') return readNumber(value);
	if (typeof value === 'boolean') return { kind: 'other', what: 'true or false' };
	if (isList(value)) return { kind: 'other', what: 'a list' };
	const what = isMoment(value) ? 'a date' : (lengthText(value) ?? 'an object');
	return { kind: 'other', what };
}

function readText(text: string): Given {
	if (text === '') return { kind: 'nothing' };
	if (isUnresolved(text)) return { kind: 'other', what: UNRESOLVED };
	const left = isLeftover(text) ? leftBehind(text) : undefined;
	if (left !== undefined) return { kind: 'other', what: left };
	if (DATE_AS_TEXT.test(text)) return { kind: 'other', what: 'a date' };
	const isLong = text.length > LONGEST_JSON;
	const parsed = isLong ? (looksLikeJson(text) ? {} : undefined) : parsedJson(text);
	if (parsed === undefined) {
		if (!START_OF_TEXTS.test(text)) return { kind: 'text', text };
		return { kind: 'other', what: 'a list or an object as text, but no JSON' };
	}
	return { kind: 'other', what: Array.isArray(parsed) ? 'a list' : 'an object' };
}

function readNumber(value: number | bigint): Given {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return { kind: 'other', what: 'not a number' };
	}
	if (isLostNumber(value)) return { kind: 'other', what: LOST_NUMBER };
	return { kind: 'number', text: String(value) };
}
