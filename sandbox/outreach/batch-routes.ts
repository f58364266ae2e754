import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorize } from './access.ts';
import { BULK_ACTIONS } from './actions.ts';
import type { ActionAttributes, BulkAction } from './bulk-action.ts';
import { attributeInfo } from './attributes.ts';
import { cancelBatch, confirmBatch, createBatch, findAction } from './batches.ts';
import { apiBase, noteOddForms } from './collections.ts';
import { OutreachError, invalid, notFound } from './errors.ts';
import { lastValue, readConditions } from './query.ts';
import type { FlatQuery } from './query.ts';
import type { OutreachSandbox } from './sandbox.ts';
import {
	actionBody,
	actionQuery,
	confirmQuery,
	createBatchBody,
	errorAnswers,
	idParams,
	oneAnswer,
} from './schemas.ts';
import { resource } from './serialize.ts';
import { getRecord } from './state.ts';
import type { OutreachRecord } from './state.ts';
import { resolveTargets } from './targeting.ts';
import { fieldChanges } from './values.ts';

type ActionBody = { data?: { attributes?: ActionAttributes & { ids?: unknown[] } } } | undefined;

const writeBatches = ['batches.write'];
const batchAnswer = { 200: oneAnswer('batch'), 201: oneAnswer('batch'), ...errorAnswers };

/** The bulk actions, and creating, confirming and cancelling batches. */
export function batchRoutes(app: FastifyInstance, sandbox: OutreachSandbox): void {
	for (const action of BULK_ACTIONS) {
		const schema = {
			querystring: actionQuery,
			body: actionBody(action.attributes, action.open === true),
			response: batchAnswer,
		};
		const config = { scopes: [...writeBatches, ...action.scopes] };
		app.post(`/batches/actions/${action.name}`, { config, schema }, async (request) => {
			const attributes = (request.body as ActionBody)?.data?.attributes ?? {};
			return firstShown(
				sandbox,
				request,
				start(sandbox, action, attributes, request.query as FlatQuery),
			);
		});
	}

	const createSchema = { body: createBatchBody, response: batchAnswer };
	app.post(
		'/batches',
		{ config: { scopes: writeBatches }, schema: createSchema },
		async (request, reply) => {
			if (sandbox.switches.outreach.createBatch === '404') {
				throw new OutreachError(404, 'resourceNotFound', 'Resource Not Found', 'No such route.');
			}
			const { data } = request.body as {
				data: { attributes: { action: string; payload?: ActionAttributes } };
			};
			const action = findAction(data.attributes.action);
			if (action === undefined) {
				throw invalid('Action is not included in the list.', '/data/attributes/action');
			}
			// The scope rule speaks of the target, which only the body tells here.
			authorize(sandbox, request, action.scopes);
			const batch = start(sandbox, action, data.attributes.payload ?? {}, {});
			return reply.code(201).send(firstShown(sandbox, request, batch));
		},
	);

	const changeSchema = { params: idParams, response: batchAnswer };
	app.post(
		'/batches/:id/actions/confirm',
		{ config: { scopes: writeBatches }, schema: { ...changeSchema, querystring: confirmQuery } },
		async (request) => {
			const batch = findBatch(sandbox, request);
			const count = lastValue(request.query as FlatQuery, 'actionParams[confirmedCount]');
			confirmBatch(sandbox, batch, count === undefined ? undefined : Number(count));
			return shown(sandbox, request, batch);
		},
	);
	app.post(
		'/batches/:id/actions/cancel',
		{ config: { scopes: writeBatches }, schema: changeSchema },
		async (request) => {
			const batch = findBatch(sandbox, request);
			cancelBatch(sandbox, batch);
			return shown(sandbox, request, batch);
		},
	);
}

function start(
	sandbox: OutreachSandbox,
	action: BulkAction,
	attributes: ActionAttributes,
	query: FlatQuery,
): OutreachRecord {
	action.check?.(sandbox.world.outreach, attributes);
	if (action.open === true && sandbox.switches.outreach.unknownAttribute === '400') {
		refuseUnknownFields(action, attributes);
	}
	const conditions = readConditions(query, 'actionParams[filter]', true);
	const ids = Array.isArray(attributes.ids) ? attributes.ids.map(Number) : undefined;
	const targets = resolveTargets(sandbox, action.recordType, conditions, ids);
	const skip = lastValue(query, 'actionParams[skipConfirmation]') === 'true';
	return createBatch(sandbox, action, attributes, targets, skip);
}

function refuseUnknownFields(action: BulkAction, attributes: ActionAttributes): void {
	for (const name of Object.keys(fieldChanges(attributes))) {
		const info = attributeInfo(action.recordType, name);
		if (info !== undefined && !info.readOnly) continue;
		throw unknownAttribute(name);
	}
}

/** The refusal of an attribute that the vendor does not take. */
export function unknownAttribute(name: string): OutreachError {
	return new OutreachError(
		400,
		'permittedParams.unknownAttribute',
		'Unknown Attribute',
		`'${name}' is not a permitted attribute.`,
		`/data/attributes/${name}`,
	);
}

function findBatch(sandbox: OutreachSandbox, request: FastifyRequest): OutreachRecord {
	const { id } = request.params as { id: string };
	const batch = getRecord(sandbox.world.outreach, 'batch', Number(id));
	if (batch === undefined) throw notFound('batch', id);
	return batch;
}

/** The answer to starting a batch; the vendor may not have counted yet. */
function firstShown(
	sandbox: OutreachSandbox,
	request: FastifyRequest,
	batch: OutreachRecord,
): unknown {
	if (sandbox.switches.outreach.firstBatchAnswer === 'full') return shown(sandbox, request, batch);
	const unknown = { total: null, pending: null, failures: null, confirmCount: null };
	const attributes = { ...batch.attributes, ...unknown, confirmedCountRequired: null };
	return shown(sandbox, request, { ...batch, attributes: { ...attributes, state: 'pending' } });
}

function shown(sandbox: OutreachSandbox, request: FastifyRequest, batch: OutreachRecord): unknown {
	noteOddForms(sandbox, 'batch', request);
	return { data: resource(sandbox, 'batch', batch, apiBase(request)) };
}
