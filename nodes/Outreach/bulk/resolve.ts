import type { Client } from '../../shared/client';
import { concurrently } from '../../shared/concurrently';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { filterQuery, type Filter } from '../filter/readFilter';
import { lookUpAll, type Finder } from '../lookUp';
import type { RecordType } from '../recordTypes';
import { match } from './match';
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
	const find = await lookUpAll(client, recordType, lookUps, concurrency, recordType.key.filter);
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
	await concurrently([...distinct], concurrency, async ([key, { filter, atMost }]) => {
		const ids = await match(client, recordType, filter, atMost);
		matching.set(key, ids.ok ? success({ ids: ids.value, filter }) : ids);
	});
	return matching;
}
