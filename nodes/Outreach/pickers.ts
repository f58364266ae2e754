import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { openClient, type Client } from '../shared/client';
import { unwrap } from '../shared/nodeError';
import { EDITOR_OPTIONS, readRequestSettings } from '../shared/requestOptions';
import { batchOf, type Batch } from './batches/batch';
import { nameBatch } from './batches/nameBatch';
import { hasEnded, isConfirming } from './batches/state';
import type { Resource } from './jsonApi';
import { describeLeftOut, listAll, listPage, type Page } from './listRecords';
import { outreach } from './outreach';
import { readPlace, ShownChoices } from './shownChoices';

/** How many hits fill a list; more come as the user scrolls. */
const HITS = 50;
/** The most pages to read for one list, so that a rare name does not keep the user waiting. */
const PAGES_AT_ONCE = 20;
/** The most choices in a list that is not searched. */
const MOST_CHOICES = 10_000;

type Hit = INodeListSearchItems | undefined;
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

const openForEditor = async (context: ILoadOptionsFunctions): Promise<Client> =>
	await openClient(context, outreach, readRequestSettings(EDITOR_OPTIONS));

/**
 * A search by ourselves, because Outreach searches only accounts and prospects: reads pages until
 * there are enough hits.
 *
 * @param path of the collection
 * @param query what to ask for, besides the size of a page
 * @param toHit a record as a choice, or nothing if it is none
 */
function searchByName(
	path: string,
	query: string,
	toHit: (record: Resource, context: ILoadOptionsFunctions) => Hit,
): Search {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken) {
		const client = await openForEditor(this);
		const wanted = filter.trim().toLowerCase();
		const results: INodeListSearchItems[] = [];
		const asked = new Set<string>();
		const place = readPlace(paginationToken, `${query}&page%5Bsize%5D=500`);
		const choices = new ShownChoices(place);
		let next: string | undefined = place.query;
		while (next !== undefined && results.length < HITS && asked.size < PAGES_AT_ONCE) {
			asked.add(next);
			const page: Page = await pageFor(this, client, path, next);
			const hits = choices
				.news(page.records)
				.map((record) => toHit(record, this))
				.filter((hit) => hit !== undefined);
			results.push(...hits.filter((one) => isMeant(one, wanted)));
			next = page.next !== undefined && asked.has(page.next) ? undefined : page.next;
		}
		return { results, paginationToken: choices.placeAt(next) };
	};
}

/** Whether a search text means a choice: a part of its name, or its ID. */
const isMeant = ({ name, value }: INodeListSearchItems, wanted: string) =>
	name.toLowerCase().includes(wanted) || String(value) === wanted;

/** One page for the editor; what is no record in it is left out, and said in the log. */
async function pageFor(
	context: ILoadOptionsFunctions,
	client: Client,
	path: string,
	query: string,
): Promise<Page> {
	const page = unwrap(context.getNode(), await listPage(client, path, query));
	if (page.leftOut > 0) client.report(describeLeftOut(page.leftOut, path));
	return page;
}

const hit = ({ id }: Resource, name: unknown): Hit => ({
	name: String(name || id),
	value: Number(id),
});

/** A user as people know one; users who have left are locked. */
function nameUser({ id, attributes }: Resource): string {
	const { name, email, locked } = attributes;
	const known = String(name || email || id);
	const address = name && email ? ` (${String(email)})` : '';
	return `${known}${address}${locked === true ? ' – locked' : ''}`;
}

/** Sequences that are switched on and not locked, the last used first. */
export const searchSequences = searchByName(
	'/sequences',
	'filter%5BlockedAt%5D=__null__&filter%5BenabledAt%5D=__notnull__&sort=-lastUsedAt&fields%5Bsequence%5D=name,enabledAt,lockedAt',
	(sequence) => {
		const { name, lockedAt, enabledAt } = sequence.attributes;
		return lockedAt || !enabledAt ? undefined : hit(sequence, name);
	},
);

/** All sequences, the last used first: people can be in one that is turned off or locked by now. */
export const searchAnySequences = searchByName(
	'/sequences',
	'sort=-lastUsedAt&fields%5Bsequence%5D=name,enabledAt,lockedAt',
	(sequence) => {
		const { name, lockedAt, enabledAt } = sequence.attributes;
		const mark = lockedAt ? ' – locked' : enabledAt === null ? ' – off' : '';
		return hit(sequence, `${String(name || sequence.id)}${mark}`);
	},
);

/** Mailboxes that can send. */
export const searchMailboxes = searchByName(
	'/mailboxes',
	'sort=email&fields%5Bmailbox%5D=email,userId,sendDisabled',
	(mailbox) => {
		const { email, sendDisabled } = mailbox.attributes;
		return sendDisabled === true ? undefined : hit(mailbox, email);
	},
);

const USERS = 'sort=firstName&fields%5Buser%5D=name,email,locked';

/** Users who can log in. */
export const searchUsers = searchByName('/users', `filter%5Blocked%5D=false&${USERS}`, (user) =>
	user.attributes.locked === true ? undefined : hit(user, nameUser(user)),
);

export const searchOpportunities = searchByName(
	'/opportunities',
	'sort=name&fields%5Bopportunity%5D=name',
	(opportunity) => hit(opportunity, opportunity.attributes.name),
);

/** The stages of prospects, in their order. */
export const searchStages = searchByName(
	'/stages',
	'sort=order&fields%5Bstage%5D=name,order',
	(stage) => hit(stage, stage.attributes.name),
);

const BATCHES =
	'sort=-createdAt&fields%5Bbatch%5D=action,state,total,confirmCount,createdAt,finishedAt,canceledAt';

/** A search for bulk actions, the newest first. */
const searchBatchesThat = (isListed: (batch: Batch) => boolean, query = '') =>
	searchByName('/batches', `${query}${BATCHES}`, (record, context) => {
		const batch = batchOf(record);
		return isListed(batch) ? hit(record, nameBatch(batch, context.getTimezone?.())) : undefined;
	});

export const searchBatches = searchBatchesThat(() => true);

/** Bulk actions that wait to be confirmed. */
export const searchBatchesToConfirm = searchBatchesThat(
	(batch) => isConfirming(batch) && !hasEnded(batch),
	'newFilterSyntax=true&filter%5Bstate%5D=confirming&',
);

/** Bulk actions that have not ended, so that they can be canceled. */
export const searchBatchesToCancel = searchBatchesThat((batch) => !hasEnded(batch));

/**
 * A search that Outreach makes itself, by how a text starts.
 *
 * @param fields what to ask for of each record
 * @param nameOf what the list shows
 */
function searchByStart(path: string, fields: string, nameOf: (record: Resource) => string): Search {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken) {
		const client = await openForEditor(this);
		const text = filter.trim();
		// The older syntax takes a comma in a name, such as in Acme, Inc., for the end of a value.
		const wanted =
			text === '' ? '' : `newFilterSyntax=true&filter%5Bq%5D=${encodeURIComponent(text)}&`;
		const place = readPlace(paginationToken, `${wanted}${fields}&page%5Bsize%5D=${HITS}`);
		const choices = new ShownChoices(place);
		const page = await pageFor(this, client, path, place.query);
		const results = choices
			.news(page.records)
			.map((record) => ({ name: nameOf(record), value: Number(record.id) }));
		const next = page.next === place.query || page.next === page.query ? undefined : page.next;
		return { results, paginationToken: choices.placeAt(next) };
	};
}

/** Accounts, by how their name or domain starts. */
export const searchAccounts = searchByStart(
	'/accounts',
	'sort=name&fields%5Baccount%5D=name,domain',
	({ id, attributes: { name, domain } }) =>
		`${String(name || id)}${domain ? ` (${String(domain)})` : ''}`,
);

/** Prospects, by how their name, email address or company starts. */
export const searchProspects = searchByStart(
	'/prospects',
	'sort=firstName&fields%5Bprospect%5D=name,emails',
	({ id, attributes: { name, emails } }) => {
		const [email] = [emails].flat();
		return `${String(name || email || id)}${name && email ? ` (${String(email)})` : ''}`;
	},
);

async function listChoices(
	context: ILoadOptionsFunctions,
	path: string,
	query: string,
	nameOf: (record: Resource) => string,
): Promise<INodePropertyOptions[]> {
	const listed = await listAll(await openForEditor(context), path, query, MOST_CHOICES);
	return unwrap(context.getNode(), listed).map((record) => ({
		name: nameOf(record),
		value: Number(record.id),
	}));
}

/** All users. Those who have left are listed too: records of theirs are often what has to change. */
export async function getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listChoices(this, '/users', USERS, nameUser);
}

/** The stages of prospects, in their order. */
export async function getStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const query = 'sort=order&fields%5Bstage%5D=name,order';
	return await listChoices(this, '/stages', query, ({ id, attributes }) =>
		String(attributes.name || id),
	);
}
