import { isObject, textIn, type AnswerCheck, type Json } from '../../shared/answers';

/** Explorium's own word on how a call went. */
export type Verdict = 'success' | 'miss' | 'failure';

/** Whether an answer says this of itself, in any of the places where Explorium says it. */
export function says(body: unknown, verdict: Verdict): boolean {
	if (!isObject(body)) return false;
	const contexts = [body.response_context, body.request_context].filter(isObject);
	return [body.status, ...contexts.map((one) => one.request_status)].includes(verdict);
}

/** Whether Explorium says that it did what was asked: it may have found nothing to do it with. */
export const saysDone = (body: unknown): boolean => says(body, 'success') || says(body, 'miss');

/**
 * The answer holds this list. Explorium may leave it out where there is nothing to list, but then it
 * says `success` or `miss`, and there is no other list of objects.
 */
export function listOrNothing(field: string, words: string): AnswerCheck {
	return (body) => {
		if (!isObject(body)) return words;
		const list = body[field];
		if (Array.isArray(list)) return undefined;
		const isLeftOut = list === undefined || list === null;
		return isLeftOut && saysDone(body) && !listsObjects(body) ? undefined : words;
	};
}

/** The same, where the answer counts what it lists. */
export function countedList(field: string, words: string): AnswerCheck {
	const hasList = listOrNothing(field, words);
	return (body) => {
		const lacking = hasList(body);
		if (lacking !== undefined || !isObject(body)) return lacking ?? words;
		const list = body[field];
		const isEmpty = !Array.isArray(list) || list.length === 0;
		return isEmpty && countsMore(body) ? words : undefined;
	};
}

/** Whether an answer that lists nothing says that there is something. */
export const countsMore = (body: Json): boolean => Number(body.total_results) > 0;

/** Whether a list of objects stands in an answer, itself or in one of its objects. */
function listsObjects(body: Json): boolean {
	const isList = (value: unknown) => Array.isArray(value) && value.some(isObject);
	return Object.values(body).some(
		(value) => isList(value) || (isObject(value) && Object.values(value).some(isList)),
	);
}

/** The answer says `success` or `miss`. */
export function verdictCheck(words: string): AnswerCheck {
	return (body) => (saysDone(body) ? undefined : words);
}

/**
 * Reads the ID of a record in an answer. It stands in addresses, so nothing that has a meaning there is
 * one: it would name another record.
 */
export function recordIdIn(value: unknown): string | undefined {
	const id = textIn(value);
	return id === undefined || /^\.{1,2}$|[/\\?#\s]/.test(id) ? undefined : id;
}

/** The answer holds this id, or says `miss` if that is an answer to the call. */
export function idCheck(field: string, words: string, mayMiss = false): AnswerCheck {
	return (body) => {
		if (mayMiss && says(body, 'miss')) return undefined;
		return isObject(body) && recordIdIn(body[field]) !== undefined ? undefined : words;
	};
}
