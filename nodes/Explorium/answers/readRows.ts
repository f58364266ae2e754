import {
	isObject,
	kindOfValue,
	objectIn,
	textIn,
	without,
	type AnswerCheck,
} from '../../shared/answers';
import type { OddEntry, ReadList } from '../../shared/oddEntries';
import type { CreditUsage, ProspectContacts } from '../records';
import { countedList, countsMore } from './verdict';

/** The answer has rows: as a list, or one alone as an object. */
export const contactRows: AnswerCheck = (body) => {
	const words = 'the rows with contact data';
	if (!isObject(body) || !isObject(body.data)) return countedList('data', words)(body);
	return Object.keys(body.data).length === 0 && countsMore(body) ? words : undefined;
};

/**
 * Reads the rows with contact data. Version 2 may write the data of a row as a list.
 *
 * @param asked the prospects asked for; rows about others are left out
 */
export function readContacts(data: unknown, asked: string[]): ReadList<ProspectContacts> {
	const found = new Map<string, ProspectContacts>();
	const odd: OddEntry[] = [];
	const rows = isObject(data) ? [rowOf(data, asked)] : Array.isArray(data) ? data : [];
	rows.forEach((row, index) => {
		const leaveOut = (reason: string) => odd.push({ place: index + 1, reason });
		if (!isObject(row)) return leaveOut(`is ${kindOfValue(row)}`);
		const prospect_id = (textIn(row.prospect_id) ?? textIn(row.entity_id))?.toLowerCase();
		if (prospect_id === undefined) return leaveOut('has no prospect ID');
		if (!asked.includes(prospect_id)) {
			return leaveOut('is about a prospect that was not asked for');
		}
		const contacts = objectIn(row.data);
		const isEmpty = row.data === undefined || row.data === null || Array.isArray(row.data);
		if (contacts === undefined && !isEmpty) {
			return leaveOut(`has ${kindOfValue(row.data)} for contact data`);
		}
		// Of two rows about one prospect the first with anything in it counts.
		if (found.get(prospect_id)?.data) return;
		found.set(prospect_id, {
			...without(row, 'data'),
			prospect_id,
			...(contacts && { data: contacts }),
		});
	});
	return { entries: [...found.values()], odd };
}

/** One row alone; without an id it can only be about the one prospect asked for. */
function rowOf(data: Record<string, unknown>, asked: string[]): unknown {
	const hasId = textIn(data.prospect_id) ?? textIn(data.entity_id);
	return hasId === undefined && asked.length === 1 ? { prospect_id: asked[0], data } : data;
}

/** The credits that a call took, if the answer says so. */
export function readUsage(value: unknown): CreditUsage | undefined {
	if (!isObject(value)) return undefined;
	const { total_results, total_credits } = value;
	return {
		...(typeof total_results === 'number' && { total_results }),
		...(typeof total_credits === 'number' && { total_credits }),
	};
}
