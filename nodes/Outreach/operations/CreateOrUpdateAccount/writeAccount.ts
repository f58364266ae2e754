import type { Client } from '../../../shared/client';
import { nobodyFound } from '../../../shared/ifNotFound';
import { inTurn } from '../../../shared/inTurn';
import type { Shape } from '../../../shared/outputShape';
import { comparableName } from '../../../shared/read/characters';
import {
	badInput,
	failed,
	isMissing,
	success,
	type Failure,
	type Result,
} from '../../../shared/result';
import type { Resource } from '../../jsonApi';
import { accounts } from '../../recordTypes';
import { createRecord, mayHaveCreated, readCreated } from '../../records/createRecord';
import { notReadBack } from '../../records/notReadBack';
import { hasReadableTags, missingTags, tagsOf } from '../../records/recordTags';
import { setsNothing, type RecordValues } from '../../records/recordValues';
import { isSet, notTaken, reportNotTaken } from '../../records/notTaken';
import { readRecord, type NamedRecord } from '../../records/readRecord';
import type { WrittenRecord } from '../../records/runRecordWrites';
import { updateRecord } from '../../records/updateRecord';
import { bareDomain, domainOfAccount } from './companyDomain';
import { findAccounts, findByDomain, findByName, wantedBy, type Found } from './findAccounts';
import { accountIdField, nameField } from './form';
import { MadeAccounts } from './madeAccounts';
import { keyTexts, tellingTexts, type AccountWrite } from './sameAccount';

/** What to do about an account that was written and cannot be looked at. */
const LOOK_AFTER = 'It is in Outreach already, so the next run finds it.';

/** What became of an account. */
export interface WrittenAccount extends WrittenRecord {
	/** Other accounts with the domain, after one was created. */
	duplicates: number[];
	/** Accounts of the same name that were not taken for it. */
	sameName: number[];
	/** The fields that Outreach shows another value of than was sent. */
	notTaken: string[];
	shape: Shape;
}

/** What one run of the node knows of the accounts that it wrote. */
interface Memory {
	/** Those that it created: a look-up may not show them yet. */
	made: MadeAccounts;
	/** By keys: accounts that it may have created. */
	unclear: Map<string, Failure>;
	/** Runs work on one account one after the other. */
	inOrder: ReturnType<typeof inTurn>;
}

/**
 * Creates or updates accounts: https://developers.outreach.io/api/reference
 *
 * Work that shares a key is done one after the other, so that an account that one item created is there
 * for the next.
 */
export function accountWriter(): (
	client: Client,
	write: AccountWrite,
) => Promise<Result<WrittenAccount>> {
	const byKey = inTurn();
	const memory: Memory = { made: new MadeAccounts(), unclear: new Map(), inOrder: inTurn() };
	return async (client, write) =>
		await byKey(keyTexts(write.keys), async () => await writeAccount(client, write, memory));
}

async function writeAccount(
	client: Client,
	write: AccountWrite,
	memory: Memory,
): Promise<Result<WrittenAccount>> {
	const { keys, ifNotFound, shape } = write;
	const values = newValues(write);
	const texts = tellingTexts(keys);
	const isOwn = ifNotFound === 'create' && (await mayHaveCreated(client, accounts, values, texts));
	if (isOwn) return await create(client, write, values, memory);
	const found = await findAccounts(client, keys, memory.made);
	if (!found.ok) {
		const isGone = keys.id !== undefined && isMissing(found.failure);
		return isGone && ifNotFound === 'nothing' ? success(nothingDone(shape)) : found;
	}
	const { records, by } = found.value;
	if (records.length > 1) return refuseSeveral(found.value);
	if (records.length === 1) {
		const id = Number(records[0].id);
		return await memory.inOrder([String(id)], async () => {
			return await update(client, write, { id }, by, memory);
		});
	}
	if (ifNotFound === 'nothing') return success(nothingDone(shape));
	if (ifNotFound === 'error') {
		return failed(nobodyFound('Outreach', wantedBy(keys), accounts.name));
	}
	const unclear = texts.map((text) => memory.unclear.get(text)).find(Boolean);
	if (unclear !== undefined) return failed(unclear);
	return await create(client, write, values, memory);
}

const nothingDone = (shape: Shape): WrittenAccount => {
	return {
		isCreated: false,
		isUpdated: false,
		duplicates: [],
		sameName: [],
		notTaken: [],
		shape,
	};
};

function refuseSeveral({ by, records }: Found) {
	const ids = records.map(({ id }) => Number(id)).sort((one, other) => one - other);
	return badInput(
		`Outreach has several accounts ${by}: ${ids.join(', ')}. Nothing was written`,
		`Merge them in Outreach, or say which one is meant under "${accountIdField.displayName}".`,
	);
}

/** An account that is not named would be in no list, and the next run could not find it. */
function newValues({ keys, fields, tags, ownerId }: AccountWrite): RecordValues {
	const { name, domain, customId } = keys;
	return {
		attributes: {
			...(name !== undefined && { name }),
			...(domain !== undefined && { domain: bareDomain(domain) }),
			...(customId !== undefined && { customId }),
			...fields,
			...(tags.length > 0 && { tags }),
			named: true,
		},
		relationships: ownerOf(ownerId),
	};
}

const ownerOf = (id: number | undefined): RecordValues['relationships'] =>
	id === undefined ? {} : { owner: { type: 'user', id } };

async function create(
	client: Client,
	{ keys, shape }: AccountWrite,
	values: RecordValues,
	memory: Memory,
): Promise<Result<WrittenAccount>> {
	if (!isSet(values.attributes?.name)) return refuseNameless(keys);
	const texts = tellingTexts(keys);
	const namesakes = await namesakesOf(client, keys, memory);
	if (!namesakes.ok) return namesakes;
	const made = await createRecord(client, accounts, values, {
		keys: texts,
		lookFor: `for an account ${wantedBy(keys)} (Get Many Accounts)`,
		find: async () => {
			const found = await findAccounts(client, keys);
			return found.ok ? success(found.value.records) : found;
		},
		isIt: (record) => isAccountOf(record, values),
		readsBack: true,
	});
	if (!made.ok) {
		if (made.failure.ambiguous) {
			for (const text of keyTexts(keys)) memory.unclear.set(text, made.failure);
		}
		return made;
	}
	const now = await readCreated(client, accounts, made.value, LOOK_AFTER);
	if (!now.ok) return now;
	const id = Number(now.value.id);
	memory.made.add(now.value);
	return success({
		...nothingDone(shape),
		record: now.value,
		isCreated: true,
		sameName: namesakes.value.filter((one) => one !== id),
		duplicates: await duplicatesOf(client, keys, id),
		notTaken: reportNotTaken(client, accounts, id, notTaken(now.value, values)),
	});
}

/** Whether an account has the name and the domain that were sent. */
function isAccountOf({ attributes }: Resource, { attributes: sent = {} }: RecordValues): boolean {
	const isName =
		typeof attributes.name === 'string' &&
		comparableName(attributes.name) === comparableName(String(sent.name));
	if (!isName || !isSet(sent.domain)) return isName;
	return domainOfAccount(attributes.domain) === domainOfAccount(sent.domain);
}

function refuseNameless(keys: AccountWrite['keys']) {
	const field = nameField.displayName;
	return badInput(
		`Outreach has no account ${wantedBy(keys)}, and "${field}" is empty, so none was created`,
		`Give the name of the new account under "${field}", or set "If Not Found" under Options to "Return Nothing for the Item".`,
	);
}

/** The accounts with the name, where the domain told that the company is another one. */
async function namesakesOf(
	client: Client,
	{ name, domain }: AccountWrite['keys'],
	memory: Memory,
): Promise<Result<number[]>> {
	if (name === undefined || domain === undefined) return success([]);
	const found = await findByName(client, name, memory.made);
	return found.ok ? success(found.value.records.map(({ id }) => Number(id))) : found;
}

/**
 * Other accounts with the domain: another execution may have created one at the same time. Nothing is
 * deleted.
 */
async function duplicatesOf(
	client: Client,
	{ domain }: AccountWrite['keys'],
	own: number,
): Promise<number[]> {
	if (domain === undefined) return [];
	const found = await findByDomain(client, domain);
	if (!found.ok) {
		client.report(
			`Whether another account has the domain ${bareDomain(domain)} could not be looked up: ${found.failure.message}.`,
		);
		return [];
	}
	const others = found.value.records.map(({ id }) => Number(id)).filter((id) => id !== own);
	if (others.length > 0) {
		client.report(
			`Outreach now has several accounts with the domain ${bareDomain(domain)}: ${[own, ...others].join(', ')}. Something else created one at the same time; merge them in Outreach.`,
		);
	}
	return others;
}

async function update(
	client: Client,
	{ fields, tags, ownerId, ifFound, shape }: AccountWrite,
	named: NamedRecord,
	by: string,
	{ made }: Memory,
): Promise<Result<WrittenAccount>> {
	const { id } = named;
	const isOfThisRun = made.has(id);
	if (ifFound === 'error' && !isOfThisRun) {
		return badInput(
			`Outreach has the account ${id} ${by} already`,
			'To update it, set "If Found" under Options to "Update the Account".',
		);
	}
	const lacks = (record: Resource) =>
		tags.length === 0 || hasReadableTags(record) ? undefined : 'the tags of the account';
	const before = await readRecord(client, accounts, named, lacks);
	if (!before.ok) return before;
	const unchanged = { ...nothingDone(shape), record: before.value };
	if (ifFound === 'leave' && !isOfThisRun) return success(unchanged);
	const newTags = missingTags(before.value, tags);
	const wanted = { attributes: fields, relationships: ownerOf(ownerId) };
	const differing = notTaken(before.value, wanted);
	const values: RecordValues = {
		attributes: {
			...Object.fromEntries(Object.entries(fields).filter(([name]) => differing.includes(name))),
			...(newTags.length > 0 && { tags: [...tagsOf(before.value), ...newTags] }),
		},
		relationships: differing.includes('owner') ? ownerOf(ownerId) : {},
	};
	if (setsNothing(values)) return success(unchanged);
	const written = await updateRecord(client, accounts, named, values);
	if (!written.ok) return written;
	const now = await readRecord(client, accounts, named);
	if (!now.ok) return failed(notReadBack(now.failure, accounts, id, 'updated', LOOK_AFTER));
	return success({
		...unchanged,
		record: now.value,
		isUpdated: true,
		notTaken: reportNotTaken(client, accounts, id, notTaken(now.value, values)),
	});
}
