import { success, type Result } from '../shared/result';
import { report } from './api';
import {
	CONTACTS,
	FIRMOGRAPHICS,
	PROFILES,
	readRows,
	rowsOf,
	type RowKind,
} from './answers/readRows';
import { countIn } from './answers/verdict';
import { ask } from './ask';
import type { ExploriumClient } from './client';
import { BUSINESS_IDS, PROSPECT_IDS } from './explorium';
import type { EnrichedBusiness, EnrichedProspect, EnrichedRow } from './records';

/**
 * Gets contact data of at most 50 prospects. Prospects without any may be left out of the answer.
 * https://developers.explorium.ai/reference/prospects/contacts_information/bulk_enrich
 *
 * @param contactTypes `email`, `phone` or both; both and phones alone take more credits
 */
export async function enrichContacts(
	client: ExploriumClient,
	prospectIds: string[],
	contactTypes: string[],
): Promise<Result<EnrichedProspect[]>> {
	const body = { [PROSPECT_IDS]: prospectIds, parameters: { contact_types: contactTypes } };
	return await enrich(client, client.version.contactsPath, prospectIds, body, CONTACTS);
}

/**
 * Gets the profiles of at most 50 prospects. Prospects without one may be left out of the answer.
 * https://developers.explorium.ai/reference/prospects/profiles/bulk_enrich
 */
export async function enrichProfiles(
	client: ExploriumClient,
	prospectIds: string[],
): Promise<Result<EnrichedProspect[]>> {
	const body = { [PROSPECT_IDS]: prospectIds };
	return await enrich(client, client.version.profilesPath, prospectIds, body, PROFILES);
}

/**
 * Gets the firmographics of at most 50 businesses. Businesses without any may be left out of the answer.
 * https://developers.explorium.ai/reference/businesses/firmographics/bulk_enrich
 */
export async function enrichBusinesses(
	client: ExploriumClient,
	businessIds: string[],
): Promise<Result<EnrichedBusiness[]>> {
	const body = { [BUSINESS_IDS]: businessIds };
	return await enrich(client, client.version.firmographicsPath, businessIds, body, FIRMOGRAPHICS);
}

/** It reads only, so it may be sent again, although that may be billed again. */
async function enrich<K extends string>(
	client: ExploriumClient,
	path: string,
	ids: string[],
	body: object,
	kind: RowKind<K>,
): Promise<Result<Array<EnrichedRow & Record<K, string>>>> {
	const result = await ask(client, {
		method: 'POST',
		path,
		namesNoRecord: 'unlessSaid',
		body,
		repeatable: true,
		reads: true,
		records: ids.length,
		missing: rowsOf(kind),
	});
	if (!result.ok) return result;
	const { entries, odd } = readRows(result.value.data, ids, kind);
	report(client, `rows with ${kind.data}`, odd);
	const count = countIn(result.value);
	if (count > entries.length + odd.length) {
		const records = kind.record === 'business' ? 'Businesses' : 'Prospects';
		client.report(
			`Explorium counts ${count} results with ${kind.data}, but gave ${entries.length}. ${records} without any come out as not found.`,
		);
	}
	return success(entries);
}
