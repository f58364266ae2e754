import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { attributeRefusal, SaleshandyError } from './errors.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import { attributeAnswer, attributeBody, attributeParams, errorAnswers } from './schemas.ts';
import type { SaleshandyProspect } from './state.ts';
import { fits } from './values.ts';

interface Entry {
	fieldId: string;
	attributeValue: unknown;
}

interface Result {
	fieldId: string;
	success: boolean;
}

/** `POST /v1/prospects/{prospectId}/attribute`: sets fields of one prospect. */
export function attributeRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const schema = {
		params: attributeParams,
		body: attributeBody,
		response: { 200: attributeAnswer, 201: attributeAnswer, ...errorAnswers },
	};
	app.post('/v1/prospects/:prospectId/attribute', { schema }, async (request, reply) => {
		const { prospectId } = request.params as { prospectId: string };
		const body = request.body as Partial<Entry> & { attributes?: Entry[] };
		const switches = sandbox.switches.saleshandy;
		sandbox.counters.add('saleshandy', 'attributeCalls');
		const entries = entriesOf(body);
		if (
			switches.nonStringValues === '400' &&
			entries.some((entry) => typeof entry.attributeValue !== 'string')
		) {
			throw attributeRefusal();
		}
		const prospect = sandbox.world.saleshandy.prospects.find((one) => one.id === prospectId);
		if (prospect === undefined && switches.unknownProspect !== '201-all-false') {
			throw switches.unknownProspect === '404'
				? new SaleshandyError(404, 'prospect', 404, 'Prospect not found')
				: attributeRefusal();
		}
		const before = { ...prospect?.values };
		let results = entries.map((entry) => write(sandbox, prospect, entry));
		if (switches.badFieldSpoils && results.some((result) => !result.success)) {
			if (prospect !== undefined) prospect.values = before;
			results = results.map((result) => ({ ...result, success: false }));
		}
		const failed = results.filter((result) => !result.success).length;
		if (switches.allFieldsFailed === '400' && failed > 0 && failed === results.length) {
			throw attributeRefusal();
		}
		return answer(sandbox, request, reply, results);
	});
}

/** The fields to set; a list, even an empty one, makes the vendor ignore the single pair. */
function entriesOf(body: Partial<Entry> & { attributes?: Entry[] }): Entry[] {
	if (body.attributes !== undefined) return body.attributes;
	const { fieldId, attributeValue } = body;
	if (typeof fieldId !== 'string' || attributeValue === undefined) throw attributeRefusal();
	return [{ fieldId, attributeValue }];
}

/** Sets one field and says only whether it worked: the vendor never gives a reason. */
function write(
	sandbox: SaleshandySandbox,
	prospect: SaleshandyProspect | undefined,
	{ fieldId, attributeValue }: Entry,
): Result {
	const field = sandbox.world.saleshandy.fields.find((one) => one.id === fieldId);
	if (prospect === undefined || field === undefined) return { fieldId, success: false };
	const switches = sandbox.switches.saleshandy;
	if (field.label === 'Email') {
		if (switches.emailField === 'success-false') return { fieldId, success: false };
		throw new SaleshandyError(400, 'prospect', 50001, 'Field is not updatable');
	}
	const value = asText(attributeValue);
	if (switches.invalidValues === 'success-false' && value !== '' && !fits(field, value)) {
		return { fieldId, success: false };
	}
	if (value === '') delete prospect.values[fieldId];
	else prospect.values[fieldId] = value;
	sandbox.counters.add('saleshandy', 'attributesWritten');
	return { fieldId, success: true };
}

function asText(value: unknown): string {
	if (value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function answer(
	sandbox: SaleshandySandbox,
	request: FastifyRequest,
	reply: FastifyReply,
	results: Result[],
): unknown {
	const switches = sandbox.switches.saleshandy;
	const message = 'Prospect attribute updated successfully';
	const single = (request.body as { attributes?: unknown }).attributes === undefined;
	reply.code(single && switches.singleModeAnswer === '200' ? 200 : 201);
	if (single && switches.singleModeAnswer === 'no-results') {
		request.trace.offContract = true;
		return reply.send({ message, payload: {} });
	}
	let shown: unknown[] = results;
	if (switches.results === 'one-missing') shown = results.slice(1);
	if (switches.results === 'reordered') shown = [...results].reverse();
	if (switches.results === 'success-as-text') {
		request.trace.offContract = true;
		shown = results.map((result) => ({ ...result, success: String(result.success) }));
	}
	return reply.send({ message, payload: { results: shown } });
}
