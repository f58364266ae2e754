import { addTo } from '../shared/addTo';
import { isObject, textIn } from '../shared/answers';
import type { Client } from '../shared/client';
import { badInput, success, type Result } from '../shared/result';
import { giveTurn } from '../shared/turns';
import { printText } from '../shared/valueText';
import { prospectsIn } from './answers/readEnrollments';
import { listEnrollmentEntries } from './api';
import { hasKey } from './enrollmentKeys';
import { readProspectIds } from './input';

/** Which prospects to watch: those of the account's enrollments, or a given list. */
export type Source =
	{ kind: 'enrollments'; keys: string[] } | { kind: 'prospectIds'; value: unknown };

/** The watched prospects in ascending order, and the enrollment each one comes from, if any. */
export interface WatchList {
	ids: string[];
	enrollmentKeyOf: Map<string, string>;
	/** Entries of the enrollments that are no enrollment or no prospect id. */
	leftOut: number;
}

/** Reads the list again, so that enrolling more prospects is enough to watch them. */
export async function readWatchList(source: Source, client: Client): Promise<Result<WatchList>> {
	if (source.kind === 'prospectIds') {
		const ids = readProspectIds(source.value);
		if (!ids.ok) return ids;
		return success({ ids: await inOrder(ids.value), enrollmentKeyOf: new Map(), leftOut: 0 });
	}
	const entries = await listEnrollmentEntries(client);
	return entries.ok ? await watchListOf(entries.value, source.keys) : entries;
}

/** To watch prospects nothing is needed of an enrollment but its list, and its key where it has one. */
async function watchListOf(entries: unknown[], keys: string[]): Promise<Result<WatchList>> {
	const enrollmentKeyOf = new Map<string, string>();
	let isAnyMeant = false;
	let leftOut = 0;
	for (const entry of entries) {
		if (!isObject(entry)) {
			leftOut += 1;
			continue;
		}
		const enrollment_key = textIn(entry.enrollment_key) ?? '';
		if (!hasKey({ enrollment_key }, keys)) continue;
		isAnyMeant = true;
		const { ids, odd } = prospectsIn(entry.prospect_ids) ?? { ids: [], odd: 1 };
		// Those of businesses have no list of prospects.
		if (entry.prospect_ids !== undefined && entry.prospect_ids !== null) leftOut += odd;
		await giveTurn();
		for (const id of ids) if (!enrollmentKeyOf.has(id)) enrollmentKeyOf.set(id, enrollment_key);
	}
	if (keys.length > 0 && !isAnyMeant) {
		return badInput(
			`There is no prospect to watch: no enrollment has the list name ${printText(keys.join(', '))}`,
			'Choose other list names, or none to watch all enrolled prospects.',
		);
	}
	await giveTurn();
	return success({ ids: await inOrder(enrollmentKeyOf.keys()), enrollmentKeyOf, leftOut });
}

/** Sorts ids in parts that begin alike: to sort 100,000 of them at once would keep n8n from its other work. */
async function inOrder(ids: Iterable<string>): Promise<string[]> {
	const alike = new Map<string, string[]>();
	for (const id of ids) {
		const start = id.slice(0, 2);
		addTo(alike, start, id);
	}
	const sorted: string[] = [];
	for (const start of [...alike.keys()].sort()) {
		for (const id of alike.get(start)?.sort() ?? []) sorted.push(id);
		await giveTurn();
	}
	return sorted;
}
