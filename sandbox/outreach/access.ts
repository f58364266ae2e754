import type { FastifyRequest } from 'fastify';
import { OutreachError } from './errors.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { missingScope } from './scopes.ts';
import { scopesOf } from './tokens.ts';

/** Refuses a request whose token is not live or lacks one of the scopes. */
export function authorize(
	sandbox: OutreachSandbox,
	request: FastifyRequest,
	needed: readonly string[],
): void {
	const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	const scopes = scopesOf(sandbox.world.outreach, token, sandbox.clock.now());
	if (scopes === undefined) {
		const detail = 'The access token is missing, expired or revoked.';
		throw new OutreachError(401, 'unauthorized', 'Unauthorized', detail);
	}
	if (sandbox.switches.outreach.profileDenied) {
		const detail = 'You are not authorized to perform that request.';
		throw new OutreachError(403, 'unauthorizedRequest', 'Unauthorized Request', detail);
	}
	const missing = missingScope(scopes, needed);
	if (missing !== undefined) {
		const detail = `Your authorization does not include the required scope '${missing}'.`;
		throw new OutreachError(403, 'unauthorizedOauthScope', 'Unauthorized OAuth Scope', detail);
	}
}
