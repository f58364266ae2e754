import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { mapInTurns } from '../../shared/turns';
import { filterQuery, type Filter } from '../filter/readFilter';
import { lookUpAll, type Finder } from '../lookUp';
import type { Shown } from '../person/shownPerson';
import type { RecordType } from '../recordTypes';
import { match } from './match';
import type { Selection } from './selection';

/** The records that an input item means. */
export interface FoundRecords {
	ids: string[];
	/** The filter that found them. */
	filter?: Filter;
	/** What the look-up tells of them, where there was one. */
	shown?: Map<string, Shown>;
}

const SHOWN_IDS = 5;
const FORMER_ADDRESS =
	'The prospect may be there under a former address: Get Many Prospects with "Search By" set to Person finds it. ';

/**
 * Finds the records that input items mean, in as few calls as possible. Nothing is changed.
 *
 * @returns for each of them the ids, or why there are none
 */
export async function resolveSelections(
	client: Client,
	recordType: RecordType,
	selections: Selection[],
	concurrency: AtOnce,
): Promise<Array<Result<FoundRecords>>> {
	const lookUps = selections.flatMap((one) => (one.by === 'key' ? [one] : []));
	const find = await lookUpAll(client, recordType, lookUps, concurrency, recordType.key.filter);
	const matching = await matchAll(client, recordType, selections, concurrency);
	return await mapInTurns(selections, (one): Result<FoundRecords> => {
		if (one.by === 'ids') return success({ ids: one.ids });
		if (one.by === 'filter') return matching.get(keyOf(one)) as Result<FoundRecords>;
		return idsOfKeys(one, find, recordType);
	});
}

/** The one record of each value; a failure that names those with none or several. */
function idsOfKeys(
	{ filter, values }: Extract<Selection, { by: 'key' }>,
	find: Finder,
	{ name, key }: RecordType,
): Result<FoundRecords> {
	const ids: string[] = [];
	const shown = new Map<string, Shown>();
	for (const value of values) {
		const found = find({ filter, values: [value] });
		if (!found.ok) return found;
		const those = found.value.map(({ id }) => String(id));
		if (those.length !== 1) return failed(notOne(name, `${key.word} ${value}`, those));
		ids.push(those[0]);
		shown.set(those[0], name === 'account' ? { domain: value } : { email: value });
	}
	return success({ ids, shown });
}

function notOne(recordName: string, what: string, ids: string[]): Failure {
	if (ids.length === 0) {
		return {
			kind: 'notFound',
			message: `Outreach has no ${recordName} with the ${what}`,
			hint: `Check the value. ${recordName === 'prospect' ? FORMER_ADDRESS : ''}Or the connected user is not allowed to see the record.`,
		};
	}
	const more = ids.length > SHOWN_IDS ? ' and more' : '';
	return {
		kind: 'rejected',
		message: `Outreach has ${ids.length} ${recordName}s with the ${what}: ${ids.slice(0, SHOWN_IDS).join(', ')}${more}`,
		hint: 'Nothing was done with any of them. Select the right one by its ID, or merge them in Outreach.',
	};
}

type ByFilter = Extract<Selection, { by: 'filter' }>;

const keyOf = ({ filter, atMost }: ByFilter) => `${atMost} ${filterQuery(filter, 'filter')}`;

/** What each filter matches; asked once for all input items that have the same. */
async function matchAll(
	client: Client,
	recordType: RecordType,
	selections: Selection[],
	concurrency: AtOnce,
): Promise<Map<string, Result<FoundRecords>>> {
	const distinct = new Map<string, ByFilter>();
	for (const one of selections) if (one.by === 'filter') distinct.set(keyOf(one), one);
	const matching = new Map<string, Result<FoundRecords>>();
	await concurrently([...distinct], concurrency, async ([key, { filter, atMost }]) => {
		const found = await match(client, recordType, filter, atMost);
		matching.set(key, found.ok ? success({ ...found.value, filter }) : found);
	});
	return matching;
}
