import type { FastifyRequest } from 'fastify';
import { correlationId } from '../core/hash.ts';
import { ExploriumError, refusal } from './errors.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { versionOf } from './version.ts';

export type RequestStatus = 'success' | 'miss' | 'failure';

/** The object every answer carries, under the name the switch says. */
export function envelope(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	status: RequestStatus = 'success',
): Record<string, unknown> {
	const { answerWrapper: wrapper, softFailure } = sandbox.switches.explorium;
	if (wrapper !== 'response_context') request.trace.offContract = true;
	if (wrapper === 'absent') return {};
	return {
		[wrapper]: {
			correlation_id: correlationId(),
			request_status: softFailure ? 'failure' : status,
			[versionOf(request) === 'v2' ? 'time_taken_in_seconds' : 'time_took_in_seconds']: 0.01,
		},
	};
}

/**
 * Takes credits for results that are billed; refuses with 403 when there are not enough.
 * Returns what `credit_usage` says, for clients that ask for it by header.
 */
export function bill(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	results: number,
	credits: number,
): Record<string, unknown> {
	const account = sandbox.world.explorium.credits;
	if (credits > account.remaining) {
		const text =
			'You have insufficient credits to perform this operation. Please purchase additional credits.';
		if (sandbox.switches.explorium.insufficientCredits === 'error') {
			throw new ExploriumError(403, { error: text });
		}
		throw refusal(403, text);
	}
	account.remaining -= credits;
	sandbox.counters.add('explorium', 'creditsUsed', credits);
	if (request.headers['credit-usage'] !== 'true') return {};
	return { credit_usage: { total_results: results, total_credits: credits } };
}
