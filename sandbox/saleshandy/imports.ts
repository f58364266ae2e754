import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidBody, SaleshandyError } from './errors.ts';
import type { ConflictAction, SaleshandyImport } from './import-record.ts';
import { publicId } from './public-id.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import {
	errorAnswers,
	importAnswer,
	importStatusAnswer,
	importStatusParams,
	verificationAnswer,
} from './schemas.ts';

interface ImportBody {
	prospectList: Array<Record<string, string>>;
	conflictAction: ConflictAction;
	verifyProspects: boolean;
	tags?: string[];
	stepId?: string | number;
}

const KEYS = ['prospectList', 'conflictAction', 'verifyProspects', 'tags', 'stepId'];
const CONFLICT_ACTIONS = ['overwrite', 'noUpdate', 'addMissingFields'];
const MOST_PROSPECTS = 100_000;

/** Imports by field label, their status, and the status of verifications. */
export function importRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const answers = { response: { 201: importAnswer, ...errorAnswers } };
	const start = (needsStep: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
		sandbox.counters.add('saleshandy', 'imports');
		const body = readBody(request.body, needsStep);
		checkAgainstState(sandbox, body);
		const { requestId } = startImport(sandbox, body);
		const message = 'Prospect import has started. Use import-status to follow it.';
		return reply.code(201).send({ message, payload: { requestId } });
	};
	const into = '/v1/sequences/prospects/import-with-field-name';
	app.post(into, { schema: answers }, start(true));
	app.post('/v1/prospects/import-with-field-name', { schema: answers }, start(false));

	const statusSchema = {
		params: importStatusParams,
		response: { 200: importStatusAnswer, ...errorAnswers },
	};
	app.get('/v1/prospects/import-status/:requestId', { schema: statusSchema }, async (request) => {
		const { requestId } = request.params as { requestId: string };
		const found = sandbox.world.saleshandy.imports.find((one) => one.requestId === requestId);
		if (found === undefined) {
			throw new SaleshandyError(400, 'import', 40000, 'Prospect import request not found');
		}
		const status = statusOf(sandbox, found, request.host);
		if (sandbox.switches.saleshandy.importStatusLevel === 'top') return status;
		return { message: 'Prospect import status fetched successfully', payload: status };
	});

	const verificationSchema = { response: { 200: verificationAnswer, ...errorAnswers } };
	const path = '/v1/prospects/verification-status';
	app.post(path, { schema: verificationSchema }, async (request, reply) => {
		const { emails } = (request.body ?? {}) as { emails?: unknown };
		if (!isTexts(emails) || emails.length === 0) {
			const text = 'Failed to fetch the prospect verification status';
			throw new SaleshandyError(400, 'prospect', 4000, text);
		}
		const asked = new Set(emails.map((email) => email.toLowerCase()));
		const payload = sandbox.world.saleshandy.prospects
			.filter(({ email }) => asked.has(email.toLowerCase()))
			.map(({ email, verificationStatus }) => ({ email, verificationStatus }));
		return reply.code(200).send({ message: 'Verification status fetched successfully', payload });
	});
}

/** The body in the words of the vendor's validation, which names every problem. */
function readBody(given: unknown, needsStep: boolean): ImportBody {
	const body = (given ?? {}) as Record<string, unknown>;
	const problems = Object.keys(body)
		.filter((key) => !KEYS.includes(key))
		.map((key) => `property ${key} should not exist`);
	if (!isRows(body.prospectList)) problems.push('prospectList must be an array of objects');
	if (typeof body.verifyProspects !== 'boolean') {
		problems.push('verifyProspects must be a boolean value');
	}
	if (!CONFLICT_ACTIONS.includes(String(body.conflictAction))) {
		problems.push('conflictAction must be a valid enum value');
	}
	if (body.tags !== undefined && !isTexts(body.tags)) {
		problems.push('each value in tags must be a string');
	}
	const isStep = typeof body.stepId === 'string' || typeof body.stepId === 'number';
	if (!isStep && (needsStep || body.stepId !== undefined)) problems.push('stepId must be a string');
	if (problems.length > 0) throw new InvalidBody(problems);
	return body as unknown as ImportBody;
}

function checkAgainstState(sandbox: SaleshandySandbox, { prospectList, stepId }: ImportBody): void {
	const { fields, sequences } = sandbox.world.saleshandy;
	const labels = new Set(fields.map(({ label }) => label));
	const isKnown = prospectList.every((row) => Object.keys(row).every((key) => labels.has(key)));
	const steps = sequences.flatMap((sequence) => sequence.steps);
	const hasStep = stepId === undefined || steps.some(({ id }) => id === String(stepId));
	const fitsIn = prospectList.length > 0 && prospectList.length <= MOST_PROSPECTS;
	if (isKnown && hasStep && fitsIn) return;
	throw new SaleshandyError(400, 'import', 4000, 'Failed to import prospects');
}

function startImport(sandbox: SaleshandySandbox, body: ImportBody): SaleshandyImport {
	const { imports } = sandbox.world.saleshandy;
	const { importEnd, importMs } = sandbox.switches.saleshandy;
	const started: SaleshandyImport = {
		requestId: publicId(`import ${imports.length}`, 24),
		rows: body.prospectList,
		conflictAction: body.conflictAction,
		verify: body.verifyProspects,
		tags: body.tags ?? [],
		stepId: body.stepId === undefined ? null : String(body.stepId),
		endsAt: importEnd === 'hangs' ? null : sandbox.clock.now() + importMs,
		isDone: false,
		isSaid: importEnd === 'completes',
		report: [],
	};
	imports.push(started);
	return started;
}

function statusOf(
	sandbox: SaleshandySandbox,
	{ requestId, isDone, isSaid, report }: SaleshandyImport,
	host: string,
): Record<string, unknown> {
	const isCompleted = isDone && isSaid;
	const { importReport, reportRows } = sandbox.switches.saleshandy;
	const hasReport = reportRows === 'all' || report.some(({ refusal }) => refusal !== null);
	if (!isCompleted || !hasReport || importReport === 'none') return { isCompleted };
	const url = `http://${host}/saleshandy/files/${requestId}.csv`;
	return {
		isCompleted,
		...(importReport !== 'failedProspectsURL' && { reportURL: url }),
		...(importReport !== 'reportURL' && { failedProspectsURL: url }),
	};
}

const isTexts = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((one) => typeof one === 'string');

function isRows(value: unknown): value is Array<Record<string, string>> {
	return (
		Array.isArray(value) &&
		value.every(
			(row) =>
				typeof row === 'object' &&
				row !== null &&
				!Array.isArray(row) &&
				Object.values(row).every((one) => typeof one === 'string'),
		)
	);
}
