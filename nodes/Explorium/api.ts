import type { Client } from '../shared/client';
import { failed, success, type Failure, type Result } from '../shared/result';
import { ask, listOf, statusOf } from './ask';
import type { ExploriumClient } from './client';
import { PROSPECTS_TO_MATCH } from './explorium';
import { ENROLLMENTS } from './versions/version';

const EVENTS = '/prospects/events';

/** An event as Explorium gives it; `data` depends on the type and may be missing. */
export interface ProspectEvent {
	event_id: string;
	event_name: string;
	event_time: string;
	prospect_id: string;
	data?: Record<string, unknown>;
}

/** A subscription to events of some prospects. Business enrollments have no `prospect_ids`. */
export interface Enrollment {
	enrollment_id: string;
	enrollment_key: string;
	event_types: string[];
	prospect_ids?: string[];
	/** Only in version 2: where its events go, and whether it is at work (`active`, `paused`). */
	webhook_id?: string;
	status?: string;
}

/** What an update changes about an enrollment. */
export type EnrollmentChanges = Partial<Omit<Enrollment, 'enrollment_id' | 'status'>>;

export interface CreditUsage {
	total_results?: number;
	total_credits?: number;
}

/** What is known of a person whose prospect id is looked for. */
export interface ProspectQuery {
	email?: string;
	linkedin?: string;
	phone_number?: string;
	/** Only together with `company_name`. */
	full_name?: string;
	company_name?: string;
	/** Narrows the search to one company; nobody is found by it alone. */
	business_id?: string;
}

/** The answer to one query; without an id where nobody was found. */
export interface ProspectMatch {
	prospect_id?: string | null;
	error?: string;
}

/** What a fetch asks for. Both dates are ISO 8601, and filter when an event happened. */
export interface EventQuery {
	event_types: string[];
	prospect_ids: string[];
	timestamp_from?: string;
	timestamp_to?: string;
}

/**
 * Fetches the events of at most 40 prospects. Reading twice does no harm, but may be billed twice.
 * https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events
 */
export async function fetchEvents(
	client: Client,
	query: EventQuery,
): Promise<Result<{ events: ProspectEvent[]; usage?: CreditUsage }>> {
	const result = await ask(client, {
		method: 'POST',
		path: EVENTS,
		headers: { 'credit-usage': 'true' },
		body: query,
		repeatable: true,
		records: query.prospect_ids.length,
	});
	if (!result.ok) return result;
	const { output_events, credit_usage } = result.value;
	return success({
		events: listOf<ProspectEvent>(output_events),
		usage: credit_usage as CreditUsage | undefined,
	});
}

/**
 * Enrolls at most 20 prospects. Doing it twice makes two enrollments.
 * https://developers.explorium.ai/reference/prospects/events/add_prospects_enrollments
 */
export async function addEnrollment(
	client: Client,
	enrollment: Omit<Enrollment, 'enrollment_id' | 'status'> & { prospect_ids: string[] },
): Promise<Result<Enrollment>> {
	const result = await ask(client, {
		method: 'POST',
		path: ENROLLMENTS,
		body: enrollment,
		repeatable: false,
		records: enrollment.prospect_ids.length,
	});
	if (!result.ok) return enrollment.webhook_id ? blameWebhook(result.failure) : result;
	const { enrollment_id, enrollment_key } = result.value as unknown as Enrollment;
	return success({
		...enrollment,
		enrollment_key: enrollment_key ?? enrollment.enrollment_key,
		enrollment_id,
	});
}

/** What Explorium did not find when it was to add something is the webhook; the ids are not at fault. */
function blameWebhook(failure: Failure): Result<never> {
	if (failure.kind !== 'notFound') return failed(failure);
	return failed({ ...failure, faults: [{ path: ['webhook_id'], text: failure.message }] });
}

/**
 * Changes an enrollment.
 * https://developers.explorium.ai/reference/prospects/events/update_prospects_enrollments
 *
 * @param enrollment all of it, as it is to be
 * @param changes what is new about it
 */
export async function updateEnrollment(
	client: ExploriumClient,
	enrollment: Enrollment & { prospect_ids: string[] },
	changes: EnrollmentChanges,
): Promise<Result<Enrollment>> {
	const result = await ask(client, {
		method: 'PATCH',
		...client.version.updateEnrollment(enrollment, changes),
		repeatable: true,
		records: enrollment.prospect_ids.length,
	});
	if (!result.ok) return result;
	if (statusOf(result.value) !== 'miss') return success(enrollment);
	return failed({
		kind: 'notFound',
		message: `Explorium has no enrollment with the ID "${enrollment.enrollment_id}"`,
		hint: 'It may have been deleted in the meantime. Get Prospect Enrollments lists those there are.',
	});
}

/**
 * Lists all enrollments of the account; there is no paging.
 * https://developers.explorium.ai/reference/prospects/events/get_prospects_enrollments
 */
export async function getEnrollments(client: Client): Promise<Result<Enrollment[]>> {
	const result = await ask(client, { method: 'GET', path: ENROLLMENTS, repeatable: true });
	return result.ok ? success(listOf<Enrollment>(result.value.enrollments)) : result;
}

/**
 * Ends an enrollment.
 * https://developers.explorium.ai/reference/prospects/events/delete_prospects_enrollments
 *
 * @returns whether it was there
 */
export async function deleteEnrollment(
	client: ExploriumClient,
	enrollmentId: string,
): Promise<Result<boolean>> {
	const result = await ask(client, {
		method: 'DELETE',
		...client.version.deleteEnrollment(enrollmentId),
		repeatable: true,
	});
	return result.ok ? success(result.value.status !== 'miss') : result;
}

/**
 * Looks for the prospect ids of at most 50 people.
 * https://developers.explorium.ai/reference/prospects/match_prospects
 *
 * @returns one answer per person, in their order; none at all if nobody was found
 */
export async function matchProspects(
	client: Client,
	people: ProspectQuery[],
): Promise<Result<Array<ProspectMatch | null>>> {
	const result = await ask(client, {
		method: 'POST',
		path: '/prospects/match',
		body: { [PROSPECTS_TO_MATCH]: people },
		repeatable: true,
		records: people.length,
	});
	if (!result.ok) return result;
	const { matched_prospects, total_matches } = result.value;
	const matches = listOf<ProspectMatch | null>(matched_prospects);
	const isNobody = matches.length === 0 && !(Number(total_matches) > 0);
	if (matches.length === people.length || isNobody) return success(matches);
	return failed({
		kind: 'unreadable',
		message: `Explorium gave ${matches.length} answers about ${people.length} people, so it is not known which is whose`,
		hint: 'Try again later, and tell Explorium if it stays like this.',
	});
}

/** What is known of how to reach a prospect; `data` is missing or empty where nothing is. */
export interface ProspectContacts {
	prospect_id: string;
	data?: Record<string, unknown> | null;
}

/**
 * Gets contact data of at most 50 prospects. Prospects without any may be left out of the answer.
 * https://developers.explorium.ai/reference/prospects/contacts_information/bulk_enrich
 */
export async function enrichContacts(
	client: ExploriumClient,
	prospectIds: string[],
	contactTypes: string[],
): Promise<Result<ProspectContacts[]>> {
	const result = await ask(client, {
		method: 'POST',
		path: client.version.contactsPath,
		body: { prospect_ids: prospectIds, parameters: { contact_types: contactTypes } },
		repeatable: true,
		records: prospectIds.length,
	});
	return result.ok ? success(listOf<ProspectContacts>(result.value.data)) : result;
}

/** The credits that are left. The call is free. https://developers.explorium.ai/reference/credits */
export async function getRemainingCredits(client: Client): Promise<Result<number | undefined>> {
	const result = await ask(client, { method: 'GET', path: '/credits', repeatable: true });
	if (!result.ok) return result;
	const remaining = Number(result.value.remaining_credits);
	return success(Number.isFinite(remaining) ? remaining : undefined);
}
