import type { IDataObject } from 'n8n-workflow';
import type { ProspectEvent } from './api';

/** What a person reads first: what happened, to whom, what is new, and when. */
const FIRST = [
	'event_name',
	'full_name',
	'job_title',
	'company_name',
	'profile',
	'current_job_title',
	'current_company_name',
	'previous_job_title',
	'previous_company_name',
	'years_at_company',
	'job_anniversary_date',
	'event_time',
];
/** What a workflow needs, and hardly anybody reads. */
const LAST = [
	'linkedin_url',
	'current_company_id',
	'previous_company_id',
	'prospect_id',
	'enrollment_key',
	'enrollment_id',
	'event_id',
];

/** The fields that events of Explorium have, in the order in which they are shown. */
export const EVENT_FIELDS = [...FIRST, ...LAST].filter(
	(name) => !['profile', 'enrollment_key', 'enrollment_id'].includes(name),
);

/**
 * An event on one level, its data beside its own fields, in the order in which people read it.
 *
 * @param more fields to put beside those of the event
 */
export function flatten({ data, ...event }: ProspectEvent, more: IDataObject = {}): IDataObject {
	const fields = { ...data, ...event, ...more } as IDataObject;
	const isGiven = (name: string) => Object.hasOwn(fields, name);
	const others = Object.keys(fields).filter((name) => ![...FIRST, ...LAST].includes(name));
	const names = [...FIRST.filter(isGiven), ...others, ...LAST.filter(isGiven)];
	return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
