import type { Client } from '../../../shared/client';
import { comparableName } from '../../../shared/read/characters';
import { badInput, failed, success, type Result } from '../../../shared/result';
import type { Resource } from '../../jsonApi';
import { filterQueries, olderFilterQuery } from '../../filterQueries';
import { listWhole, notWhole } from '../../listRecords';
import { accounts, hasReadableKeys, keysOf, type LookUpFilter } from '../../recordTypes';
import { readRecord } from '../../records/readRecord';
import { bareDomain, domainOfAccount, formsOf } from './companyDomain';
import { accountIdField, customIdField } from './form';
import { isSet } from '../../records/notTaken';
import { MadeAccounts } from './madeAccounts';
import type { AccountKeys } from './readAccount';

/** What a look-up reads of an account. */
const LOOKED_AT = 'name,domain,customId,createdAt';
/** The most accounts that a search for a name is read for. */
const MOST_HITS = 200;

/** The accounts that a key finds, and which key it was, to be put after the kind of record. */
export interface Found {
	by: string;
	records: Resource[];
}

/**
 * Finds the account that the keys name: ID, custom ID and domain, each of which it has to fit, and the name
 * where no domain is given and nothing else finds one. Outreach lists only accounts that are named: others
 * are found by ID alone.
 *
 * @param made accounts of this run, which a list may not show yet
 * @returns a failure if there is no account with the ID, or the keys name different companies
 */
export async function findAccounts(
	client: Client,
	keys: AccountKeys,
	made = new MadeAccounts(),
): Promise<Result<Found>> {
	const { id, customId, domain, name } = keys;
	const byKey: Found[] = [];
	if (id !== undefined) {
		const named = { id, field: accountIdField.displayName };
		const record = await readRecord(client, accounts, named);
		if (!record.ok) return record;
		byKey.push({ by: `with the ID ${id}`, records: [record.value] });
	}
	if (customId !== undefined) {
		const isIt = ({ attributes }: Resource) => attributes.customId === customId;
		const records = await lookUp(
			client,
			'customId',
			[customId],
			isIt,
			made.find('customId', customId),
		);
		if (!records.ok) return records;
		byKey.push({ by: `with the custom ID ${customId}`, records: records.value });
	}
	if (domain !== undefined) {
		const found = await findByDomain(client, domain, made);
		if (!found.ok) return found;
		byKey.push(found.value);
	}
	const found = byKey.filter(({ records }) => records.length > 0);
	if (found.length === 0 && domain === undefined && name !== undefined) {
		const named = await findByName(client, name, made);
		if (!named.ok) return named;
		if (named.value.records.length > 0) found.push(named.value);
	}
	return agreed(found, keys);
}

/** The accounts that all keys name. */
function agreed(found: Found[], keys: AccountKeys): Result<Found> {
	const [first, ...others] = found;
	if (first === undefined) return success({ by: wantedBy(keys), records: [] });
	const isIn = (record: Resource, { records }: Found) =>
		records.some(({ id }) => Number(id) === Number(record.id));
	const records = first.records.filter((one) => others.every((other) => isIn(one, other)));
	if (records.length === 0) return refuseContradiction(found);
	const [record] = records;
	const { customId } = record.attributes;
	const isOther = isSet(customId) && String(customId) !== keys.customId;
	if (keys.customId !== undefined && records.length === 1 && isOther) {
		return badInput(
			`"${customIdField.displayName}" is ${keys.customId}, but the account ${record.id} ${first.by} has the custom ID ${String(customId)}. Nothing was written`,
			'It may be another company, or the same one under a new ID. Correct the custom ID, or change the one in Outreach.',
		);
	}
	return success({ by: first.by, records });
}

function refuseContradiction(found: Found[]) {
	const named = found.map(
		({ by, records }) => `the account ${records.map(({ id }) => id).join(', ')} ${by}`,
	);
	return badInput(
		`The keys name different accounts of Outreach: ${named.join(', and ')}. Nothing was written`,
		'Give only keys of one company. If they are one company, merge the accounts in Outreach.',
	);
}

/** Finds the accounts with a domain, whatever stands before it. */
export async function findByDomain(
	client: Client,
	domain: string,
	made = new MadeAccounts(),
): Promise<Result<Found>> {
	const bare = bareDomain(domain);
	const isIt = ({ attributes }: Resource) => domainOfAccount(attributes.domain) === bare;
	const records = await lookUp(client, 'domain', formsOf(domain), isIt, made.find('domain', bare));
	return records.ok ? success({ by: `with the domain ${bare}`, records: records.value }) : records;
}

/** Finds the accounts with a name, in whatever case. */
export async function findByName(
	client: Client,
	name: string,
	made = new MadeAccounts(),
): Promise<Result<Found>> {
	const wanted = comparableName(name);
	const isIt = ({ attributes }: Resource) =>
		typeof attributes.name === 'string' && comparableName(attributes.name) === wanted;
	const exact = await lookUp(client, 'name', [name], isIt, made.find('name', wanted));
	if (!exact.ok) return exact;
	const by = `with the name ${name}`;
	if (exact.value.length > 0) return success({ by, records: exact.value });
	// A search minds no case, which the look-up of a name may.
	const query = `newFilterSyntax=true&filter%5Bq%5D=${encodeURIComponent(name)}&fields%5Baccount%5D=${LOOKED_AT}`;
	const hits = await listWhole(client, accounts.path, query, MOST_HITS);
	return hits.ok ? success({ by, records: hits.value.filter(isIt) }) : hits;
}

/**
 * Lists the accounts that have one of some values. Outreach may write a value in another form than was
 * asked for, so what comes back is compared by `isIt`.
 *
 * @param made accounts of this run that are wanted
 */
async function lookUp(
	client: Client,
	filter: LookUpFilter,
	values: string[],
	isIt: (record: Resource) => boolean,
	made: Resource[],
): Promise<Result<Resource[]>> {
	const records: Resource[] = [];
	const only = `&fields%5B${accounts.name}%5D=${LOOKED_AT}`;
	const asked = [...new Set(values.flatMap((value) => [value, value.toLowerCase()]))];
	for (const { query, values: sent } of await filterQueries(filter, asked)) {
		const list = async (one: string) => await listWhole(client, accounts.path, one + only);
		const older = olderFilterQuery(filter, sent);
		const newer = await list(query);
		const isRefused = !newer.ok && newer.failure.kind === 'rejected' && older !== undefined;
		const tried = isRefused ? await list(older) : newer;
		const listed = tried.ok ? tried : newer;
		if (!listed.ok) return listed;
		const found = listed.value;
		const odd = found.filter((record) => !hasReadableKeys(record, filter));
		// A list of others only does not answer the question: the account may be there.
		const isForeign =
			found.length > 0 && !found.some((one) => isIt(one) || isAlike(one, filter, sent));
		const unread = isForeign ? found.length : odd.length;
		if (unread > 0) return failed(notWhole(unread, accounts.path));
		records.push(...found);
	}
	const own = [...records.filter(isIt), ...made];
	return success([...new Map(own.map((record) => [Number(record.id), record])).values()]);
}

/** Whether a record has a value that was asked for, in whatever case: Outreach may mind none. */
function isAlike(record: Resource, filter: LookUpFilter, values: string[]): boolean {
	const asked = new Set(values.map((value) => value.toLowerCase()));
	return keysOf(record, filter).some((value) => asked.has(value));
}

/** What an account is looked for by, to be put after the kind of record. */
export function wantedBy({ id, customId, domain, name }: AccountKeys): string {
	const ways = [
		id === undefined ? '' : `with the ID ${id}`,
		customId === undefined ? '' : `with the custom ID ${customId}`,
		domain === undefined ? '' : `with the domain ${bareDomain(domain)}`,
		name === undefined || domain !== undefined ? '' : `with the name ${name}`,
	];
	return ways.filter(Boolean).join(', or ');
}
