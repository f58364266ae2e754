import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hexId } from '../core/hash.ts';
import { envelope } from './envelope.ts';
import { refusal, unprocessable } from './errors.ts';
import { tooManyItems } from './pydantic.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import {
	addEnrollmentBody,
	deleteAnswer,
	deleteEnrollmentBody,
	enrollmentAnswer,
	enrollmentsAnswer,
	errorAnswers,
	updateEnrollmentBody,
} from './schemas.ts';
import type { Enrollment } from './state.ts';

const PATH = '/v1/prospects/events/enrollments';

/** Add, update, list and delete enrollments in version 1; all four on one path. */
export function enrollmentRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	const answers = { 200: enrollmentAnswer, 201: enrollmentAnswer, ...errorAnswers };

	app.post(
		PATH,
		{ schema: { body: addEnrollmentBody, response: answers } },
		async (request, reply) => {
			const body = request.body as Omit<Enrollment, 'enrollment_id'>;
			checkLength(sandbox, body.prospect_ids);
			if (sandbox.switches.explorium.softFailure) {
				return confirmation(sandbox, request, { ...body, enrollment_id: '' });
			}
			const enrollment = addRecord(sandbox, body);
			sandbox.counters.add('explorium', 'enrollmentsAdded');
			return reply
				.code(sandbox.switches.explorium.addStatus === '201' ? 201 : 200)
				.send(confirmation(sandbox, request, enrollment));
		},
	);

	app.patch(
		PATH,
		{ schema: { body: updateEnrollmentBody, response: answers } },
		async (request) => {
			const body = request.body as Enrollment;
			checkLength(sandbox, body.prospect_ids);
			if (sandbox.switches.explorium.softFailure) return confirmation(sandbox, request, body);
			const known = findRecord(sandbox, body.enrollment_id);
			if (known === undefined) return unknownUpdate(sandbox, request, body);
			Object.assign(known, updated(sandbox, known, body));
			return confirmation(sandbox, request, known);
		},
	);

	app.get(
		PATH,
		{ schema: { response: { 200: enrollmentsAnswer, ...errorAnswers } } },
		async (request) => ({
			...envelope(sandbox, request),
			// Version 1 knows neither webhooks nor paused enrollments.
			enrollments: listRecords(sandbox).map(({ webhook_id: _, status: __, ...one }) => one),
		}),
	);

	app.delete(
		PATH,
		{ schema: { body: deleteEnrollmentBody, response: { 200: deleteAnswer, ...errorAnswers } } },
		async (request) => {
			const { enrollment_id: id } = request.body as Enrollment;
			const state = sandbox.world.explorium;
			if (sandbox.switches.explorium.softFailure) {
				return { ...envelope(sandbox, request), status: 'failure' };
			}
			const status = findRecord(sandbox, id) === undefined ? 'miss' : 'success';
			if (status === 'miss' && sandbox.switches.explorium.unknownEnrollmentDelete === '404') {
				throw refusal(404, `Enrollment ${id} was not found.`);
			}
			state.enrollments = state.enrollments.filter((one) => one.enrollment_id !== id);
			if (sandbox.switches.explorium.deleteAnswer === 'status-only') {
				request.trace.offContract = true;
				return { status };
			}
			return { ...envelope(sandbox, request, status), status };
		},
	);
}

/** The enrollment with this id. */
export function findRecord(sandbox: ExploriumSandbox, id: string): Enrollment | undefined {
	return sandbox.world.explorium.enrollments.find((one) => one.enrollment_id === id);
}

/** Refuses more prospects than an enrollment holds. */
export function checkLength(sandbox: ExploriumSandbox, ids: string[]): void {
	const limit = sandbox.switches.explorium.enrollmentIdLimit;
	if (ids.length > limit) throw unprocessable(tooManyItems(['body', 'prospect_ids'], limit));
}

/** Adds a record; what a key that is in use does is not documented, hence the switch. */
export function addRecord(
	sandbox: ExploriumSandbox,
	body: Omit<Enrollment, 'enrollment_id'>,
): Enrollment {
	const state = sandbox.world.explorium;
	const form = sandbox.switches.explorium.duplicateEnrollmentKey;
	const twin = state.enrollments.find((one) => one.enrollment_key === body.enrollment_key);
	if (twin !== undefined && form === 'refused') {
		throw unprocessable({
			loc: ['body', 'enrollment_key'],
			msg: 'enrollment key already exists',
			type: 'value_error',
		});
	}
	if (twin !== undefined && form === 'overwritten') {
		return Object.assign(twin, fieldsOf(body));
	}
	const enrollment: Enrollment = {
		enrollment_id: `en_${hexId(`enrollment ${state.nextEnrollment}`, 8)}`,
		...fieldsOf(body),
	};
	state.nextEnrollment += 1;
	state.enrollments.push(enrollment);
	return enrollment;
}

function updated(
	sandbox: ExploriumSandbox,
	known: Enrollment,
	body: Enrollment,
): Partial<Enrollment> {
	if (sandbox.switches.explorium.enrollmentUpdate === 'replace') return fieldsOf(body);
	return {
		enrollment_key: body.enrollment_key,
		event_types: [...new Set([...known.event_types, ...body.event_types])],
		prospect_ids: [...new Set([...known.prospect_ids, ...body.prospect_ids])],
	};
}

function fieldsOf(body: Omit<Enrollment, 'enrollment_id'>): Omit<Enrollment, 'enrollment_id'> {
	return {
		enrollment_key: body.enrollment_key,
		event_types: [...body.event_types],
		prospect_ids: [...body.prospect_ids],
	};
}

/** What updating an enrollment that is not there answers; not documented, hence the switch. */
export function unknownUpdate(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	body: Pick<Enrollment, 'enrollment_id' | 'enrollment_key'>,
): unknown {
	const form = sandbox.switches.explorium.unknownEnrollmentUpdate;
	if (form === '404') throw refusal(404, `Enrollment ${body.enrollment_id} was not found.`);
	if (form === 'miss') {
		const { enrollment_key, enrollment_id } = body;
		return { ...envelope(sandbox, request, 'miss'), enrollment_key, enrollment_id };
	}
	throw unprocessable({
		loc: ['body', 'enrollment_id'],
		msg: 'unknown enrollment id',
		type: 'value_error',
	});
}

function confirmation(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	enrollment: Enrollment,
): unknown {
	return {
		...envelope(sandbox, request),
		enrollment_key: enrollment.enrollment_key,
		enrollment_id: enrollment.enrollment_id,
	};
}

/** All enrollments of the account. */
export function listRecords(sandbox: ExploriumSandbox): Enrollment[] {
	if (sandbox.switches.explorium.softFailure) return [];
	return [...sandbox.world.explorium.enrollments, ...foreign(sandbox)];
}

/** Records of an account that also watches businesses, or uses newer event types. */
function foreign(sandbox: ExploriumSandbox): Enrollment[] {
	if (!sandbox.switches.explorium.foreignEnrollments) return [];
	const ids = Object.keys(sandbox.world.explorium.prospects).slice(0, 1);
	return [
		{
			enrollment_id: 'en_0000newt',
			enrollment_key: 'newer_types',
			event_types: ['prospect_changed_role', 'prospect_learned_to_juggle'],
			prospect_ids: ids,
		},
		{
			enrollment_id: 'en_0000busi',
			enrollment_key: 'business_only',
			event_types: ['new_funding_round', 'new_office'],
			prospect_ids: [],
		},
	];
}
