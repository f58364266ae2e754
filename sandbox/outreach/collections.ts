import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { attributeInfo } from './attributes.ts';
import type { RecordType } from './attributes.ts';
import { badParameter, notFound } from './errors.ts';
import { knownConditions, matches } from './filters.ts';
import { countMeta, pageOf, pageSize } from './paging.ts';
import { lastValue, readConditions } from './query.ts';
import type { FlatQuery } from './query.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { errorAnswers, idParams, listAnswer, listQuery, oneAnswer } from './schemas.ts';
import { checkFields, pluralOf, resource } from './serialize.ts';
import { RELATIONS, getRecord } from './state.ts';
import type { OutreachRecord } from './state.ts';
import { isVisible, visibleRecords } from './visibility.ts';

/** The record types that can be listed and read, with the scope that takes. */
const COLLECTIONS: Array<[RecordType, string]> = [
	['prospect', 'prospects.read'],
	['account', 'accounts.read'],
	['user', 'users.read'],
	['mailbox', 'mailboxes.read'],
	['sequence', 'sequences.read'],
	['sequenceState', 'sequenceStates.read'],
	['task', 'tasks.read'],
	['opportunity', 'opportunities.read'],
	['stage', 'stages.read'],
	['persona', 'personas.read'],
	['batch', 'batches.read'],
	['batchItem', 'batches.read'],
];

/** `GET /<collection>` and `GET /<collection>/{id}` of every record type. */
export function collectionRoutes(app: FastifyInstance, sandbox: OutreachSandbox): void {
	for (const [type, scope] of COLLECTIONS) {
		const config = { scopes: [scope] };
		const path = `/${pluralOf(type)}`;
		const listSchema = {
			querystring: listQuery,
			response: { 200: listAnswer(type), ...errorAnswers },
		};
		app.get(path, { config, schema: listSchema }, async (request, reply) =>
			isTooLarge(sandbox, request) ? badGateway(request, reply) : list(sandbox, type, request),
		);

		const oneSchema = { params: idParams, response: { 200: oneAnswer(type), ...errorAnswers } };
		app.get(`${path}/:id`, { config, schema: oneSchema }, async (request) => {
			const { id } = request.params as { id: string };
			const record = getRecord(sandbox.world.outreach, type, Number(id));
			if (record === undefined || !isVisible(sandbox, type, record)) throw notFound(type, id);
			const fields = fieldsFor(type, request.query as FlatQuery);
			noteOddForms(sandbox, type, request);
			return { data: resource(sandbox, type, record, apiBase(request), fields) };
		});
	}
}

function isTooLarge(sandbox: OutreachSandbox, request: FastifyRequest): boolean {
	const { largestPage } = sandbox.switches.outreach;
	return largestPage > 0 && pageSize(request.query as FlatQuery) > largestPage;
}

/** As what stands in front of the vendor answers when a page takes too long. */
function badGateway(request: FastifyRequest, reply: FastifyReply): unknown {
	request.trace.offContract = true;
	return reply.code(502).type('text/html').send('<h1>502 Bad Gateway</h1>');
}

/** Address of the API as the client reached it; links in answers are absolute. */
export function apiBase(request: FastifyRequest): string {
	return `${request.protocol}://${request.host}/outreach/api/v2`;
}

/** Exempts answers from the schema whose form a switch changed on purpose. */
export function noteOddForms(
	sandbox: OutreachSandbox,
	type: RecordType,
	request: FastifyRequest,
): void {
	const { idsAsText, batchItemsLink } = sandbox.switches.outreach;
	if (idsAsText || (type === 'batch' && batchItemsLink === 'array')) {
		request.trace.offContract = true;
	}
}

function list(sandbox: OutreachSandbox, type: RecordType, request: FastifyRequest): unknown {
	const query = request.query as FlatQuery;
	if (
		sandbox.switches.outreach.emailListFilter === '400' &&
		query['filter[emails][]'] !== undefined
	) {
		throw badParameter("'emails' takes no list.");
	}
	const state = sandbox.world.outreach;
	const newSyntax = lastValue(query, 'newFilterSyntax') === 'true';
	const conditions = knownConditions(sandbox, type, readConditions(query, 'filter', newSyntax));
	const fields = fieldsFor(type, query);
	const found = sorted(
		type,
		visibleRecords(sandbox, type).filter((record) => matches(state, type, record, conditions)),
		lastValue(query, 'sort'),
	);
	const base = apiBase(request);
	const page = pageOf(sandbox, found, query, `${base}/${pluralOf(type)}`);
	const included = includedWith(sandbox, type, page.records, query, base);
	const meta = countMeta(sandbox, query, found.length);
	noteOddForms(sandbox, type, request);
	return {
		data: page.records.map((record) => resource(sandbox, type, record, base, fields)),
		...(included === undefined ? {} : { included }),
		...(meta === undefined ? {} : { meta }),
		links: page.links,
	};
}

function fieldsFor(type: RecordType, query: FlatQuery): string[] | undefined {
	const text = lastValue(query, `fields[${type}]`);
	if (text === undefined) return undefined;
	const fields = text.split(',').map((name) => name.trim());
	checkFields(type, fields);
	return fields;
}

function sorted(
	type: RecordType,
	records: OutreachRecord[],
	sort: string | undefined,
): OutreachRecord[] {
	if (sort === undefined) return records;
	const keys = sort.split(',').map((key) => ({
		name: key.replace(/^-/, ''),
		sign: key.startsWith('-') ? -1 : 1,
	}));
	for (const { name } of keys) {
		if (name !== 'id' && attributeInfo(type, name)?.sortable !== true) {
			throw badParameter(`'${name}' is not sortable for '${type}'.`);
		}
	}
	return [...records].sort((a, b) => {
		for (const { name, sign } of keys) {
			const order = compareValues(valueOf(a, name), valueOf(b, name));
			if (order !== 0) return sign * order;
		}
		return a.id - b.id;
	});
}

function valueOf(record: OutreachRecord, name: string): unknown {
	return name === 'id' ? record.id : record.attributes[name];
}

function compareValues(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a ?? '').localeCompare(String(b ?? ''));
}

function includedWith(
	sandbox: OutreachSandbox,
	type: RecordType,
	records: OutreachRecord[],
	query: FlatQuery,
	base: string,
): unknown[] | undefined {
	const include = lastValue(query, 'include');
	if (include === undefined) return undefined;
	const found = new Map<string, unknown>();
	for (const name of include.split(',')) {
		const target = RELATIONS[type][name];
		if (target === undefined) throw badParameter(`'${name}' is not a relationship of '${type}'.`);
		const fields = fieldsFor(target, query);
		for (const record of records) {
			for (const id of record.many[name] ?? [record.one[name]]) {
				const other = getRecord(sandbox.world.outreach, target, id ?? 0);
				if (other !== undefined) {
					found.set(`${target} ${other.id}`, resource(sandbox, target, other, base, fields));
				}
			}
		}
	}
	return [...found.values()];
}
