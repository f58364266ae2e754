import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { errorText } from './errorText';
import { isTool } from './isTool';
import type { Failure, Result } from './result';

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
	const { message: sentence, description } = errorText(failure, items, done);
	// The model of an AI agent is given nothing but the message.
	const message = isTool(node) ? [sentence, description].filter(Boolean).join('. ') : sentence;
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
