import type { FastifyInstance } from 'fastify';
import { enroll } from './enrolling.ts';
import { InvalidBody, SaleshandyError } from './errors.ts';
import { publicId } from './public-id.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import {
	contactsAnswer,
	errorAnswers,
	historyAnswer,
	prospectParams,
	sequenceParams,
	sequencesAnswer,
	sequencesQuery,
	statusAnswer,
	stepsAnswer,
} from './schemas.ts';
import type { SaleshandySequence } from './sequences.ts';
import type { EnrollmentStatus } from './state.ts';

type Query = Partial<Record<'sequenceName' | 'pageSize' | 'page' | 'sort' | 'sortBy', string>>;

const LARGEST_PAGE = 1000;
const STATUSES = ['replied', 'finished', 'paused', 'unsubscribed', 'active'];

/** Sequences, their steps, and the prospects in them. */
export function sequenceRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const listSchema = {
		querystring: sequencesQuery,
		response: { 200: sequencesAnswer, ...errorAnswers },
	};
	app.get('/v1/sequences', { schema: listSchema }, async (request) => {
		const query = request.query as Query;
		const size = Math.min(Number(query.pageSize ?? 100), LARGEST_PAGE);
		const page = Number(query.page ?? 1);
		const found = sorted(sandbox.world.saleshandy.sequences, query);
		return {
			message: 'Sequences fetched successfully',
			payload: found.slice((page - 1) * size, page * size).map(shown),
		};
	});

	const stepsSchema = { params: sequenceParams, response: { 200: stepsAnswer, ...errorAnswers } };
	app.get('/v1/sequences/:sequenceId/steps', { schema: stepsSchema }, async (request) => {
		const { sequenceId } = request.params as { sequenceId: string };
		const sequence = find(sandbox, sequenceId);
		if (sequence === undefined) {
			throw new SaleshandyError(400, 'sequence', 4000, 'Failed to fetch sequence steps');
		}
		return {
			message: 'Steps fetched successfully',
			payload: sequence.steps.map((step) => ({ ...step, status: 1 })),
		};
	});

	const contactsSchema = {
		params: sequenceParams,
		response: { 201: contactsAnswer, ...errorAnswers },
	};
	app.post(
		'/v1/sequences/:sequenceId/contacts',
		{ schema: contactsSchema },
		async (request, reply) => {
			const { sequenceId } = request.params as { sequenceId: string };
			const { contactIds, stepId } = readContacts(request.body);
			const state = sandbox.world.saleshandy;
			const sequence = find(sandbox, sequenceId);
			if (!sequence?.steps.some(({ id }) => id === stepId)) {
				throw new SaleshandyError(400, 'sequence', 4000, 'Failed to add contacts to sequence');
			}
			// Who is refused is left out without a word.
			for (const id of contactIds) {
				const prospect = state.prospects.find((one) => one.id === id);
				if (prospect !== undefined) enroll(state, prospect, stepId, sandbox.clock.now());
			}
			return reply.code(201).send({ message: 'Contacts added to sequence', payload: {} });
		},
	);

	const historySchema = {
		params: prospectParams,
		response: { 200: historyAnswer, ...errorAnswers },
	};
	for (const path of ['prospects', 'contacts']) {
		const address = `/v1/${path}/:prospectId/minimal/sequences`;
		app.get(address, { schema: historySchema }, async (request) => {
			const { prospectId } = request.params as { prospectId: string };
			const state = sandbox.world.saleshandy;
			if (!state.prospects.some(({ id }) => id === prospectId)) {
				const text = 'Failed to fetch contact sequence histories';
				throw new SaleshandyError(400, 'prospect', 4000, text);
			}
			const payload = state.enrollments
				.filter((one) => one.prospectId === prospectId)
				.map(({ sequenceId, status }) => {
					const shown = {
						title: find(sandbox, sequenceId)?.title ?? '',
						...statusShown(sandbox, status),
					};
					if (sandbox.switches.saleshandy.historyIds === 'id-only') {
						return { id: sequenceId, ...shown };
					}
					const id = publicId(`enrollment ${prospectId} ${sequenceId}`, 10);
					return { id, sequenceId, ...shown };
				});
			return { message: 'Sequence histories fetched successfully', payload };
		});
	}

	const statusSchema = { response: { 200: statusAnswer, ...errorAnswers } };
	app.patch('/v1/prospects/status', { schema: statusSchema }, async (request) => {
		const { prospectAndSequenceIds, status } = readStatusChange(request.body);
		sandbox.counters.add('saleshandy', 'statusCalls');
		const found = prospectAndSequenceIds.map(({ prospectId, sequenceId }) =>
			sandbox.world.saleshandy.enrollments.find(
				(one) => one.prospectId === prospectId && one.sequenceId === sequenceId,
			),
		);
		const known = found.filter((one) => one !== undefined);
		if (known.length === 0) {
			throw new SaleshandyError(400, 'prospect', 4001, 'Invalid sequence id or prospect id');
		}
		const { statusChange } = sandbox.switches.saleshandy;
		if (statusChange === 'made') for (const enrollment of known) enrollment.status = status;
		const success = statusChange === 'counted-as-failed' ? 0 : known.length;
		const payload = { success, failed: found.length - success };
		return { message: 'Prospect status updated successfully', payload };
	});
}

/** What the entries of a history look like is not documented. */
function statusShown(sandbox: SaleshandySandbox, status: EnrollmentStatus): { status?: string } {
	const { historyStatus } = sandbox.switches.saleshandy;
	if (historyStatus === 'absent') return {};
	return { status: historyStatus === 'upper-case' ? status.toUpperCase() : status };
}

function find(sandbox: SaleshandySandbox, sequenceId: string): SaleshandySequence | undefined {
	return sandbox.world.saleshandy.sequences.find(({ id }) => id === sequenceId);
}

function sorted(
	sequences: SaleshandySequence[],
	{ sequenceName = '', sort = 'DESC', sortBy = 'sequence.createdAt' }: Query,
): SaleshandySequence[] {
	const sign = sort === 'ASC' ? 1 : -1;
	const key = sortBy === 'sequence.title' ? 'title' : 'createdAt';
	return sequences
		.filter(({ title }) => title.toLowerCase().includes(sequenceName.toLowerCase()))
		.sort((a, b) => sign * a[key].localeCompare(b[key]));
}

function shown({ id, title, active, steps }: SaleshandySequence): Record<string, unknown> {
	return {
		id,
		title,
		active,
		steps: steps.map((step) => ({ id: step.id, name: `Step ${step.number}` })),
		user: { id: 4711, firstName: 'Sam', lastName: 'Sales', email: 'sam@sales.example' },
	};
}

function readContacts(given: unknown): { contactIds: string[]; stepId: string } {
	const body = (given ?? {}) as Record<string, unknown>;
	const problems = unknownKeys(body, ['contactIds', 'stepId']);
	const ids = body.contactIds;
	const isList = Array.isArray(ids) && ids.length > 0;
	if (!isList || !ids.every((id) => typeof id === 'string')) {
		problems.push('each value in contactIds must be a string');
	}
	if (typeof body.stepId !== 'string') problems.push('stepId must be a string');
	if (problems.length > 0) throw new InvalidBody(problems);
	return body as unknown as { contactIds: string[]; stepId: string };
}

interface StatusChange {
	prospectAndSequenceIds: Array<{ prospectId: string; sequenceId: string }>;
	status: EnrollmentStatus;
}

function readStatusChange(given: unknown): StatusChange {
	const body = (given ?? {}) as Record<string, unknown>;
	const keys = ['prospectAndSequenceIds', 'status', 'pauseDelayInDays'];
	const problems = unknownKeys(body, keys);
	const pairs = body.prospectAndSequenceIds;
	if (!Array.isArray(pairs) || pairs.length === 0 || !pairs.every(isPair)) {
		problems.push('prospectAndSequenceIds must be an array of objects');
	}
	if (!STATUSES.includes(String(body.status))) problems.push('status must be a valid enum value');
	const { pauseDelayInDays: days } = body;
	if (days !== undefined && (body.status !== 'paused' || !Number.isInteger(days))) {
		problems.push('pauseDelayInDays must be an integer number, and only with paused');
	}
	if (problems.length > 0) throw new InvalidBody(problems);
	return body as unknown as StatusChange;
}

function isPair(pair: unknown): boolean {
	const { prospectId, sequenceId, ...others } = (pair ?? {}) as Record<string, unknown>;
	const areTexts = typeof prospectId === 'string' && typeof sequenceId === 'string';
	return areTexts && Object.keys(others).length === 0;
}

function unknownKeys(body: Record<string, unknown>, known: string[]): string[] {
	return Object.keys(body)
		.filter((key) => !known.includes(key))
		.map((key) => `property ${key} should not exist`);
}
