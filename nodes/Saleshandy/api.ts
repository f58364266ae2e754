import type { Client } from '../shared/client';
import { sayLeftOut, type OddEntry } from '../shared/oddEntries';
import { failed, isMissing, success, type Failure, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';
import { confirmationCheck, listCheck, readFields, readProspects, readResults } from './answers';
import { recognizeOther } from './foreignIds';
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

/** The prospects of one page, and how many entries it has with those that cannot be used. */
type ProspectPage = ReturnType<typeof readProspects>;

const PAGE_SIZE = 100;
/** The smallest page that Saleshandy offers: fewer prospects than that are the last ones. */
const SMALLEST_PAGE = 10;
/** No list is read further than a million prospects. */
const MOST_PAGES = 10_000;

/** What to do about a new email address. */
export const EMAIL_STAYS =
	'Saleshandy never changes the email address of a prospect. Add Prospects to Sequence imports the person under the new address, as another prospect.';

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
 * @param email where the prospect was found by it: then messages name it, and not the ID
 * @returns a verdict per field, or `undefined` when the answer holds none
 */
export async function updateAttributes(
	client: Client,
	prospectId: string,
	attributes: Attribute[],
	single: boolean,
	email?: string,
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
		const isAboutProspect = failure.kind === 'rejected' || isMissing(failure);
		return isAboutProspect ? failed(notUpdated(failure, prospectId, email)) : result;
	}
	const read = readResults(result.value.body, attributes);
	if (read === undefined) return success(undefined);
	report(client, 'verdicts on fields', read.odd);
	return success(read.results);
}

const CHECK_FIELDS =
	'The prospect was found by its address. So check that the fields can be updated and that the values suit them.';

/** Saleshandy says the same of a prospect that it does not have and of fields that it does not take. */
function notUpdated(failure: Failure, prospectId: string, email: string | undefined): Failure {
	const said = failure.message.replace(
		/^Saleshandy [\w ]+(?= \(\d+\))/,
		'Saleshandy did not update it',
	);
	const isEmail = /not updatable/i.test(said);
	const hint = isEmail
		? [EMAIL_STAYS]
		: email !== undefined
			? [CHECK_FIELDS]
			: [
					'Most likely no prospect has this ID.',
					recognizeOther(prospectId)?.concat('.'),
					'"By Email" finds the prospect by its address. If the ID is right, check that the fields can be updated and that the values suit them.',
				];
	return {
		...failure,
		message: `"Prospect" is ${printValue(email ?? prospectId)}: ${said}`,
		hint: hint.filter(Boolean).join(' '),
	};
}

/**
 * Lists one page of prospects.
 *
 * @param page from 1
 */
export async function listProspectPage(
	client: Client,
	{ search, includeCustomFields, sortBy, sort }: ProspectQuery,
	page: number,
): Promise<Result<ProspectPage>> {
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
	return result.ok ? success(readProspects(result.value.body)) : result;
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
	query: ProspectQuery,
	limit: number,
): Promise<Result<Prospect[]>> {
	const found = new Map<string, Prospect>();
	let leftOut = 0;
	const changed = new Set<string>();
	let fullPage = SMALLEST_PAGE;
	for (let page = 1; found.size < limit; page += 1) {
		if (page > MOST_PAGES) return doesNotEnd(page - 1);
		const result = await listProspectPage(client, query, page);
		if (!result.ok) return result;
		const { entries: prospects, odd, size } = result.value;
		leftOut += odd.length;
		const before = found.size;
		for (const prospect of prospects) {
			const earlier = found.get(prospect.id);
			if (earlier && JSON.stringify(earlier) !== JSON.stringify(prospect)) changed.add(prospect.id);
			found.set(prospect.id, prospect);
		}
		if (size < fullPage || found.size === before) break;
		fullPage = Math.max(fullPage, size);
	}
	if (leftOut > 0) {
		client.report(
			`Saleshandy's list of prospects has entries without an ID: ${leftOut}. They were left out.`,
		);
	}
	if (changed.size > 0) {
		client.report(
			`Saleshandy's list of prospects holds some twice with different values: ${changed.size}, such as ${[...changed][0]}. The last ones count.`,
		);
	}
	return success([...found.values()].slice(0, limit));
}

function doesNotEnd(pages: number) {
	return failed({
		kind: 'unreadable',
		message: `Saleshandy's list of prospects does not end: ${pages} pages have been read`,
		hint: 'So some prospects may be missing. Search for fewer, or try again later.',
	});
}
