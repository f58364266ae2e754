import { isObject, kindOfValue, textIn, without, type Json } from '../../shared/answers';
import type { OddEntry } from '../../shared/oddEntries';
import { EVENT_TYPES } from '../explorium';
import { recordIdIn } from './verdict';
import type { Enrollment } from '../records';

/** An enrollment that cannot be used, with what can be told of it. */
export interface UnreadableEnrollment extends OddEntry {
	enrollment_id?: string;
	enrollment_key?: string;
}

/** The account's enrollments. */
export interface ListedEnrollments {
	enrollments: Enrollment[];
	/** They may monitor anybody, so nothing may be concluded from their absence above. */
	unreadable: UnreadableEnrollment[];
	/** Entries that are no prospects, in the lists of enrollments above. */
	oddProspects: OddEntry[];
}

type Prospects = { ids: string[]; odd: number } | undefined;

const PROSPECT_ID = /^[a-f0-9]{40}$/i;

/** Whether a text is a prospect ID, in whatever case. */
export const isProspectId = (text: string) => PROSPECT_ID.test(text);

/** Reads the list of enrollments. One of businesses has no list of prospects, and is no odd one. */
export function readEnrollments(list: unknown[]): ListedEnrollments {
	const found = new Map<string, { enrollment: Enrollment; text: string }>();
	const listed: ListedEnrollments = { enrollments: [], unreadable: [], oddProspects: [] };
	list.forEach((entry, index) => {
		const place = index + 1;
		const body: Json = isObject(entry) ? entry : {};
		const enrollment_id = recordIdIn(body.enrollment_id);
		const enrollment_key = textIn(body.enrollment_key);
		const leaveOut = (reason: string) =>
			listed.unreadable.push({
				place,
				reason: enrollment_id === undefined ? reason : `(${enrollment_id}) ${reason}`,
				...(enrollment_id !== undefined && { enrollment_id }),
				...(enrollment_key !== undefined && { enrollment_key }),
			});
		if (!isObject(entry)) return leaveOut(`is ${kindOfValue(entry)}`);
		if (enrollment_id === undefined) {
			const isOdd = textIn(body.enrollment_id) !== undefined;
			return leaveOut(isOdd ? 'has an ID that cannot be used' : 'has no ID');
		}
		const event_types = textsIn(body.event_types);
		const prospects = prospectsIn(body.prospect_ids);
		if (prospects === undefined && !isOfBusinesses(body, event_types)) {
			return leaveOut('has no list of prospects that can be read');
		}
		const enrollment: Enrollment = {
			...without(body, 'prospect_ids'),
			enrollment_id,
			enrollment_key: enrollment_key ?? '',
			event_types,
			...(prospects && { prospect_ids: prospects.ids }),
			...optionalText('webhook_id', body.webhook_id),
			...optionalText('status', body.status),
		};
		const earlier = found.get(enrollment_id);
		const text = JSON.stringify(enrollment);
		if (earlier !== undefined) {
			if (earlier.text !== text) leaveOut('is listed before with other content');
			return;
		}
		found.set(enrollment_id, { enrollment, text });
		listed.enrollments.push(enrollment);
		if (prospects && prospects.odd > 0) {
			const reason = `(${enrollment_id}) lists ${prospects.odd} that are no IDs`;
			listed.oddProspects.push({ place, reason });
		}
	});
	return listed;
}

/** A list of texts, which may be written as one text. */
function textsIn(value: unknown): string[] {
	const list = typeof value === 'string' ? value.split(',') : value;
	return Array.isArray(list) ? list.map(textIn).filter((one) => one !== undefined) : [];
}

/** The prospects of an enrollment; nothing if there is no list of them. */
export function prospectsIn(value: unknown): Prospects {
	if (typeof value === 'string') {
		const ids = textsIn(value.replace(/[\s;]+/g, ',')).map((id) => id.toLowerCase());
		return ids.length > 0 && ids.every((id) => PROSPECT_ID.test(id)) ? { ids, odd: 0 } : undefined;
	}
	if (!Array.isArray(value)) return undefined;
	const ids = value
		.map((one) => textIn(isObject(one) ? one.prospect_id : one)?.toLowerCase())
		.filter((id) => id !== undefined);
	return { ids, odd: value.length - ids.length };
}

/** The list also holds enrollments of businesses, which look for other types of events. */
function isOfBusinesses(entry: Json, eventTypes: string[]): boolean {
	if (entry.prospect_ids !== undefined && entry.prospect_ids !== null) return false;
	if (Array.isArray(entry.business_ids)) return true;
	const isOfProspects = (type: string) =>
		type.startsWith('prospect_') || EVENT_TYPES.some((one) => one === type);
	return eventTypes.length > 0 && !eventTypes.some(isOfProspects);
}

function optionalText(name: 'webhook_id' | 'status', value: unknown): Partial<Enrollment> {
	const text = textIn(value);
	return text === undefined ? {} : { [name]: text };
}
