import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnySandbox } from './core.ts';

/**
 * Checks an answer against the route's schema for its status. An answer the vendor could not
 * have given is a fault of the sandbox: it becomes a loud 500 and is counted.
 */
export function checkReply(
	sandbox: AnySandbox,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): unknown {
	const problem = findProblem(request, reply.statusCode, payload);
	if (problem === undefined) return payload;
	sandbox.counters.schemaViolations += 1;
	const where = `${request.method} ${request.routeOptions.url ?? request.url} ${reply.statusCode}`;
	console.error(`SANDBOX BUG: the answer of ${where} does not fit its schema: ${problem}`);
	reply.code(500);
	return { sandbox_bug: `The answer of ${where} does not fit its schema`, problem, payload };
}

function findProblem(
	request: FastifyRequest,
	status: number,
	payload: unknown,
): string | undefined {
	const schemas = request.routeOptions.schema?.response as
		Record<string, Record<string, unknown>> | undefined;
	// Requests to unknown addresses have no route, hence no schema.
	if (schemas === undefined) return undefined;
	const schema = schemas[status] ?? schemas[`${Math.floor(status / 100)}xx`];
	if (schema === undefined) return `no schema for status ${status}`;
	const validate = request.compileValidationSchema(schema);
	// Undefined members vanish when the answer is written; check what the client will see.
	if (validate(JSON.parse(JSON.stringify(payload)))) return undefined;
	return JSON.stringify(validate.errors?.slice(0, 5));
}
