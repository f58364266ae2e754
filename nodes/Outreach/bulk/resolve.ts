import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { badInput, failed, success, type Failure, type Result } from '../../shared/result';
import { ask, listAll } from '../api';
import { filterQuery, type Filter } from '../filter/readFilter';
import { isId } from '../readId';
import { lookUpAll, type Finder } from '../lookUp';
import type { RecordType } from '../recordTypes';
import type { Wanted } from './wanted';

/** The records that an input item means. */
export interface Resolved {
	ids: string[];
	/** The filter that found them. */
	filter?: Filter;
}

const SHOWN_IDS = 5;

/**
 * Finds the records that input items mean, in as few calls as possible. Nothing is changed.
 *
 * @returns for each of them the ids, or why there are none
 */
export async function resolveWanted(
	client: Client,
	recordType: RecordType,
	wanted: Wanted[],
	concurrency: number,
): Promise<Array<Result<Resolved>>> {
	const lookUps = wanted.flatMap((one) => (one.by === 'key' ? [one] : []));
	const find = await lookUpAll(client, recordType, lookUps, concurrency);
	const matching = await matchAll(client, recordType, wanted, concurrency);
	return wanted.map((one) => {
		if (one.by === 'ids') return success({ ids: one.ids });
		if (one.by === 'filter') return matching.get(keyOf(one)) as Result<Resolved>;
		return idsOfKeys(one, find, recordType);
	});
}

/** The one record of each value; a failure that names those with none or several. */
function idsOfKeys(
	{ filter, values }: Extract<Wanted, { by: 'key' }>,
	find: Finder,
	{ name, key }: RecordType,
): Result<Resolved> {
	const ids: string[] = [];
	for (const value of values) {
		const found = find({ filter, values: [value] });
		if (!found.ok) return found;
		const those = found.value.map(({ id }) => String(id));
		if (those.length !== 1) return failed(notOne(name, `${key.word} ${value}`, those));
		ids.push(those[0]);
	}
	return success({ ids });
}

function notOne(recordName: string, what: string, ids: string[]): Failure {
	if (ids.length === 0) {
		return {
			kind: 'notFound',
			message: `Outreach has no ${recordName} with the ${what}`,
			hint: 'Check the value. The connected user may also not be allowed to see the record.',
		};
	}
	const more = ids.length > SHOWN_IDS ? ' and more' : '';
	return {
		kind: 'rejected',
		message: `Outreach has ${ids.length} ${recordName}s with the ${what}: ${ids.slice(0, SHOWN_IDS).join(', ')}${more}`,
		hint: 'Nothing was done with any of them. Select the right one by its ID, or merge them in Outreach.',
	};
}

type ByFilter = Extract<Wanted, { by: 'filter' }>;

const keyOf = ({ filter, atMost }: ByFilter) => `${atMost} ${filterQuery(filter, 'filter')}`;

/** What each filter matches; asked once for all input items that have the same. */
async function matchAll(
	client: Client,
	recordType: RecordType,
	wanted: Wanted[],
	concurrency: number,
): Promise<Map<string, Result<Resolved>>> {
	const distinct = new Map<string, ByFilter>();
	for (const one of wanted) if (one.by === 'filter') distinct.set(keyOf(one), one);
	const matching = new Map<string, Result<Resolved>>();
	await concurrently([...distinct], concurrency, async ([key, one]) => {
		matching.set(key, await match(client, recordType, one));
	});
	return matching;
}

/**
 * Counts what a filter matches before anything else, and lists it if that is not too much: the action
 * then names these records, so that none that comes to match later is touched.
 */
async function match(
	client: Client,
	{ name, path }: RecordType,
	{ filter, atMost }: ByFilter,
): Promise<Result<Resolved>> {
	const query = `${filterQuery(filter, 'filter')}&newFilterSyntax=true`;
	const counted = await ask(client, {
		method: 'GET',
		path,
		query: `${query}&count=true&page%5Bsize%5D=1`,
		repeatable: true,
	});
	if (!counted.ok) return counted;
	const count = readCount(counted.value.meta);
	if (count === undefined) {
		return failed({
			kind: 'unreadable',
			message: `Outreach did not say how many ${name}s match the filter, so nothing was sent`,
			hint: 'Try again later, or narrow the filter down.',
		});
	}
	const checkedCount = checkCount(count, atMost, name);
	if (!checkedCount.ok) return checkedCount;
	const listed = await listAll(client, path, `${query}&fields%5B${name}%5D=createdAt`, atMost + 1);
	if (!listed.ok) return listed;
	const ids = [...new Set(listed.value.map(({ id }) => String(id)))].filter(isId);
	const checkedList = checkCount(ids.length, atMost, name);
	return checkedList.ok ? success({ ids, filter }) : checkedList;
}

/** The number of records, where it is exact. */
function readCount(meta: unknown): number | undefined {
	const { count, count_truncated: isTruncated } = (meta ?? {}) as Record<string, unknown>;
	return typeof count === 'number' && isTruncated !== true ? count : undefined;
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
		`${count} ${name}s match the filter, which is more than the ${atMost} of "At Most N Records", so nothing was sent`,
		'Narrow the filter down, or raise "At Most N Records" if all of them are meant.',
	);
}
