import { n8nWorkflow } from './n8n.ts';
import type { Json, SerializedError } from './protocol.ts';

/** The caller asked for something that cannot be run. */
export class HostRequestError extends Error {
	override readonly name = 'HostRequestError';
	readonly knownNodes?: string[];

	constructor(message: string, knownNodes?: string[]) {
		super(message);
		this.knownNodes = knownNodes;
	}
}

/** A copy that survives JSON: no functions, no cycles. */
export function toJson<T>(value: T): T {
	if (value === undefined) return value;
	try {
		return JSON.parse(JSON.stringify(value)) as T;
	} catch {
		return JSON.parse(JSON.stringify(n8nWorkflow.replaceCircularReferences(value))) as T;
	}
}

function textOrNull(value: unknown): string | null {
	return value === undefined || value === null || value === '' ? null : String(value);
}

/** What n8n shows of an error; never the stack, the node or the cause, which may carry secrets. */
export function serializeError(thrown: unknown): SerializedError {
	const error = (
		typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }
	) as Record<string, unknown>;
	const context = (error.context ?? {}) as Json;
	const messages = error.messages as string[] | undefined;
	const { itemIndex } = context;
	return {
		// n8n copies an error's own properties, and a plain Error has no own name.
		name: textOrNull(error.name) ?? 'Error',
		message: String(error.message),
		description: textOrNull(error.description),
		httpCode: textOrNull(error.httpCode),
		itemIndex: typeof itemIndex === 'number' ? itemIndex : null,
		...(Object.keys(context).length > 0 && { context: toJson(context) }),
		...(messages?.length && { messages: [...messages] }),
		...(error.failure !== undefined && { failure: toJson(error.failure as Json) }),
	};
}
