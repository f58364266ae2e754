import type { Client } from '../shared/client';
import { sayLeftOut, type OddEntry } from '../shared/oddEntries';
import { failed, success, type Result } from '../shared/result';
import { confirmationCheck, listCheck, readFields, readProspects, readResults } from './answers';
import type { Attribute, AttributeResult, Field, Prospect } from './records';

export type { Attribute, AttributeResult, Field, Prospect } from './records';

/** What the list of prospects is asked for. */
export interface ProspectQuery {
	/** Part of a name or email address. */
	search?: string;
	includeCustomFields: boolean;
	sortBy: string;
	sort: string;
}

const PAGE_SIZE = 100;
/** The smallest page that Saleshandy offers: fewer prospects than that are the last ones. */
const SMALLEST_PAGE = 10;
/** No list is read further than a million prospects. */
const MOST_PAGES = 10_000;

/** Says what was left out of an answer, if anything was. */
function report(client: Client, what: string, odd: OddEntry[]): void {
	if (odd.length > 0) client.report(sayLeftOut('Saleshandy', what, odd));
}

/**
 * Lists the fields of prospects; there is no paging.
 * https://developer.saleshandy.com/introduction
 *
 * @param withBuiltIn whether to list First Name, Company and so on beside the custom fields
 */
export async function listFields(client: Client, withBuiltIn = true): Promise<Result<Field[]>> {
	const result = await client({
		method: 'GET',
		path: '/fields',
		query: `systemFields=${withBuiltIn}`,
		repeatable: true,
		namesNoRecord: true,
		missing: listCheck('the list of fields'),
	});
	if (!result.ok) return result;
	const { entries: fields, odd } = readFields(result.value.body);
	report(client, 'fields', odd);
	return success(fields);
}

/**
 * Sets fields of one prospect. Doing it twice leaves the same values.
 * https://developer.saleshandy.com/introduction
 *
 * @param single send the form for one field; only where there is just one
 * @returns a verdict per field, or `undefined` when the answer holds none
 */
export async function updateAttributes(
	client: Client,
	prospectId: string,
	attributes: Attribute[],
	single: boolean,
): Promise<Result<AttributeResult[] | undefined>> {
	const result = await client({
		method: 'POST',
		path: `/prospects/${encodeURIComponent(prospectId)}/attribute`,
		body: single ? attributes[0] : { attributes },
		repeatable: true,
		lookAt: 'at the prospect (Get Many Prospects)',
		missing: confirmationCheck,
	});
	if (!result.ok) {
		const { failure } = result;
		if (failure.kind !== 'rejected' && failure.kind !== 'notFound') return result;
		return failed({
			...failure,
			message: `${failure.message} [prospect ${prospectId}]`,
			hint: 'Check that a prospect with this ID exists (Get Many Prospects lists them), that the fields can be updated and that the values suit them.',
		});
	}
	const read = readResults(result.value.body, attributes);
	if (read === undefined) return success(undefined);
	report(client, 'verdicts on fields', read.odd);
	return success(read.results);
}

/**
 * Lists prospects, page after page. The answer names no total: the last page is one that brings nobody
 * new, or fewer than the pages before it. Saleshandy may give smaller pages than were asked for, so that
 * a first page that is not full is only the last one if no page can be as small.
 * https://developer.saleshandy.com/introduction
 *
 * @param limit the most prospects to return
 * @returns a failure if the list does not end
 */
export async function listProspects(
	client: Client,
	{ search, includeCustomFields, sortBy, sort }: ProspectQuery,
	limit: number,
): Promise<Result<Prospect[]>> {
	const found = new Map<string, Prospect>();
	let leftOut = 0;
	let fullPage = SMALLEST_PAGE;
	for (let page = 1; found.size < limit; page += 1) {
		if (page > MOST_PAGES) return doesNotEnd(page - 1);
		const query = new URLSearchParams({
			...(search === undefined ? {} : { search }),
			pageSize: String(PAGE_SIZE),
			page: String(page),
			sort,
			sortBy,
			includeCustomFields: String(includeCustomFields),
		});
		const result = await client({
			method: 'GET',
			path: '/prospects',
			query: query.toString(),
			repeatable: true,
			namesNoRecord: true,
			missing: listCheck('the list of prospects'),
		});
		if (!result.ok) return result;
		const { entries: prospects, odd, size } = readProspects(result.value.body);
		leftOut += odd.length;
		const before = found.size;
		for (const prospect of prospects) found.set(prospect.id, prospect);
		if (size < fullPage || found.size === before) break;
		fullPage = Math.max(fullPage, size);
	}
	if (leftOut > 0) {
		client.report(
			`Saleshandy's list of prospects has entries without an ID: ${leftOut}. They were left out.`,
		);
	}
	return success([...found.values()].slice(0, limit));
}

function doesNotEnd(pages: number) {
	return failed({
		kind: 'unreadable',
		message: `Saleshandy's list of prospects does not end: ${pages} pages have been read`,
		hint: 'So it is not known whether everybody was read. Search for less, or try again later.',
	});
}
