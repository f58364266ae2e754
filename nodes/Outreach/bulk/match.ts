import type { Client } from '../../shared/client';
import { badInput, failed, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { ask, type Resource } from '../jsonApi';
import { exactCount, lacksList, listCounted } from '../listRecords';
import { filterQuery, type Filter } from '../filter/readFilter';
import { fieldsToCheck, recheck } from '../filter/recheck';
import { isId } from '../readId';
import { shownIn, type Shown } from '../person/shownPerson';
import type { RecordType } from '../recordTypes';

const LONGEST_VALUE = 200;

/** The records that a filter matches, and what was read of each. */
export interface Matching {
	ids: string[];
	shown: Map<string, Shown>;
}

/**
 * Finds the records that a filter matches. They are counted first, and listed if that is not too much:
 * the action then names these records, so that none that comes to match later is touched.
 *
 * @param atMost how many may match
 * @returns them; a failure if the count and the list disagree, or a record that is listed does not
 * meet the filter
 */
export async function match(
	client: Client,
	recordType: RecordType,
	filter: Filter,
	atMost: number,
): Promise<Result<Matching>> {
	const { name, path } = recordType;
	const query = `${filterQuery(filter, 'filter')}&newFilterSyntax=true`;
	const counted = await ask(client, {
		method: 'GET',
		path,
		query: `${query}&count=true&page%5Bsize%5D=1`,
		repeatable: true,
		missing: lacksList,
	});
	if (!counted.ok) return counted;
	const count = exactCount(counted.value.meta);
	if (count === undefined) return notCounted(name);
	const checkedCount = checkCount(count, atMost, name);
	if (!checkedCount.ok) return checkedCount;
	const listed = await listFields(client, recordType, query, fieldsToCheck(filter), atMost + 1);
	if (!listed.ok) return listed;
	const ids = listed.value.map(({ id }) => String(id)).filter(isId);
	const checkedList = checkCount(ids.length, atMost, name);
	if (!checkedList.ok) return checkedList;
	if (ids.length !== count) return disagree(name, count, ids.length);
	const checked = checkRecords(recordType, listed.value, filter);
	if (!checked.ok) return checked;
	const shown = new Map(
		listed.value.map(({ id, attributes }) => [String(id), shownIn(attributes, name)]),
	);
	return success({ ids, shown });
}

/** Lists records with some of their fields only; with all of them where Outreach refuses to choose. */
async function listFields(
	client: Client,
	{ name, path }: RecordType,
	query: string,
	fields: string[],
	limit: number,
): Promise<Result<Resource[]>> {
	const chosen = fields.length > 0 ? fields.join(',') : 'createdAt';
	const listed = await listCounted(client, path, `${query}&fields%5B${name}%5D=${chosen}`, limit);
	if (listed.ok || listed.failure.kind !== 'rejected') return listed;
	return await listCounted(client, path, query, limit);
}

function checkCount(count: number, atMost: number, name: string): Result<true> {
	if (count === 0) {
		return badInput(
			`No ${name} matches the filter, so nothing was sent`,
			'Check the conditions: values must be exactly as they are in Outreach.',
		);
	}
	if (count <= atMost) return success(true);
	return badInput(
		`${count} ${name}s match the filter, which is more than the ${atMost} of "Most Records", so nothing was sent`,
		'Narrow the filter down, or raise "Most Records" if you mean all of them.',
	);
}

/** The failure of a count that Outreach does not give, or not exactly. */
export function notCounted(name: string) {
	return failed({
		kind: 'unreadable',
		message: `Outreach did not say how many ${name}s match the filter, so nothing was sent`,
		hint: 'Try again later, or narrow the filter down.',
	});
}

function disagree(name: string, count: number, listed: number) {
	return failed({
		kind: 'unreadable',
		message: `Outreach counts ${count} ${name}s that match the filter, but lists ${listed}, so nothing was sent`,
		hint: 'Records may have changed in the meantime. Run it again. If this keeps happening, select the records by their IDs.',
	});
}

/** Checks that records meet the filter that found them; a failure if not, or if that cannot be told. */
export function checkRecords(
	{ name, filterFields }: RecordType,
	records: Resource[],
	filter: Filter,
): Result<true> {
	const outside = recheck(records, filter, filterFields);
	const [first] = outside;
	if (first?.isUnread) {
		return failed({
			kind: 'unreadable',
			message: `Outreach does not show that all ${name}s match the filter, so nothing was sent. In the ${name} ${first.id}, "${first.field}" is ${first.has === undefined ? 'missing' : printValue(first.has).slice(0, LONGEST_VALUE)}; the filter asks for ${first.asked}`,
			hint: `Select the ${name}s by their IDs, or use another condition.`,
		});
	}
	if (first !== undefined) {
		return failed({
			kind: 'rejected',
			message: `Outreach lists ${name}s that do not match the filter (${outside.length} of ${records.length}), so nothing was sent. In the ${name} ${first.id}, "${first.field}" is ${printValue(first.has).slice(0, LONGEST_VALUE)}; the filter asks for ${first.asked}`,
			hint: `Outreach does not apply this condition. Select the ${name}s by their IDs, or use another condition.`,
		});
	}
	return success(true);
}
