import {
	isObject,
	kindOfValue,
	objectIn,
	textIn,
	without,
	type AnswerCheck,
} from '../../shared/answers';
import { isTooDeep } from '../../shared/depth';
import { TOO_DEEP, type OddEntry, type ReadList } from '../../shared/oddEntries';
import { readVendorText } from '../../shared/vendorText';
import type { CreditUsage, EnrichedRow } from '../records';
import { countIn, listOrNothing } from './verdict';

/** What the rows of an answer are about. */
export interface RowKind<K extends string> {
	/** Where a row names its record. */
	idKey: K;
	/** The record, in a word. */
	record: string;
	/** What the rows hold, such as "contact data". */
	data: string;
}

export const CONTACTS = {
	idKey: 'prospect_id',
	record: 'prospect',
	data: 'contact data',
} as const;
export const PROFILES = { idKey: 'prospect_id', record: 'prospect', data: 'profiles' } as const;
export const FIRMOGRAPHICS = {
	idKey: 'business_id',
	record: 'business',
	data: 'firmographics',
} as const;

/** The answer has rows: as a list, or one alone as an object. Rows may be missing, but not all that it counts. */
export const rowsOf = ({ data: what }: RowKind<string>): AnswerCheck => {
	const words = `the rows with ${what}`;
	return (body) => {
		if (!isObject(body)) return words;
		const { data } = body;
		const lacking = isObject(data) ? undefined : listOrNothing('data', words)(body);
		const isEmpty = data === undefined || data === null || Object.keys(data).length === 0;
		return lacking ?? (isEmpty && countIn(body) > 0 ? words : undefined);
	};
};

/**
 * Reads the rows of an answer. Version 2 may write the data of a row as a list.
 *
 * @param asked the ids asked for; rows about others are left out
 */
export function readRows<K extends string>(
	data: unknown,
	asked: string[],
	{ idKey, record, data: what }: RowKind<K>,
): ReadList<EnrichedRow & Record<K, string>> {
	const found = new Map<string, EnrichedRow & Record<K, string>>();
	const odd: OddEntry[] = [];
	const idIn = (row: Record<string, unknown>) =>
		(textIn(row[idKey]) ?? textIn(row.entity_id))?.toLowerCase();
	// One row alone; without an id it can only be about the one record asked for.
	const rowAlone = (row: Record<string, unknown>) =>
		idIn(row) === undefined && asked.length === 1 ? { [idKey]: asked[0], data: row } : row;
	const rows = isObject(data) ? [rowAlone(data)] : Array.isArray(data) ? data : [];
	rows.forEach((row, index) => {
		const leaveOut = (reason: string) => odd.push({ place: index + 1, reason });
		if (!isObject(row)) return leaveOut(`is ${kindOfValue(row)}`);
		if (isTooDeep(row)) return leaveOut(TOO_DEEP);
		const id = idIn(row);
		if (id === undefined) return leaveOut(`has no ${record} ID`);
		if (!asked.includes(id)) return leaveOut(`is about a ${record} that was not asked for`);
		const own = objectIn(row.data);
		const isEmpty = row.data === undefined || row.data === null || Array.isArray(row.data);
		if (own === undefined && !isEmpty) {
			return leaveOut(`has ${kindOfValue(row.data)} for ${what}`);
		}
		// Of two rows about one record the first with anything in it counts.
		const earlier = found.get(id)?.data;
		if (earlier && Object.keys(earlier).length > 0) {
			const isMore = own !== undefined && Object.keys(own).length > 0;
			const isOther = isMore && JSON.stringify(own) !== JSON.stringify(earlier);
			return isOther ? leaveOut(`is a second row about a ${record}, with other data`) : undefined;
		}
		const entry = { ...without(row, 'data'), [idKey]: id, ...(own && { data: own }) };
		found.set(id, entry as EnrichedRow & Record<K, string>);
	});
	return { entries: [...found.values()], odd };
}

/** Whether Explorium knows anything of a record but its ID. */
export function isKnown(row: EnrichedRow | undefined): boolean {
	return Object.entries(row?.data ?? {}).some(([key, value]) => {
		if (key === 'prospect_id' || key === 'business_id') return false;
		return typeof value === 'object' && value !== null
			? Object.keys(value).length > 0
			: textIn(value) !== undefined;
	});
}

/** Why Explorium has no data about a record, if its row says so. */
export function reasonIn({ error, error_type }: EnrichedRow): string | undefined {
	const words = isObject(error) ? readVendorText(error).text : textIn(error);
	return words ?? textIn(error_type);
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
