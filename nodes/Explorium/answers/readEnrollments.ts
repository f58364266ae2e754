import { isObject, kindOfValue, textIn, without, type Json } from '../../shared/answers';
import { isTooDeep } from '../../shared/depth';
import { TOO_DEEP, type OddEntry } from '../../shared/oddEntries';
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
	/** Entries that are no event types, in the same way. */
	oddTypes: OddEntry[];
	/** What of the enrollments above cannot be written back as it was, by their IDs. */
	gaps: Map<string, EnrollmentGaps>;
}

/** The parts of an enrollment that hold something unreadable, or nothing where something has to be. */
export type EnrollmentGaps = Partial<Record<'key' | 'types' | 'prospects', string>>;

type Prospects = { ids: string[]; odd: number } | undefined;

const PROSPECT_ID = /^[a-f0-9]{40}$/i;

/** Whether a text is a prospect ID, in whatever case. */
export const isProspectId = (text: string) => PROSPECT_ID.test(text);

/** Reads the list of enrollments. One of businesses has no list of prospects, and is no odd one. */
export function readEnrollments(list: unknown[]): ListedEnrollments {
	const found = new Map<string, { enrollment: Enrollment; text: string }>();
	const listed: ListedEnrollments = {
		...{ enrollments: [], unreadable: [] },
		...{ oddProspects: [], oddTypes: [], gaps: new Map() },
	};
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
		if (isTooDeep(entry)) return leaveOut(TOO_DEEP);
		if (enrollment_id === undefined) {
			const isOdd = textIn(body.enrollment_id) !== undefined;
			return leaveOut(isOdd ? 'has an ID that cannot be used' : 'has no ID');
		}
		const { texts: event_types, odd: oddTypes } = textsIn(body.event_types);
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
		const gaps = gapsOf(enrollment, oddTypes, prospects);
		listed.gaps.set(enrollment_id, gaps);
		if (prospects && prospects.odd > 0) {
			listed.oddProspects.push({ place, reason: `(${enrollment_id}) ${gaps.prospects}` });
		}
		if (oddTypes > 0) listed.oddTypes.push({ place, reason: `(${enrollment_id}) ${gaps.types}` });
	});
	return listed;
}

/** What is wrong with the parts of an enrollment, each in words that go after "it". */
function gapsOf(
	{ enrollment_key, event_types }: Enrollment,
	oddTypes: number,
	prospects: Prospects,
): EnrollmentGaps {
	const { ids = [], odd = 0 } = prospects ?? {};
	return {
		...(enrollment_key === '' && { key: 'has no list name' }),
		...(event_types.length === 0 && { types: 'has no event types' }),
		...(oddTypes > 0 && { types: `lists ${oddTypes} that are no event types` }),
		...(ids.length === 0 && { prospects: 'has no prospects' }),
		...(odd > 0 && { prospects: `lists ${odd} that are no IDs` }),
	};
}

/** A list of texts, which may be written as one text, and how many of its entries are none. */
function textsIn(value: unknown): { texts: string[]; odd: number } {
	const isWhole = typeof value === 'string';
	const list = isWhole ? value.split(',').filter((one) => one.trim() !== '') : value;
	if (!Array.isArray(list)) return { texts: [], odd: 0 };
	const texts = list.map(textIn).filter((one) => one !== undefined);
	return { texts, odd: list.length - texts.length };
}

/** The prospects of an enrollment; nothing if there is no list of them. */
export function prospectsIn(value: unknown): Prospects {
	if (typeof value === 'string') {
		const { texts } = textsIn(value.replace(/[\s;]+/g, ','));
		const ids = texts.map((id) => id.toLowerCase());
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
