import { isObject, textIn, type AnswerCheck, type Json } from '../../shared/answers';
import { isLeftover } from '../../shared/read/given';
import { printValue } from '../../shared/valueText';

/** Explorium's own word on how a call went. */
export type Verdict = 'success' | 'miss' | 'failure';

const VERDICTS: unknown[] = ['success', 'miss', 'failure'];
/** Other words for a failure. A record's own `status` is none of these. */
const FAILURES: unknown[] = ['failed', 'fail', 'error', 'errored'];

/** The words that an answer has for how the call went. */
function wordsIn(body: Json): unknown[] {
	const contexts = [body.response_context, body.request_context].filter(isObject);
	return contexts.map((one) => word(one.request_status)).filter((one) => one !== undefined);
}

/** In whatever letters; nothing for a place that is left empty. */
function word(value: unknown): unknown {
	if (value === null) return undefined;
	return typeof value === 'string' ? textIn(value)?.toLowerCase() : value;
}

/** Whether an answer says this of itself, in any of the places where Explorium says it. */
export function says(body: unknown, verdict: Verdict): boolean {
	return isObject(body) && [word(body.status), ...wordsIn(body)].includes(verdict);
}

/**
 * Whether an answer says anywhere that the call failed. A list beside an error is not known to be whole,
 * and an ID beside one is not known to be at work.
 */
export function saysFailed(body: unknown): boolean {
	if (!isObject(body)) return false;
	const isFailure = (one: unknown) => one === 'failure' || FAILURES.includes(one);
	return (
		[word(body.status), ...wordsIn(body)].some(isFailure) ||
		[body.error, body.errors].some(holdsSomething) ||
		[body.success, body.ok].includes(false)
	);
}

/** Whether a place for errors is in use; 0 is the code of none. */
function holdsSomething(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return value === true || (value !== 0 && textIn(value) !== undefined);
}

const ACCEPTED = 202;

/**
 * What stands in the way of taking a body for the result of the call, in words that go after "answered
 * without"; nothing if nothing does. A word that Explorium does not document may mean anything.
 */
export function lacksResult(body: unknown, status?: number): string | undefined {
	if (status === ACCEPTED) return 'a result: it has only accepted the call';
	const odd = isObject(body) ? wordsIn(body).find((one) => !VERDICTS.includes(one)) : undefined;
	return odd === undefined ? undefined : `a result: it says ${printValue(odd)} of the call`;
}

/** Whether Explorium says that it did what was asked: it may have found nothing to do it with. */
export function saysDone(body: unknown): boolean {
	if (!isObject(body)) return false;
	const own = word(body.status);
	const isOther = own !== undefined && !VERDICTS.includes(own);
	return !isOther && (says(body, 'success') || says(body, 'miss'));
}

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

/** The same, where the answer may count what it lists, and then lists no less. */
export function countedList(field: string, words: string): AnswerCheck {
	const hasList = listOrNothing(field, words);
	return (body) => {
		const lacking = hasList(body);
		if (lacking !== undefined || !isObject(body)) return lacking ?? words;
		const list = body[field];
		const listed = Array.isArray(list) ? list.length : 0;
		const count = countIn(body);
		if (count <= listed) return undefined;
		return listed === 0 ? words : `${words} as it counts it: it lists ${listed} of ${count}`;
	};
}

/** How many results an answer counts; 0 if it does not say so. */
export function countIn({ total_results: count }: Json): number {
	return textIn(count) !== undefined && Number(count) > 0 ? Number(count) : 0;
}

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
 * one: it would name another record. "undefined" is none either.
 */
export function recordIdIn(value: unknown): string | undefined {
	const id = textIn(value);
	return id === undefined || isLeftover(id) || /^\.{1,2}$|[/\\?#\s]/.test(id) ? undefined : id;
}

/** The answer holds this id, or says `miss` if that is an answer to the call. */
export function idCheck(field: string, words: string, mayMiss = false): AnswerCheck {
	return (body) => {
		if (mayMiss && says(body, 'miss')) return undefined;
		return isObject(body) && recordIdIn(body[field]) !== undefined ? undefined : words;
	};
}
