/** A JSON object as it came from outside. */
export type Json = Record<string, unknown>;

/** Whether a value is a JSON object: neither `null` nor a list. */
export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Looks at the body of a 2xx, and at which one it is: what it lacks to be the answer to the call, in a
 * few words such as "the list of events"; nothing if it lacks nothing.
 */
export type AnswerCheck = (body: unknown, status?: number) => string | undefined;

/** For calls whose answer has nothing that anybody goes by. */
export const anyAnswer: AnswerCheck = () => undefined;

/**
 * Reads an ID or another short text of an answer. Vendors may write an ID as a number.
 *
 * @returns the text without spaces around it; nothing for spaces and for what is neither text nor number
 */
export function textIn(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

/** Some vendors write an object as a list that holds it. */
export function objectIn(value: unknown): Json | undefined {
	const [first] = Array.isArray(value) ? value.filter(isObject) : [value];
	return isObject(first) ? first : undefined;
}

/** What a value is, in a word or two, for a message that must not repeat it. */
export function kindOfValue(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** An object without one of its keys. */
export function without(object: Json, key: string): Json {
	const rest = { ...object };
	delete rest[key];
	return rest;
}
