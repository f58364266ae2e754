import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorize } from './access.ts';
import { ATTRIBUTES, attributeInfo } from './attributes.ts';
import type { RecordType } from './attributes.ts';
import { unknownAttribute } from './batch-routes.ts';
import { apiBase, noteOddForms } from './collections.ts';
import { TOO_LONG, invalid, notFound, tooLong } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { errorAnswers, idParams, oneAnswer, writeBody } from './schemas.ts';
import { pluralOf, resource } from './serialize.ts';
import { addRecord, getRecord } from './state.ts';
import type { OutreachRecord } from './state.ts';
import { coerce } from './values.ts';
import { isVisible } from './visibility.ts';

/** A record as a relationship names it. */
export interface Reference {
	type: RecordType;
	id: number;
}

/** A change to one record, before it is made. */
export interface Draft {
	/** The record as it is; nothing where it is being created. */
	before?: OutreachRecord;
	/** The attributes that will be set. */
	attributes: Record<string, unknown>;
	/** The to-one relationships that will be set; `null` clears one. */
	relationships: Record<string, Reference | null>;
}

/** What sets the single writes of one record type apart. */
export interface RecordWrites {
	type: RecordType;
	/** The to-one relationships that can be written, each with the types it may point to. */
	relationships: Record<string, RecordType[]>;
	/** Empty lists of to-many relationships that a new record starts with. */
	lists?: string[];
	/**
	 * The rules of the type: throws what the vendor refuses, and adds to the draft what follows from it.
	 * It runs after all values are known to be of the right types, and before anything is stored.
	 */
	settle?: (draft: Draft, sandbox: OutreachSandbox) => void;
}

interface Body {
	data: {
		type?: unknown;
		id?: unknown;
		attributes?: Record<string, unknown>;
		relationships?: Record<string, { data: { type: string; id: number | string } | null }>;
	};
}

/**
 * `POST /<plural>` and `PATCH /<plural>/{id}` of a record type: create one record, change one record.
 * Both need the scope `<plural>.write`.
 */
export function recordWriteRoutes(
	app: FastifyInstance,
	sandbox: OutreachSandbox,
	writes: RecordWrites,
): void {
	const { type } = writes;
	const path = `/${pluralOf(type)}`;
	const config = { scopes: [`${pluralOf(type)}.write`] };
	const answer = oneAnswer(type);

	const createSchema = { body: writeBody(type), response: { 201: answer, ...errorAnswers } };
	app.post(path, { config, schema: createSchema }, async (request, reply) => {
		const { data } = request.body as Body;
		if (data.id !== undefined) throw invalid('A new record has no id.', '/data');
		const draft = draftOf(sandbox, writes, request, data);
		const record = create(sandbox, writes, draft);
		return shown(sandbox, writes, record, request, reply.code(201));
	});

	const updateSchema = {
		params: idParams,
		body: writeBody(type),
		response: { 200: answer, ...errorAnswers },
	};
	app.patch(`${path}/:id`, { config, schema: updateSchema }, async (request, reply) => {
		const { id } = request.params as { id: string };
		const before = getRecord(sandbox.world.outreach, type, Number(id));
		if (before === undefined || !isVisible(sandbox, type, before)) throw notFound(type, id);
		const { data } = request.body as Body;
		if (data.id !== before.id) throw invalid(`The id must be the integer ${before.id}.`, '/data');
		update(sandbox, before, draftOf(sandbox, writes, request, data, before));
		return shown(sandbox, writes, before, request, reply);
	});
}

function draftOf(
	sandbox: OutreachSandbox,
	writes: RecordWrites,
	request: FastifyRequest,
	{ attributes = {}, relationships = {} }: Body['data'],
	before?: OutreachRecord,
): Draft {
	const draft: Draft = { before, attributes: {}, relationships: {} };
	for (const [name, value] of Object.entries(attributes)) {
		const info = attributeInfo(writes.type, name);
		if (info === undefined) throw unknownAttribute(name);
		if (info.readOnly) {
			if (sandbox.switches.outreach.readOnlyAttribute === '400') throw unknownAttribute(name);
			continue;
		}
		const coerced = coerce(writes.type, name, value);
		if ('problem' in coerced && coerced.problem === TOO_LONG) throw tooLong();
		if ('problem' in coerced) throw invalid(coerced.problem, `/data/attributes/${name}`);
		draft.attributes[name] = coerced.value;
	}
	for (const [name, { data }] of Object.entries(relationships)) {
		draft.relationships[name] =
			data === null ? null : referenceOf(sandbox, writes, request, name, data);
	}
	writes.settle?.(draft, sandbox);
	return draft;
}

function referenceOf(
	sandbox: OutreachSandbox,
	writes: RecordWrites,
	request: FastifyRequest,
	name: string,
	data: { type: string; id: number | string },
): Reference {
	const pointer = `/data/relationships/${name}`;
	const type = writes.relationships[name]?.find((one) => one === data.type);
	if (type === undefined) throw invalid(`'${name}' cannot be set to '${data.type}'.`, pointer);
	const { stringRelationshipIds, relationshipScopes } = sandbox.switches.outreach;
	if (typeof data.id === 'string' && stringRelationshipIds === '422') {
		throw invalid('The id of a relationship must be an integer.', pointer);
	}
	if (relationshipScopes) authorize(sandbox, request, [`${pluralOf(type)}.read`]);
	const id = Number(data.id);
	if (getRecord(sandbox.world.outreach, type, id) === undefined) {
		throw invalid(`${name[0]?.toUpperCase()}${name.slice(1)} must exist.`, pointer);
	}
	return { type, id };
}

function create(
	sandbox: OutreachSandbox,
	{ type, lists = [] }: RecordWrites,
	draft: Draft,
): OutreachRecord {
	sandbox.counters.add('outreach', 'created');
	const at = new Date(sandbox.clock.now()).toISOString();
	const tags = 'tags' in ATTRIBUTES[type] ? { tags: [] } : {};
	return addRecord(
		sandbox.world.outreach,
		type,
		{ ...tags, ...draft.attributes, createdAt: at, updatedAt: at },
		idsIn(draft),
		Object.fromEntries(lists.map((name) => [name, []])),
	);
}

function update(sandbox: OutreachSandbox, record: OutreachRecord, draft: Draft): void {
	sandbox.counters.add('outreach', 'updated');
	Object.assign(record.attributes, draft.attributes, {
		updatedAt: new Date(sandbox.clock.now()).toISOString(),
	});
	Object.assign(record.one, idsIn(draft));
}

function idsIn({ relationships }: Draft): Record<string, number | null> {
	return Object.fromEntries(
		Object.entries(relationships).map(([name, reference]) => [name, reference?.id ?? null]),
	);
}

function shown(
	sandbox: OutreachSandbox,
	{ type }: RecordWrites,
	record: OutreachRecord,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	noteOddForms(sandbox, type, request);
	return reply.send({ data: resource(sandbox, type, record, apiBase(request)) });
}
