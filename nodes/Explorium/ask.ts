import { isObject, type AnswerCheck, type Json } from '../shared/answers';
import type { Client } from '../shared/client';
import { finalFailure } from '../shared/finalFailure';
import { failed, success, type Failure, type Result } from '../shared/result';
import { changesSomething, type VendorRequest } from '../shared/vendor';
import { readVendorText } from '../shared/vendorText';
import { lacksResult, says, saysFailed } from './answers/verdict';
import { explorium } from './explorium';

/** The body of an answer. */
export type Body = Json;

/** A call to Explorium, which says what its answer must hold. */
export type ExploriumRequest = VendorRequest & { missing: AnswerCheck };

/** An answer: its body, and how it came. */
export interface Answer {
	body: Body;
	status: number;
	/** See `Reply.isAfterUnclear`. */
	isAfterUnclear: boolean;
}

/**
 * Sends a request and takes Explorium's own verdict into account: a 200 may say `failure`, or hold an error.
 *
 * @returns the body; it has what the request's `missing` asks for
 */
export async function ask(client: Client, request: ExploriumRequest): Promise<Result<Body>> {
	const answer = await askFully(client, request);
	return answer.ok ? success(answer.value.body) : answer;
}

/** The same, with how the answer came. */
export async function askFully(client: Client, request: ExploriumRequest): Promise<Result<Answer>> {
	const result = await client({
		...request,
		// Of a call that failed nothing else is to be expected.
		missing: (body, status) =>
			saysFailed(body) ? undefined : (lacksResult(body, status) ?? request.missing(body)),
	});
	if (!result.ok) return result;
	const { status, isAfterUnclear = false } = result.value;
	const body = isObject(result.value.body) ? result.value.body : {};
	// Where another status is an answer too, its words are about what was asked for.
	const isFailed = status < 300 ? saysFailed(body) : says(body, 'failure');
	if (!isFailed) return success({ body, status, isAfterUnclear });
	const { text, correlationId } = readVendorText(body);
	const failure: Failure = {
		kind: 'rejected',
		message: `Explorium reports that it could not do this: ${text ?? 'it gave no reason'}`,
		hint: 'Try again later. If this keeps happening, give Explorium the correlation ID.',
		status,
		correlationId,
		// A 2xx does not prove that nothing was done.
		ambiguous: changesSomething(request),
	};
	return failed(client.cleaned(finalFailure(explorium, request, failure, 1)));
}

/** A list in an answer; empty where Explorium left it out because there is nothing to list. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
