import type { FastifyReply } from 'fastify';
import { OutreachError, sendError } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';

// The limit is per user, and the sandbox has one.
const USER = 'user';

/** Counts a request; answers 429 when it is one too many. */
export function rateLimited(sandbox: OutreachSandbox, reply: FastifyReply): unknown {
	const state = sandbox.limits.outreach.take(USER, 1);
	if (state === null || state.allowed) return undefined;
	const reset = new Date(Math.ceil(state.resetAt / 1000) * 1000);
	const form = sandbox.switches.outreach.retryAfter;
	if (form === 'epoch') reply.header('retry-after', String(reset.getTime() / 1000));
	if (form === 'seconds') reply.header('retry-after', String(state.retryAfterSeconds));
	if (form === 'iso') reply.header('retry-after', reset.toISOString());
	const limit = state.limit.toLocaleString('en-US');
	const again = reset.toISOString().slice(0, 19);
	const detail = `You have exceeded your permitted rate limit of ${limit}; please try again at ${again}.`;
	const error = new OutreachError(429, 'rateLimitExceeded', 'Rate Limit Exceeded', detail);
	return sendError(sandbox, reply, error);
}

/** The headers that every answer carries. */
export function setLimitHeaders(sandbox: OutreachSandbox, reply: FastifyReply): void {
	const state = sandbox.limits.outreach.peek(USER);
	if (state === null) return;
	reply.header('x-ratelimit-limit', String(state.limit));
	reply.header('x-ratelimit-remaining', String(state.remaining));
	reply.header('x-ratelimit-reset', String(Math.ceil(state.resetAt / 1000)));
}
