import { isObject } from './answers';
import type { RequestFault } from './result';

const LONGEST_TEXT = 400;
/** What is looked at of a text, and of a web page. */
const LOOKED_AT = 2_000;
const LOOKED_AT_OF_PAGE = 20_000;
/** The most faults that are kept. A call that is split to find bad ids carries fewer. */
const MOST_FAULTS = 1_000;
const SHOWN_FAULTS = 5;
const LONGEST_PATH = 10;
/** Errors inside errors are looked into so far. */
const DEEPEST = 5;

/** What an answer's body says went wrong. */
export interface VendorText {
	text?: string;
	correlationId?: string;
	/** At most 1,000. */
	faults: RequestFault[];
	/** It is a web page, which no vendor's API sends itself. */
	isPage?: boolean;
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trimStart().slice(0, LOOKED_AT).replace(/\s+/g, ' ').trimEnd();
	if (text === '') return undefined;
	return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A gateway's HTML page says little; its title says it all. No pattern here crosses a `<`. */
function readPage(given: string): Pick<VendorText, 'text' | 'isPage'> {
	const page = given.trimStart().slice(0, LOOKED_AT_OF_PAGE);
	if (!/<[!/]?[a-z][^<>]*>/i.test(page)) return { text: textOf(page) };
	const title =
		/<title[^<>]*>([^<]*)<\/title/i.exec(page)?.[1] ?? /<h1[^<>]*>([^<]*)/i.exec(page)?.[1];
	const name = textOf(title);
	return {
		text: name === undefined ? 'a web page instead of data' : `a web page titled "${name}"`,
		isPage: true,
	};
}

function pathOfPointer(pointer: string): string[] {
	return pointer
		.split('/')
		.filter((part) => part !== '' && part !== 'data' && part !== 'attributes');
}

function pathOfLocation(location: unknown[]): Array<string | number> {
	return location
		.slice(0, LONGEST_PATH)
		.map((part) => (typeof part === 'number' ? part : textOf(part)))
		.filter((part) => part !== undefined && part !== 'body') as Array<string | number>;
}

/** FastAPI and pydantic: `{loc: ['body', 'ids', 7], msg}`. JSON:API: `{detail, source: {pointer}}`. */
function faultOf(entry: unknown): RequestFault | undefined {
	if (typeof entry === 'string') {
		const text = textOf(entry);
		return text === undefined ? undefined : { path: [], text };
	}
	if (!isObject(entry)) return undefined;
	const text =
		textOf(entry.msg) ??
		textOf(entry.detail) ??
		textOf(entry.details) ??
		textOf(entry.message) ??
		textOf(entry.title);
	if (text === undefined) return undefined;
	if (Array.isArray(entry.loc)) {
		return { path: pathOfLocation(entry.loc), text };
	}
	const pointer = isObject(entry.source) ? textOf(entry.source.pointer) : undefined;
	return { path: pointer ? pathOfPointer(pointer) : [], text };
}

/** Prints a path as the vendor's page would: `ids[7]`. */
export function printPath(path: Array<string | number>): string {
	return path.reduce<string>(
		(printed, part) =>
			typeof part === 'number'
				? `${printed}[${part}]`
				: printed === ''
					? part
					: `${printed}.${part}`,
		'',
	);
}

/** @param count how many there were in all */
function printFaults(faults: RequestFault[], count: number): string | undefined {
	const shown = faults
		.slice(0, SHOWN_FAULTS)
		.map(({ path, text }) => (path.length > 0 ? `${printPath(path)}: ${text}` : text));
	if (count <= shown.length) return textOf(shown.join('; '));
	const more = `and ${count - shown.length} more`;
	const texts = textOf(shown.join('; '));
	return texts === undefined ? more : `${texts}; ${more}`;
}

/**
 * Reads the text of an unsuccessful answer, in any of the forms the three vendors document:
 * `details`, `message`, `error` (text or object), `error_message`, `detail` (text or list), `errors`
 * and `messages` (lists), plain text, HTML, or nothing. However large or odd it is, this takes a moment.
 *
 * @param body the body as it was parsed
 * @returns the vendor's words on one line of about 400 characters, its correlation id, and the
 * places in the request it complains about
 */
export function readVendorText(body: unknown): VendorText {
	return read(body, DEEPEST);
}

function read(body: unknown, depth: number): VendorText {
	if (typeof body === 'string') return { ...readPage(body), faults: [] };
	if (!isObject(body)) return { faults: [] };
	const list = [body.detail, body.errors, body.message, body.messages].find(Array.isArray) as
		unknown[] | undefined;
	const faults = (list ?? []).slice(0, MOST_FAULTS).map(faultOf).filter(isKnown);
	const unread = Math.max(0, (list?.length ?? 0) - MOST_FAULTS);
	const context = [body.response_context, body.request_context].find(isObject);
	const inner = [body.error, body.errors].find(isObject);
	const nested = inner && depth > 0 ? read(inner, depth - 1) : undefined;
	return {
		text:
			textOf(body.details) ??
			textOf(body.error_message) ??
			textOf(body.message) ??
			textOf(body.error_description) ??
			textOf(body.error) ??
			nested?.text ??
			textOf(body.detail) ??
			printFaults(faults, faults.length + unread) ??
			textOf(body.errors),
		correlationId: textOf(body.correlation_id) ?? textOf(context?.correlation_id),
		faults,
	};
}

const isKnown = (fault: RequestFault | undefined) => fault !== undefined;
