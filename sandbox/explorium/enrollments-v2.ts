import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addRecord, checkLength, findRecord, listRecords, unknownUpdate } from './enrollments.ts';
import { envelope } from './envelope.ts';
import { refusal, unprocessable } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { deleteAnswer } from './schemas.ts';
import {
	addEnrollmentBodyV2,
	enrollmentAnswerV2,
	enrollmentsAnswerV2,
	errorAnswersV2,
	inVersion,
	patchEnrollmentBodyV2,
} from './schemas-v2.ts';
import type { Enrollment } from './state.ts';
import { webhookIdOf } from './webhook-store.ts';

const PATH = '/v2/prospects/events/enrollments';
const ONE = `${PATH}/:enrollment_id`;

/** Enrollments in version 2: each names a webhook, and one is addressed by the path. */
export function enrollmentRoutesV2(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	app.post(
		PATH,
		{
			schema: {
				body: addEnrollmentBodyV2,
				response: { 201: enrollmentAnswerV2, ...errorAnswersV2 },
			},
		},
		async (request, reply) => {
			const body = request.body as Omit<Enrollment, 'enrollment_id'>;
			checkLength(sandbox, body.prospect_ids);
			checkWebhook(sandbox, body.webhook_id);
			reply.code(201);
			if (sandbox.switches.explorium.softFailure) {
				return confirmation(sandbox, request, { ...body, enrollment_id: '' });
			}
			const { webhook_id } = body;
			const enrollment = Object.assign(addRecord(sandbox, body), { webhook_id, status: 'active' });
			sandbox.counters.add('explorium', 'enrollmentsAdded');
			return confirmation(sandbox, request, enrollment);
		},
	);

	app.patch(
		ONE,
		{
			schema: {
				body: patchEnrollmentBodyV2,
				response: { 200: enrollmentAnswerV2, ...errorAnswersV2 },
			},
		},
		async (request) => {
			const changes = changesIn(request.body as Partial<Enrollment>);
			const id = idOf(request);
			if (changes.prospect_ids) checkLength(sandbox, changes.prospect_ids);
			if (changes.webhook_id !== undefined) checkWebhook(sandbox, changes.webhook_id);
			const known = findRecord(sandbox, id);
			if (known === undefined) {
				request.trace.offContract = true;
				return unknownUpdate(sandbox, request, {
					enrollment_key: '',
					...changes,
					enrollment_id: id,
				});
			}
			if (!sandbox.switches.explorium.softFailure) {
				Object.assign(known, changes, changes.webhook_id !== undefined && { status: 'active' });
			}
			return confirmation(sandbox, request, known);
		},
	);

	app.get(
		PATH,
		{ schema: { response: { 200: enrollmentsAnswerV2, ...errorAnswersV2 } } },
		async (request) => ({
			...envelope(sandbox, request),
			enrollments: listRecords(sandbox).map((one) => ({ ...one, ...headOf(sandbox, one) })),
		}),
	);

	app.delete(
		ONE,
		{ schema: { response: { 200: inVersion('v2', deleteAnswer), ...errorAnswersV2 } } },
		async (request) => {
			const state = sandbox.world.explorium;
			if (sandbox.switches.explorium.softFailure) {
				return { ...envelope(sandbox, request), status: 'failure' };
			}
			const id = idOf(request);
			const status = findRecord(sandbox, id) === undefined ? 'miss' : 'success';
			if (status === 'miss' && sandbox.switches.explorium.unknownEnrollmentDelete === '404') {
				throw refusal(404, `Enrollment ${id} was not found.`);
			}
			state.enrollments = state.enrollments.filter((one) => one.enrollment_id !== id);
			return { ...envelope(sandbox, request, status), status };
		},
	);
}

function changesIn({ enrollment_key, event_types, prospect_ids, webhook_id }: Partial<Enrollment>) {
	const given = Object.entries({ enrollment_key, event_types, prospect_ids, webhook_id });
	return Object.fromEntries(
		given.filter(([, value]) => value !== undefined),
	) as Partial<Enrollment>;
}

const idOf = (request: FastifyRequest): string =>
	(request.params as { enrollment_id: string }).enrollment_id;

/** An unknown webhook is not found; one that is off is refused. */
function checkWebhook(sandbox: ExploriumSandbox, id: string | undefined): void {
	const webhook = sandbox.world.explorium.webhooks.find((one) => one.webhook_id === id);
	if (webhook === undefined) throw refusal(404, `Webhook ${id} was not found.`);
	if (webhook.status === 'active') return;
	const msg = 'the webhook is disabled';
	throw unprocessable({ loc: ['body', 'webhook_id'], msg, type: 'value_error' });
}

function headOf(sandbox: ExploriumSandbox, enrollment: Enrollment): object {
	const { enrollment_key, enrollment_id, status = 'active' } = enrollment;
	const webhook_id = webhookIdOf(sandbox.world.explorium, enrollment);
	return { enrollment_key, enrollment_id, webhook_id, status };
}

function confirmation(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	enrollment: Enrollment,
): unknown {
	return { ...envelope(sandbox, request), ...headOf(sandbox, enrollment) };
}
