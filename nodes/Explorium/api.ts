import { isObject, textIn } from '../shared/answers';
import type { Client } from '../shared/client';
import { sayLeftOut, type OddEntry } from '../shared/oddEntries';
import { failed, isMissing, success, type Failure, type Result } from '../shared/result';
import type { Reply } from '../shared/vendor';
import { readVendorText } from '../shared/vendorText';
import { saysNoRoute } from '../shared/failures';
import { changedCheck, deletedCheck, newEnrollmentCheck } from './answers/enrollmentChecks';
import { readEnrollments, type ListedEnrollments } from './answers/readEnrollments';
import { readEvents } from './answers/readEvents';
import { matchCheck, readMatches } from './answers/readMatches';
import { readUsage } from './answers/readRows';
import { countedList, says } from './answers/verdict';
import { ask, askFully, listOf } from './ask';
import type { ExploriumClient } from './client';
import { PROSPECTS_TO_MATCH } from './explorium';
import type {
	CreditUsage,
	Enrollment,
	EnrollmentChanges,
	NewEnrollment,
	ProspectEvent,
	ProspectMatch,
	ProspectQuery,
} from './records';
import { ENROLLMENTS } from './versions/version';

export type {
	CreditUsage,
	Enrollment,
	EnrollmentChanges,
	NewEnrollment,
	ProspectEvent,
	ProspectMatch,
	ProspectQuery,
} from './records';

const EVENTS = '/prospects/events';

/** What a fetch asks for. Both dates are ISO 8601, and filter when an event happened. */
export interface EventQuery {
	event_types: string[];
	prospect_ids: string[];
	timestamp_from?: string;
	timestamp_to?: string;
}

/** What a fetch gave. */
export interface FetchedEvents {
	events: ProspectEvent[];
	/** Entries of the answer that are no such events. They have been reported. */
	odd: OddEntry[];
	usage?: CreditUsage;
}

/** Says what was left out of a list, if anything was. */
export function report(client: Client, what: string, odd: OddEntry[]): void {
	if (odd.length > 0) client.report(sayLeftOut('Explorium', what, odd));
}

/**
 * Fetches the events of at most 40 prospects. Reading twice does no harm, but may be billed twice.
 * https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events
 *
 * @returns only events that were asked for
 */
export async function fetchEvents(
	client: Client,
	query: EventQuery,
): Promise<Result<FetchedEvents>> {
	const result = await ask(client, {
		method: 'POST',
		path: EVENTS,
		namesNoRecord: 'unlessSaid',
		headers: { 'credit-usage': 'true' },
		body: query,
		repeatable: true,
		reads: true,
		records: query.prospect_ids.length,
		missing: countedList('output_events', 'the list of events'),
	});
	if (!result.ok) return result;
	const read = readEvents(listOf(result.value.output_events), query);
	const { entries: events, odd, untimed } = read;
	report(client, 'events', odd);
	if (untimed > 0) {
		client.report(`Explorium gave a time that cannot be read for ${untimed} of its events.`);
	}
	return success({ events, odd, usage: readUsage(result.value.credit_usage) });
}

/**
 * Enrolls at most 20 prospects. Doing it twice makes two enrollments.
 * https://developers.explorium.ai/reference/prospects/events/add_prospects_enrollments
 */
export async function addEnrollment(
	client: Client,
	enrollment: NewEnrollment,
): Promise<Result<Enrollment>> {
	const result = await ask(client, {
		method: 'POST',
		path: ENROLLMENTS,
		namesNoRecord: 'unlessSaid',
		body: enrollment,
		repeatable: false,
		records: enrollment.prospect_ids.length,
		missing: newEnrollmentCheck(enrollment),
	});
	if (!result.ok) {
		const { failure } = result;
		if (failure.ambiguous) return failed(whereToLook(failure, enrollment.enrollment_key));
		return enrollment.webhook_id ? blameWebhook(failure) : result;
	}
	const { enrollment_id = '', enrollment_key } = result.value;
	return success({
		...enrollment,
		enrollment_key: textIn(enrollment_key) ?? enrollment.enrollment_key,
		enrollment_id: textIn(enrollment_id) ?? '',
	});
}

function whereToLook(failure: Failure, key: string): Failure {
	return {
		...failure,
		hint: `Whether Explorium carried the call out is not known. Before you run it again, see in Explorium, or with Get Prospect Enrollments, whether there is an enrollment with the list name "${key}".`,
	};
}

/** What Explorium did not find when it was to add something is the webhook; the ids are not at fault. */
function blameWebhook(failure: Failure): Result<never> {
	if (!isMissing(failure)) return failed(failure);
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
	const request = client.version.updateEnrollment(enrollment, changes);
	const result = await ask(client, {
		method: 'PATCH',
		...request,
		repeatable: true,
		records: enrollment.prospect_ids.length,
		missing: changedCheck(enrollment.enrollment_id, { ...changes, ...request.body }),
	});
	if (!result.ok) return result;
	if (!says(result.value, 'miss')) return success(enrollment);
	return failed({
		kind: 'notFound',
		message: `Explorium has no enrollment with the ID "${enrollment.enrollment_id}"`,
		hint: 'It may have been deleted. Get Prospect Enrollments lists those there are.',
	});
}

/**
 * Lists all enrollments of the account, those that cannot be read as well; there is no paging.
 * https://developers.explorium.ai/reference/prospects/events/get_prospects_enrollments
 */
export async function listEnrollments(client: Client): Promise<Result<ListedEnrollments>> {
	const entries = await listEnrollmentEntries(client);
	if (!entries.ok) return entries;
	const listed = readEnrollments(entries.value);
	report(client, 'enrollments', listed.unreadable);
	report(client, 'prospects of enrollments', listed.oddProspects);
	report(client, 'event types of enrollments', listed.oddTypes);
	return success(listed);
}

/** The same list as Explorium gives it, whatever stands in it. */
export async function listEnrollmentEntries(client: Client): Promise<Result<unknown[]>> {
	const result = await ask(client, {
		method: 'GET',
		path: ENROLLMENTS,
		repeatable: true,
		namesNoRecord: true,
		missing: countedList('enrollments', 'the list of enrollments'),
	});
	return result.ok ? success(listOf(result.value.enrollments)) : result;
}

/** The account's enrollments. Those that cannot be read are left out and reported. */
export async function getEnrollments(client: Client): Promise<Result<Enrollment[]>> {
	const listed = await listEnrollments(client);
	return listed.ok ? success(listed.value.enrollments) : listed;
}

/**
 * Ends an enrollment.
 * https://developers.explorium.ai/reference/prospects/events/delete_prospects_enrollments
 *
 * @returns whether it was there; also where this call itself may have ended it, without an answer
 */
export async function deleteEnrollment(
	client: ExploriumClient,
	enrollmentId: string,
): Promise<Result<boolean>> {
	const result = await askFully(client, {
		method: 'DELETE',
		...client.version.deleteEnrollment(enrollmentId),
		repeatable: true,
		missing: deletedCheck(enrollmentId),
		isAnswer: saysNotThere,
	});
	if (!result.ok) {
		const { failure } = result;
		const hint = 'The enrollment may still be there. Check the Base URL of the credential.';
		return isMissing(failure) ? failed({ ...failure, hint }) : result;
	}
	const { body, status, isAfterUnclear } = result.value;
	return success(isAfterUnclear || (status !== NOT_FOUND && !says(body, 'miss')));
}

const NOT_FOUND = 404;

/** A 404 in Explorium's own words. Any other comes from a proxy, or from a wrong address. */
function saysNotThere({ status, body }: Reply): boolean {
	const text = status === NOT_FOUND && isObject(body) ? readVendorText(body).text : undefined;
	return text !== undefined && !saysNoRoute(text);
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
		reads: true,
		records: people.length,
		namesNoRecord: true,
		missing: matchCheck(people),
	});
	if (!result.ok) return result;
	const { matches, odd } = readMatches(result.value, people);
	report(client, 'answers about people', odd);
	return success(matches);
}
