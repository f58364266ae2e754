import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import type { Failure, Result } from './result';

const SHOWN_ITEMS = 5;

function printItems(items: number[]): string {
	if (items.length === 0) return '';
	const shown = items.slice(0, SHOWN_ITEMS).join(', ');
	const more = items.length > SHOWN_ITEMS ? ` and ${items.length - SHOWN_ITEMS} more` : '';
	return ` [item${items.length > 1 ? 's' : ''} ${shown}${more}]`;
}

/**
 * What n8n's durable poll engine goes by when it decides how long to leave a trigger alone: short for what
 * comes back on its own, half an hour for what somebody has to mend.
 */
function declaredCause({ kind, cause, retryAfterMs }: Failure): NodeApiError['failure'] {
	if (cause === 'quota-exhausted') return { cause, retryAfterMs };
	if (cause !== undefined) return { cause };
	switch (kind) {
		case 'rateLimited':
			return { cause: 'rate-limited', retryAfterMs };
		case 'unavailable':
		case 'unreachable':
		case 'unreadable':
		case 'timedOut':
			return { cause: 'temporarily-unavailable', retryAfterMs };
		case 'unauthorized':
			return { cause: 'credential-invalid' };
		case 'input':
		case 'forbidden':
		case 'notFound':
			return { cause: 'configuration-invalid' };
		default:
			return undefined;
	}
}

/**
 * The n8n error for a failure: NodeOperationError for bad input, otherwise NodeApiError.
 *
 * @param items the input items it concerns, if any
 * @param done what had already been carried out, for calls that change something
 */
export function nodeError(
	node: INode,
	failure: Failure,
	items: number[] = [],
	done?: string,
): NodeApiError | NodeOperationError {
	const message = `${failure.message}${printItems(items)}`;
	const description = [
		failure.hint,
		failure.correlationId && `Correlation ID: ${failure.correlationId}.`,
		done,
	]
		.filter(Boolean)
		.join(' ');
	const options = { description, itemIndex: items[0], failure: declaredCause(failure) };
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	const error =
		failure.kind === 'input'
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, { message } as JsonObject, { ...options, message, httpCode });
	// n8n swaps a message in which it sees a system error code for a stock sentence.
	error.message = message;
	return error;
}

/** What went well; throws the n8n error for what did not. */
export function unwrap<T>(node: INode, result: Result<T>): T {
	if (result.ok) return result.value;
	throw nodeError(node, result.failure);
}
