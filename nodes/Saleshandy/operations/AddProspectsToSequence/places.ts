import { concurrently } from '../../../shared/concurrently';
import { success, type Result } from '../../../shared/result';
import type { Prospect } from '../../api';
import { findByEmail, type Found } from '../../findByEmail';
import { listEnrollments, type Enrollment } from '../../sequences';
import type { Tools } from './importing';

/** Saleshandy's word in the history of somebody who does not want any emails. */
const OPTED_OUT = /^unsubscribe/i;

/** Somebody in Saleshandy, and whether in the sequence. */
export interface Place {
	prospect: Prospect;
	/** Absent for somebody who is not in the sequence and never was. */
	enrollment?: Enrollment;
	/** Has unsubscribed in any sequence. */
	isOptedOut: boolean;
}

/** The prospects whom a look at the sequence is about, by address in lower case. */
export type Places = Map<string, Place>;

/** Finds people, and looks whether they are in a sequence. Those whom Saleshandy does not have are left out. */
export async function findPlaces(
	emails: string[],
	sequenceId: string,
	areNew: boolean,
	tools: Tools,
): Promise<Result<Places>> {
	const found = await findByEmail(tools.client, emails, tools.concurrency, areNew);
	return found.ok ? await placesOf(found.value, sequenceId, tools) : found;
}

/** Looks whether prospects are in a sequence. Of several with one address, the one who is counts. */
export async function placesOf(
	found: Found,
	sequenceId: string,
	{ client, concurrency }: Tools,
): Promise<Result<Places>> {
	const places: Places = new Map();
	const looked = await concurrently(
		[...found],
		concurrency,
		async ([email, prospects]) => {
			for (const prospect of prospects) {
				const listed = await listEnrollments(client, prospect.id);
				if (!listed.ok) return listed;
				const enrollment = listed.value.find((one) => one.sequenceIds.includes(sequenceId));
				const known = places.get(email);
				const hasOptedOut = listed.value.some(({ status }) => OPTED_OUT.test(status ?? ''));
				const isOptedOut = hasOptedOut || known?.isOptedOut === true;
				if (enrollment !== undefined) places.set(email, { prospect, enrollment, isOptedOut });
				else places.set(email, { prospect, ...known, isOptedOut });
			}
			return success(true);
		},
		(result) => !result.ok,
	);
	for (const result of looked) if (result !== undefined && !result.ok) return result;
	return success(places);
}
