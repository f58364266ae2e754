import { visibleText } from './characters';
import { isList } from './look';
import { isMoment } from './moment';

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

/** How n8n writes a date as text where it stands in a group of fields. */
const DATE_AS_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:\d\d)$/;

/** Whether a text is what remains of a value that was no text, such as "[object Object]". */
export function isLeftover(text: string): boolean {
	const mayHoldOne = text.includes('[object ') || text.includes('Invalid Date');
	if (mayHoldOne && LEFTOVER_PARTS.test(text)) return true;
	return text.length <= LONGEST_LEFTOVER && LEFTOVER_WORDS.test(text.trim());
}

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

/**
 * Says what an expression gave. Text comes without blanks and unseen marks at its ends; a number is
 * text only if it still has all its digits.
 */
export function readGiven(value: unknown): Given {
	if (value === undefined || value === null) return { kind: 'nothing' };
	if (typeof value === 'string') return readText(visibleText(value));
	if (typeof value === 'number' || typeof value === 'bigint') return readNumber(value);
	if (typeof value === 'boolean') return { kind: 'other', what: 'true or false' };
	if (isList(value)) return { kind: 'other', what: 'a list' };
	return { kind: 'other', what: isMoment(value) ? 'a date' : 'an object' };
}

function readText(text: string): Given {
	if (text === '') return { kind: 'nothing' };
	if (isLeftover(text)) {
		return { kind: 'other', what: 'what an expression leaves behind when it finds nothing' };
	}
	if (DATE_AS_TEXT.test(text)) return { kind: 'other', what: 'a date' };
	const isLong = text.length > LONGEST_JSON;
	const parsed = isLong ? (looksLikeJson(text) ? {} : undefined) : parsedJson(text);
	if (parsed === undefined) return { kind: 'text', text };
	return { kind: 'other', what: Array.isArray(parsed) ? 'a list' : 'an object' };
}

function readNumber(value: number | bigint): Given {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return { kind: 'other', what: 'not a number' };
	}
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		return {
			kind: 'other',
			what: 'a number so long that it has lost digits: give it as text',
		};
	}
	return { kind: 'number', text: String(value) };
}
