import { parseCsv } from './csv';

/** What the report of an import says of somebody who was refused. */
export interface Refusal {
	/** Saleshandy's code, such as 10800, where the report has it. */
	code?: string;
	/** Saleshandy's words, where it has any. */
	text?: string;
}

const LONGEST_TEXT = 200;
/** How the columns of a report may be called; the surest first. */
const EMAIL = [/^e-?mail( address)?$/i, /e-?mail/i];
const CODE = [/^(error |reason |status )?code$/i, /code/i];
const REASON = [/reason/i, /error/i, /message|remark|comment|description/i, /status|result/i];
/** Codes of rows: https://developer.saleshandy.com/api-reference/prospects */
const ROW_CODE = /\b(10\d{3}|12\d{3})\b/;
const DONE = '10000';
const SAYS_DONE = /^\W*(success\w*|imported|added|ok|done)\b/i;

/**
 * Reads the report of an import: who was refused, and why. It may list those who were not, too.
 *
 * @returns the refusals by email address in lower case; nothing where the text is no such report
 */
export function readReport(text: string): Map<string, Refusal> | undefined {
	const [header, ...rows] = parseCsv(text);
	const refusals = new Map<string, Refusal>();
	if (header === undefined) return refusals;
	const email = columnOf(header, EMAIL);
	if (email === undefined) return undefined;
	const others = header.map((name, index) => (index === email ? '' : name));
	const codeColumn = columnOf(others, CODE);
	const reasonColumn = columnOf(
		others.map((name, index) => (index === codeColumn ? '' : name)),
		REASON,
	);
	for (const row of rows) {
		const address = row[email]?.toLowerCase();
		if (!address?.includes('@')) continue;
		const said = reasonColumn === undefined ? undefined : row[reasonColumn];
		const told = codeColumn === undefined ? undefined : row[codeColumn];
		const code = ROW_CODE.exec(told ?? '')?.[1] ?? ROW_CODE.exec(said ?? '')?.[1];
		const isDone = code === DONE || (code === undefined && SAYS_DONE.test(said ?? ''));
		if (isDone) continue;
		refusals.set(address, {
			...(code !== undefined && { code }),
			...(said !== undefined && said !== '' && { text: said.slice(0, LONGEST_TEXT) }),
		});
	}
	return refusals;
}

/** The column that has one of these names. */
function columnOf(header: string[], names: RegExp[]): number | undefined {
	return names
		.map((name) => header.findIndex((title) => name.test(title)))
		.find((index) => index >= 0);
}
