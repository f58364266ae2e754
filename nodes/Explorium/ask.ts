import type { Client } from '../shared/client';
import { failed, success, type Failure, type Result } from '../shared/result';
import type { Reply, VendorRequest } from '../shared/vendor';
import { readVendorText } from '../shared/vendorText';

/** The body of an answer. */
export type Body = Record<string, unknown>;

/**
 * Sends a request and takes Explorium's own verdict into account: a 200 may say `failure`, and `miss`
 * where nothing was found.
 */
export async function ask(client: Client, request: VendorRequest): Promise<Result<Body>> {
	const result = await client(request);
	if (!result.ok) return result;
	const body = bodyOf(result.value);
	if (statusOf(body) !== 'failure' && body.status !== 'failure') return success(body);
	const { text, correlationId } = readVendorText(body);
	const failure: Failure = {
		kind: 'rejected',
		message: `Explorium reports that it could not do this: ${text ?? 'it gave no reason'}`,
		hint: 'Try again later, and give Explorium the correlation ID if it stays like this.',
		status: result.value.status,
		correlationId,
	};
	return failed(client.cleaned(failure));
}

const bodyOf = ({ body }: Reply): Body => (body && typeof body === 'object' ? (body as Body) : {});

/** Explorium's own verdict: `success`, `miss` or `failure`. */
export function statusOf(body: Body): unknown {
	const context = (body.response_context ?? body.request_context) as Body | undefined;
	return context?.request_status;
}

/** A list in an answer; empty where it is missing. */
export const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
