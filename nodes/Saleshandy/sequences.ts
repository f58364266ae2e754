import { isObject, kindOfValue, textIn, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { readEntries, sayLeftOut } from '../shared/oddEntries';
import { failed, success, type Result } from '../shared/result';
import { listCheck, listIn } from './answers';

/** A step of a sequence. The list of sequences tells no more of one than its name. */
export interface Step {
	id: string;
	name?: string;
	/** From 1. */
	number?: number;
	/** Whether it sends an email; unknown where the answer does not tell types. */
	isEmail?: boolean;
}

export interface Sequence {
	id: string;
	title: string;
	isActive: boolean;
	steps: Step[];
}

/** A sequence that a prospect is or was in. */
export interface Enrollment {
	/** The ID of the sequence, in one of the places where it may stand. */
	sequenceIds: string[];
	title?: string;
	/** Saleshandy's word for where the prospect is in it. */
	status?: string;
}

const PAGE_SIZE = 1000;
/** A page with fewer entries is the last one, also if Saleshandy gives smaller pages than were asked for. */
const SMALLEST_PAGE = 100;
const MOST_PAGES = 100;
const EMAIL_STEP = 1;

/**
 * Lists all sequences, also inactive ones, with the ids and names of their steps.
 * https://developer.saleshandy.com/api-reference/sequences/list
 */
export async function listSequences(client: Client): Promise<Result<Sequence[]>> {
	const found = new Map<string, Sequence>();
	let fullPage = SMALLEST_PAGE;
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const query = new URLSearchParams({
			pageSize: String(PAGE_SIZE),
			page: String(page),
			sort: 'ASC',
			sortBy: 'sequence.title',
		});
		const result = await client({
			method: 'GET',
			path: '/sequences',
			query: query.toString(),
			repeatable: true,
			namesNoRecord: true,
			missing: listCheck('the list of sequences'),
		});
		if (!result.ok) return result;
		const list = listIn(result.value.body) ?? [];
		const { entries, odd } = readEntries(list, readSequence);
		if (odd.length > 0) client.report(sayLeftOut('Saleshandy', 'sequences', odd));
		const before = found.size;
		for (const sequence of entries) found.set(sequence.id, sequence);
		if (list.length < fullPage || found.size === before) return success([...found.values()]);
		fullPage = Math.max(fullPage, list.length);
	}
	return failed({
		kind: 'unreadable',
		message: `Saleshandy's list of sequences does not end: ${MOST_PAGES} pages have been read`,
		hint: 'Try again later.',
	});
}

/**
 * Lists the steps of a sequence in their order, with what each does.
 * https://developer.saleshandy.com/api-reference/sequences/list
 */
export async function listSteps(client: Client, sequenceId: string): Promise<Result<Step[]>> {
	const result = await client({
		method: 'GET',
		path: `/sequences/${encodeURIComponent(sequenceId)}/steps`,
		repeatable: true,
		missing: listCheck('the steps of the sequence'),
	});
	if (!result.ok) return result;
	const { entries, odd } = readEntries(listIn(result.value.body) ?? [], readStep);
	if (odd.length > 0) client.report(sayLeftOut('Saleshandy', 'steps', odd));
	return success(entries.sort((one, other) => (one.number ?? 0) - (other.number ?? 0)));
}

/**
 * Lists the sequences that a prospect is or was in.
 * https://developer.saleshandy.com/api-reference/prospects
 */
export async function listEnrollments(
	client: Client,
	prospectId: string,
): Promise<Result<Enrollment[]>> {
	const result = await client({
		method: 'GET',
		path: `/prospects/${encodeURIComponent(prospectId)}/minimal/sequences`,
		repeatable: true,
		missing: listCheck('the sequences of the prospect'),
	});
	if (!result.ok) return result;
	const { entries, odd } = readEntries(listIn(result.value.body) ?? [], readEnrollment);
	if (odd.length > 0) client.report(sayLeftOut('Saleshandy', 'sequences of a prospect', odd));
	return success(entries);
}

function readSequence(entry: unknown): Sequence | string {
	if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
	const id = textIn(entry.id);
	if (id === undefined) return 'has no ID';
	const steps = Array.isArray(entry.steps) ? entry.steps : [];
	return {
		id,
		title: textIn(entry.title) ?? textIn(entry.name) ?? id,
		isActive: !isOff(entry.active),
		steps: readEntries(steps, readStep).entries,
	};
}

/** What is not told does not count as switched off. */
const isOff = (active: unknown) => active === false || active === 'false' || active === 0;

function readStep(entry: unknown): Step | string {
	if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
	const id = textIn(entry.id);
	if (id === undefined) return 'has no ID';
	const number = numberIn(entry.number);
	const type = numberIn(entry.type);
	return {
		id,
		...(textIn(entry.name) !== undefined && { name: textIn(entry.name) }),
		...(number !== undefined && { number }),
		...(type !== undefined && { isEmail: type === EMAIL_STEP }),
	};
}

function numberIn(value: unknown): number | undefined {
	const text = textIn(value);
	const number = Number(text);
	return text === undefined || !Number.isFinite(number) ? undefined : number;
}

/** The entry's own ID may be that of the sequence, where it names no other. */
function readEnrollment(entry: unknown): Enrollment | string {
	if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
	const sequence: Json = isObject(entry.sequence) ? entry.sequence : {};
	const named = [entry.sequenceId, sequence.id].map(textIn).filter((id) => id !== undefined);
	const own = textIn(entry.id);
	const sequenceIds = named.length > 0 || own === undefined ? named : [own];
	if (sequenceIds.length === 0) return 'has no ID';
	return {
		sequenceIds,
		title: textIn(entry.title) ?? textIn(sequence.title),
		status: textIn(entry.status) ?? textIn(entry.prospectStatus),
	};
}
