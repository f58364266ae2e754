import { plainWord, visibleText } from './read/characters';
import { parsedJson } from './read/given';
import { isList, look } from './read/look';
import { isMoment, lengthText, readMoment, utcText } from './read/moment';

/** How much of a value a message shows. */
const SHOWN_CHARACTERS = 120;
const SHOWN_ENTRIES = 10;
const DEEPEST = 3;

/**
 * A value as a message shows it: on one line, with marks that nobody sees, and never more than a part.
 * One that throws when it is looked at is "an object".
 */
export function printValue(value: unknown): string {
	return look(() => printReadable(value)) ?? 'an object';
}

function printReadable(value: unknown): string {
	if (typeof value === 'string') return `"${printText(value)}"`;
	if (typeof value === 'bigint') return printText(String(value));
	if (typeof value === 'function') return 'a function';
	if (typeof value !== 'object' || value === null) return String(value);
	if (isMoment(value)) return printMoment(value);
	const length = lengthText(value);
	if (length !== undefined) return printText(length);
	return printText(JSON.stringify(shortened(value, 0)));
}

/** The start of a text, on one line. */
export function printText(text: string): string {
	const isLong = text.length > SHOWN_CHARACTERS;
	const start = isLong ? text.slice(0, SHOWN_CHARACTERS) : text;
	const seen = start.replace(/[\p{Cc}\p{Cf}\p{Surrogate}\u00A0\u202F\u2007]/gu, (mark) => {
		const code = mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
		return mark === '\n' || mark === '\t' || mark === '\r' ? ' ' : `<U+${code}>`;
	});
	return isLong ? `${seen}…` : seen;
}

function printMoment(value: unknown): string {
	const moment = readMoment(value);
	return moment === undefined ? 'a date that does not exist' : utcText(moment);
}

/** A part of a list or object, as plain data. */
function shortened(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return value.slice(0, SHOWN_CHARACTERS);
	if (typeof value === 'bigint') return String(value);
	// A function could be called while the text is made.
	if (typeof value === 'function') return undefined;
	if (typeof value !== 'object' || value === null) return value;
	if (isMoment(value)) return printMoment(value);
	const length = lengthText(value);
	if (length !== undefined) return length;
	if (depth === DEEPEST) return '…';
	if (isList(value)) {
		return value.slice(0, SHOWN_ENTRIES).map((one) => shortened(one, depth + 1));
	}
	const shown: Record<string, unknown> = {};
	let entries = 0;
	for (const name in value) {
		if ((entries += 1) > SHOWN_ENTRIES) break;
		const one = (value as Record<string, unknown>)[name];
		Object.defineProperty(shown, name.slice(0, SHOWN_CHARACTERS), {
			value: shortened(one, depth + 1),
			enumerable: true,
			configurable: true,
		});
	}
	return shown;
}

/** The keys of a record that may hold its ID, the surest first. */
const ID_KEYS = [/^id$/i, /_id$/i];

/**
 * What to say of a value that is a whole record where one of its values is meant.
 *
 * @returns a sentence; nothing for anything else
 */
export function wholeRecord(value: unknown): string | undefined {
	const record = look(() => (typeof value === 'string' ? parsedJson(plainWord(value)) : value));
	if (typeof record !== 'object' || record === null || isList(record) || isMoment(record)) {
		return undefined;
	}
	const keys = look(() => Object.keys(record)) ?? [];
	if (keys.length === 0) return undefined;
	const key = ID_KEYS.map((shape) => keys.find((one) => shape.test(one))).find(Boolean);
	const example = key && /^\w{1,40}$/.test(key) ? `, such as {{ $json.${key} }}` : '';
	return `This is a whole record. Use one value of it${example}`;
}

/** Whether a value is there, but holds nothing. What an expression did not find is not there. */
export function isBlank(value: unknown): boolean {
	return value === null || (typeof value === 'string' && visibleText(value) === '');
}
