import type { FastifyInstance } from 'fastify';
import { placedEntries } from './dnc-lists.ts';
import type { PlacedEntry } from './dnc-lists.ts';
import {
	dncAddAnswer,
	dncEntriesAnswer,
	dncEntriesQuery,
	dncListParams,
	dncListsAnswer,
	dncListsQuery,
	dncSearchAnswer,
	dncSearchQuery,
} from './dnc-schemas.ts';
import { InvalidBody, SaleshandyError } from './errors.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import { errorAnswers } from './schemas.ts';

type Query = Partial<Record<'search' | 'type' | 'pageSize' | 'page' | 'sort' | 'sortBy', string>>;

const USUAL_PAGE = 25;
const LARGEST_PAGE = 100;
const ADDED_BY = 'Sam Sales';

/** A call about Do Not Contact that cannot be served. */
export function dncRefusal(message = 'Failed to fetch the DNC lists'): SaleshandyError {
	return new SaleshandyError(400, 'dnc', 40004, message);
}

/** Do Not Contact: lists of addresses and domains that nothing is sent to. Nothing can be taken off again. */
export function dncRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const listsSchema = {
		querystring: dncListsQuery,
		response: { 200: dncListsAnswer, ...errorAnswers },
	};
	app.get('/v1/dnc', { schema: listsSchema }, async (request) => {
		const query = request.query as Query;
		const { dncLists } = sandbox.world.saleshandy;
		const wanted = (query.search ?? '').toLowerCase();
		const rows = dncLists
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.map((list) => shownList(sandbox, list.id))
			.sort((one, other) => (query.sort === 'ASC' ? 1 : -1) * byKey(query.sortBy, one, other));
		const answer = { message: 'DNC lists fetched successfully', payload: pageOf(rows, query) };
		if (sandbox.switches.saleshandy.dncEnvelope === 'double') return { payload: answer };
		request.trace.offContract = true;
		return answer;
	});

	const searchSchema = {
		querystring: dncSearchQuery,
		response: { 200: dncSearchAnswer, ...errorAnswers },
	};
	app.get('/v1/dnc/item/search', { schema: searchSchema }, async (request) => {
		const query = request.query as Query;
		const found = matching(searchable(sandbox), query);
		const page = pageOf(found, query);
		const listIds = [...new Set(page.map(({ listId }) => listId))];
		const dncList = listIds.map((id) => {
			const { name, numberOfItems } = shownList(sandbox, id);
			const dncItems = page
				.filter(({ listId }) => listId === id)
				.map(({ id: itemId, value, type }) => ({ id: itemId, value, type }));
			return { id, name, numberOfItems, addedBy: ADDED_BY, ownerId: 4711, dncItems };
		});
		const payload = { dncList, meta: metaOf(found, page, query) };
		return { message: 'DNC items fetched successfully', payload };
	});

	const entriesSchema = {
		params: dncListParams,
		querystring: dncEntriesQuery,
		response: { 200: dncEntriesAnswer, ...errorAnswers },
	};
	app.get('/v1/dnc/:dncListId', { schema: entriesSchema }, async (request) => {
		const { dncListId } = request.params as { dncListId: string };
		const query = request.query as Query;
		knownList(sandbox, dncListId);
		const own = placedEntries(sandbox.world.saleshandy).filter(
			({ listId }) => listId === dncListId,
		);
		const found = matching(own, query);
		const page = pageOf(found, query);
		const dncDetails = page.map(({ id, value, type, createdAt }) => {
			return { id, value, type, createdAt, addedBy: ADDED_BY };
		});
		const message = 'DNC details fetched successfully';
		return { payload: { message, dncDetails, meta: metaOf(found, page, query) } };
	});

	const addSchema = { response: { 201: dncAddAnswer, ...errorAnswers } };
	app.post('/v1/dnc', { schema: addSchema }, async (request, reply) => {
		const { dncListId, items } = readAddition(request.body);
		knownList(sandbox, dncListId);
		sandbox.counters.add('saleshandy', 'dncCalls');
		const addedAt = new Date(sandbox.clock.now()).toISOString();
		if (sandbox.switches.saleshandy.dncAdd === 'stored') {
			// What is there already is there twice then: the vendor does not say.
			for (const value of items) {
				const type = value.includes('@') ? 'email' : 'domain';
				sandbox.world.saleshandy.doNotContact.push({ value, type, listId: dncListId, addedAt });
			}
		}
		return reply.code(201).send({ message: 'DNC items added successfully', payload: {} });
	});
}

function knownList(sandbox: SaleshandySandbox, id: string): void {
	if (!sandbox.world.saleshandy.dncLists.some((list) => list.id === id)) {
		throw dncRefusal('DNC list not found');
	}
}

/** What the search has come to know by now. */
function searchable(sandbox: SaleshandySandbox): PlacedEntry[] {
	const until = sandbox.clock.now() - sandbox.switches.saleshandy.dncSearchMs;
	return placedEntries(sandbox.world.saleshandy).filter(
		({ createdAt }) => Date.parse(createdAt) <= until,
	);
}

/** Who searches for a part of an entry finds its neighbors too. */
function matching(entries: PlacedEntry[], { search = '', type = 'all' }: Query): PlacedEntry[] {
	const wanted = search.toLowerCase();
	return entries.filter(
		(entry) =>
			(type === 'all' || entry.type === type) && entry.value.toLowerCase().includes(wanted),
	);
}

function shownList(sandbox: SaleshandySandbox, id: string) {
	const state = sandbox.world.saleshandy;
	const list = state.dncLists.find((one) => one.id === id);
	const entries = placedEntries(state).filter(({ listId }) => listId === id);
	const createdAt = list?.createdAt ?? '';
	return {
		id,
		name: list?.name ?? '',
		numberOfItems: entries.length,
		createdAt,
		createdBy: ADDED_BY,
		clientId: null,
		total: String(entries.length),
		updatedAt: entries.at(-1)?.createdAt ?? createdAt,
	};
}

type ShownList = ReturnType<typeof shownList>;

const byKey = (key = 'updatedAt', one: ShownList, other: ShownList): number =>
	key === 'total'
		? one.numberOfItems - other.numberOfItems
		: one.updatedAt.localeCompare(other.updatedAt);

function placeOf({ pageSize, page }: Query): { size: number; page: number } {
	const size = Number(pageSize ?? USUAL_PAGE);
	if (size > LARGEST_PAGE) throw dncRefusal();
	return { size, page: Number(page ?? 1) };
}

function pageOf<T>(rows: T[], query: Query): T[] {
	const { size, page } = placeOf(query);
	return rows.slice((page - 1) * size, page * size);
}

function metaOf(found: unknown[], page: unknown[], query: Query): Record<string, number> {
	const { size, page: currentPage } = placeOf(query);
	return {
		totalItems: found.length,
		currentPage,
		itemsPerPage: size,
		totalPages: Math.ceil(found.length / size),
		itemCount: page.length,
	};
}

function readAddition(given: unknown): { dncListId: string; items: string[] } {
	const { dncListId, items, ...others } = (given ?? {}) as Record<string, unknown>;
	const problems = Object.keys(others).map((key) => `property ${key} should not exist`);
	if (typeof dncListId !== 'string' || dncListId === '') {
		problems.push('dncListId should not be empty');
	}
	const isList = Array.isArray(items) && items.length > 0;
	if (!isList || !items.every((item) => typeof item === 'string' && item !== '')) {
		problems.push('each value in items must be a string');
	}
	if (problems.length > 0) throw new InvalidBody(problems);
	return { dncListId: String(dncListId), items: items as string[] };
}
