import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import { switchSetting } from '../../shared/read/settings';
import { success, type Result } from '../../shared/result';
import { filterQuery, type Filter } from '../filter/readFilter';
import { fieldsToCheck } from '../filter/recheck';
import { listPage, type Page } from '../listRecords';
import { shownIn } from '../person/shownPerson';
import type { RecordType } from '../recordTypes';
import { checkRecords, notCounted } from './match';

/** How many records a preview names. */
const SHOWN_RECORDS = 10;
/** And how many of them in its sentence. */
const SHOWN_NAMES = 3;

/** A filter of which somebody only wants to see what it matches. */
export interface PreviewOf {
	by: 'preview';
	filter: Filter;
	/** How many the action would work on at most. */
	atMost: number;
}

/** The switch that has a filter shown and not used. */
export const previewField = (one: RecordType['name']): INodeProperties => ({
	displayName: 'Preview',
	name: 'preview',
	type: 'boolean',
	default: false,
	displayOptions: { show: { selectBy: ['filter'] } },
	description: `Whether to change nothing, and only return how many ${one}s match the filter and the first of them`,
});

export const previewSetting = switchSetting(previewField('prospect'));

/**
 * Looks what filters match, and changes nothing.
 *
 * @returns for each of them what to put out
 */
export async function previewAll(
	client: Client,
	recordType: RecordType,
	wanted: PreviewOf[],
	concurrency: AtOnce,
): Promise<Array<Result<IDataObject>>> {
	const keyOf = ({ filter }: PreviewOf) => filterQuery(filter, 'filter');
	const distinct = new Map(wanted.map((one) => [keyOf(one), one.filter]));
	const pages = new Map<string, Result<Page>>();
	await concurrently([...distinct], concurrency, async ([key, filter]) => {
		pages.set(key, await firstMatches(client, recordType, filter));
	});
	return wanted.map((one) => {
		const page = pages.get(keyOf(one)) as Result<Page>;
		return page.ok ? preview(page.value, recordType, one) : page;
	});
}

async function firstMatches(
	client: Client,
	{ name, path, key }: RecordType,
	filter: Filter,
): Promise<Result<Page>> {
	const query = `${filterQuery(filter, 'filter')}&newFilterSyntax=true&count=true&page%5Bsize%5D=${SHOWN_RECORDS}`;
	const fields = [...new Set(['name', key.filter, ...fieldsToCheck(filter)])].join(',');
	const page = await listPage(client, path, `${query}&fields%5B${name}%5D=${fields}`);
	if (page.ok || page.failure.kind !== 'rejected') return page;
	return await listPage(client, path, query);
}

function preview(
	{ records, count }: Page,
	recordType: RecordType,
	{ filter, atMost }: PreviewOf,
): Result<IDataObject> {
	const { name } = recordType;
	if (count === undefined) return notCounted(name);
	const checked = checkRecords(recordType, records, filter);
	if (!checked.ok) return checked;
	const first = records.map(({ id, attributes }) => ({
		id: Number(id),
		...shownIn(attributes, name),
	}));
	return success({
		preview: true,
		matches: count,
		message: `${describe(count, first, name)}.${count > atMost ? ` That is more than the ${atMost} of "Most Records", so the action would not be sent.` : ''} Nothing was changed.`,
		first,
	});
}

function describe(
	count: number,
	first: Array<{ id: number; name?: string; email?: string; domain?: string }>,
	name: RecordType['name'],
): string {
	if (count === 0) return `No ${name} matches`;
	const known = first
		.slice(0, SHOWN_NAMES)
		.map((one) => one.name ?? one.email ?? one.domain ?? String(one.id));
	const more = count > known.length ? ` and ${count - known.length} more` : '';
	const verb = count === 1 ? 'matches' : `match`;
	return `${count} ${name}${count === 1 ? '' : 's'} ${verb}: ${known.join(', ')}${more}`;
}
