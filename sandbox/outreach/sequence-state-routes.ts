import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiBase, noteOddForms } from './collections.ts';
import { invalid, notFound } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';
import {
	createSequenceStateBody,
	emptyBody,
	errorAnswers,
	idParams,
	oneAnswer,
} from './schemas.ts';
import { resource } from './serialize.ts';
import { sequenceRules } from './sequence-rules.ts';
import { enroll, goingState, isLocked, setSequenceState } from './sequencing.ts';
import { getRecord } from './state.ts';
import type { OutreachRecord } from './state.ts';

type Related = Record<'prospect' | 'sequence' | 'mailbox', { data: { id: number } } | undefined>;

/** What may be done with a sequence state, and the only state in which it may. */
const TRANSITIONS = { finish: 'active', pause: 'active', resume: 'paused' } as const;

const answers = { 200: oneAnswer('sequenceState'), ...errorAnswers };

/** Creating, finishing, pausing, resuming and deleting single sequence states. */
export function sequenceStateRoutes(app: FastifyInstance, sandbox: OutreachSandbox): void {
	const write = { scopes: ['sequenceStates.write'] };
	const createSchema = {
		body: createSequenceStateBody,
		response: { 201: oneAnswer('sequenceState'), ...errorAnswers },
	};
	app.post('/sequenceStates', { config: write, schema: createSchema }, async (request, reply) => {
		const { data } = request.body as { data: { relationships: Related } };
		return reply.code(201).send(shown(sandbox, request, create(sandbox, data.relationships)));
	});

	const changeSchema = { params: idParams, body: emptyBody, response: answers };
	for (const action of Object.keys(TRANSITIONS) as Array<keyof typeof TRANSITIONS>) {
		const path = `/sequenceStates/:id/actions/${action}`;
		app.post(path, { config: write, schema: changeSchema }, async (request) => {
			const one = find(sandbox, request);
			const before = structuredClone(one);
			change(sandbox, one, action);
			const isOld = sandbox.switches.outreach.sequenceStateAnswer === 'before';
			return shown(sandbox, request, isOld ? before : one);
		});
	}

	const deleteSchema = { params: idParams, response: { 204: { type: 'null' }, ...errorAnswers } };
	const config = { scopes: ['sequenceStates.delete'] };
	app.delete('/sequenceStates/:id', { config, schema: deleteSchema }, async (request, reply) => {
		remove(sandbox, find(sandbox, request));
		return reply.code(204).send();
	});
}

function create(sandbox: OutreachSandbox, related: Related): OutreachRecord {
	const state = sandbox.world.outreach;
	const [prospect, sequence, mailbox] = (['prospect', 'sequence', 'mailbox'] as const).map(
		(type) => {
			const record = getRecord(state, type, related[type]?.data.id ?? 0);
			if (record !== undefined) return record;
			const label = `${type[0]?.toUpperCase()}${type.slice(1)}`;
			throw invalid(`${label} must exist.`, `/data/relationships/${type}`);
		},
	) as [OutreachRecord, OutreachRecord, OutreachRecord];
	if (isLocked(state, sequence.id)) throw invalid('Sequence is locked.');
	const outcome = enroll(
		state,
		{ prospect, sequenceId: sequence.id, mailboxId: mailbox.id, now: sandbox.clock.now() },
		sequenceRules(sandbox),
	);
	if ('problem' in outcome) throw invalid(outcome.problem, '/data');
	return outcome.added;
}

function change(
	sandbox: OutreachSandbox,
	one: OutreachRecord,
	action: keyof typeof TRANSITIONS,
): void {
	if (one.attributes.state !== TRANSITIONS[action]) {
		throw invalid('Cannot transition to requested state.');
	}
	const going = () => goingState(sandbox.world.outreach, one.one.sequence, sequenceRules(sandbox));
	const to = { finish: () => 'finished', pause: () => 'paused', resume: going }[action]();
	setSequenceState(one, to, sandbox.clock.now());
}

function remove({ world }: OutreachSandbox, { id, one }: OutreachRecord): void {
	const prospect = getRecord(world.outreach, 'prospect', one.prospect ?? 0);
	if (prospect !== undefined) {
		const { sequenceStates = [] } = prospect.many;
		prospect.many.sequenceStates = sequenceStates.filter((other) => other !== id);
	}
	delete world.outreach.records.sequenceState[id];
}

function find(sandbox: OutreachSandbox, request: FastifyRequest): OutreachRecord {
	const { id } = request.params as { id: string };
	const one = getRecord(sandbox.world.outreach, 'sequenceState', Number(id));
	if (one === undefined) throw notFound('sequenceState', id);
	return one;
}

function shown(sandbox: OutreachSandbox, request: FastifyRequest, one: OutreachRecord): unknown {
	noteOddForms(sandbox, 'sequenceState', request);
	return { data: resource(sandbox, 'sequenceState', one, apiBase(request)) };
}
