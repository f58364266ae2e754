/** A JSON object as it came from outside. */
export type Json = Record<string, unknown>;

/** Whether a value is a JSON object: neither `null` nor a list. */
export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Looks at the body of a 2xx: what it lacks to be the answer to the call, in a few words such as
 * "the list of events"; nothing if it lacks nothing.
 */
export type AnswerCheck = (body: unknown) => string | undefined;
