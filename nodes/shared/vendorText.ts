import type { RequestFault } from './result';

const LONGEST_TEXT = 400;

/** What an answer's body says went wrong. */
export interface VendorText {
	text?: string;
	correlationId?: string;
	faults: RequestFault[];
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim().replace(/\s+/g, ' ');
	if (text === '') return undefined;
	return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A gateway's HTML page says little; its title says it all. */
function textOfPage(page: string): string | undefined {
	if (!/<\/?[a-z][^>]*>/i.test(page)) return textOf(page);
	const title =
		/<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(page)?.[1];
	return textOf(title ? `a web page titled "${title.trim()}"` : 'a web page instead of data');
}

function pathOfPointer(pointer: string): string[] {
	return pointer
		.split('/')
		.filter((part) => part !== '' && part !== 'data' && part !== 'attributes');
}

/** FastAPI and pydantic: `{loc: ['body', 'prospect_ids', 7], msg}`. JSON:API: `{detail, source: {pointer}}`. */
function faultOf(entry: unknown): RequestFault | undefined {
	if (typeof entry === 'string') return { path: [], text: entry };
	if (!isObject(entry)) return undefined;
	const text =
		textOf(entry.msg) ??
		textOf(entry.detail) ??
		textOf(entry.details) ??
		textOf(entry.message) ??
		textOf(entry.title);
	if (text === undefined) return undefined;
	if (Array.isArray(entry.loc)) {
		const path = entry.loc.filter((part) => part !== 'body') as Array<string | number>;
		return { path, text };
	}
	const pointer = isObject(entry.source) ? textOf(entry.source.pointer) : undefined;
	return { path: pointer ? pathOfPointer(pointer) : [], text };
}

/** Prints a path as the vendor's page would: `prospect_ids[7]`. */
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

function printFaults(faults: RequestFault[]): string | undefined {
	const shown = faults
		.slice(0, 5)
		.map(({ path, text }) => (path.length > 0 ? `${printPath(path)}: ${text}` : text));
	if (faults.length > shown.length) shown.push(`and ${faults.length - shown.length} more`);
	return textOf(shown.join('; '));
}

/**
 * Reads the text of an unsuccessful answer, in any of the forms the three vendors document:
 * `details`, `message`, `error` (text or object), `detail` (text or list), `errors` (list), plain
 * text, HTML, or nothing.
 *
 * @param body the body as n8n parsed it
 * @returns the vendor's words on one line of at most 400 characters, its correlation id, and the
 * places in the request it complains about
 */
export function readVendorText(body: unknown): VendorText {
	if (typeof body === 'string') return { text: textOfPage(body), faults: [] };
	if (!isObject(body)) return { faults: [] };
	const list = [body.detail, body.errors, body.message].find(Array.isArray) as
		unknown[] | undefined;
	const faults = (list ?? []).map(faultOf).filter((fault) => fault !== undefined);
	const context = [body.response_context, body.request_context].find(isObject);
	const nested = isObject(body.error) ? readVendorText(body.error) : undefined;
	return {
		text:
			textOf(body.details) ??
			textOf(body.message) ??
			textOf(body.error_description) ??
			textOf(body.error) ??
			nested?.text ??
			textOf(body.detail) ??
			printFaults(faults),
		correlationId: textOf(body.correlation_id) ?? textOf(context?.correlation_id),
		faults,
	};
}
