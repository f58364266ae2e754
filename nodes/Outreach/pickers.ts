import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { openClient } from '../shared/client';
import { nodeError } from '../shared/nodeError';
import { readRequestSettings } from '../shared/requestOptions';
import { listPage, type Page, type Resource } from './api';
import { outreach } from './outreach';
import type { Result } from '../shared/result';

/** How many hits fill a list; more come as the user scrolls. */
const HITS = 50;

const PICKABLE_SEQUENCES =
	'filter%5BlockedAt%5D=__null__&filter%5BenabledAt%5D=__notnull__&sort=-lastUsedAt&fields%5Bsequence%5D=name,enabledAt,lockedAt&page%5Bsize%5D=500';
const MAILBOXES = 'sort=email&fields%5Bmailbox%5D=email,userId,sendDisabled&page%5Bsize%5D=500';

/**
 * Searches a list by ourselves, because Outreach searches names of accounts and prospects only: reads
 * pages until there are enough hits.
 *
 * @param from the query of the page to start at
 */
async function searchPages(
	context: ILoadOptionsFunctions,
	path: string,
	from: string,
	toHit: (record: Resource) => INodeListSearchItems | undefined,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await openClient(context, outreach, readRequestSettings({ longestWait: 20 }));
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	const asked = new Set<string>();
	let next: string | undefined = from;
	while (next !== undefined && !asked.has(next) && results.length < HITS) {
		asked.add(next);
		const page: Result<Page> = await listPage(client, path, next);
		if (!page.ok) throw nodeError(context.getNode(), page.failure);
		const hits = page.value.records.map(toHit).filter((hit) => hit !== undefined);
		results.push(...hits.filter(({ name }) => name.toLowerCase().includes(wanted)));
		next = page.value.next;
	}
	return { results, paginationToken: next };
}

/** Sequences that are switched on and not locked, the last used first. */
export async function searchSequences(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const toHit = ({ id, attributes }: Resource) =>
		attributes.lockedAt || !attributes.enabledAt
			? undefined
			: { name: String(attributes.name ?? id), value: Number(id) };
	return await searchPages(
		this,
		'/sequences',
		paginationToken ?? PICKABLE_SEQUENCES,
		toHit,
		filter,
	);
}

/** Mailboxes that can send. */
export async function searchMailboxes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const toHit = ({ id, attributes }: Resource) =>
		attributes.sendDisabled === true
			? undefined
			: { name: String(attributes.email ?? id), value: Number(id) };
	return await searchPages(this, '/mailboxes', paginationToken ?? MAILBOXES, toHit, filter);
}
