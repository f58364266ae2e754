import { isObject, kindOfValue, textIn, type AnswerCheck } from '../shared/answers';
import { readEntries, type OddEntry, type ReadList } from '../shared/oddEntries';
import type { Attribute, AttributeResult, Field, Prospect } from './records';
import { verdictsIn } from './verdicts';

const payloadOf = (body: unknown): unknown => (isObject(body) ? body.payload : undefined);

/** Lists stand in the payload itself, or below it under one of two names. */
export function listIn(body: unknown): unknown[] | undefined {
	const payload = payloadOf(body);
	const nested = isObject(payload) ? [payload.list, payload.payload] : [];
	return [payload, ...nested].find(Array.isArray) as unknown[] | undefined;
}

/** The answer holds a list. */
export function listCheck(words: string): AnswerCheck {
	return (body) => (listIn(body) === undefined ? words : undefined);
}

/** Reads the fields of prospects; a field that is listed twice counts once. */
export function readFields(body: unknown): ReadList<Field> {
	const ids = new Set<string>();
	const { entries, odd } = readEntries(listIn(body) ?? [], (entry): Field | string => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const id = textIn(entry.id);
		if (id === undefined) return 'has no ID';
		return {
			id,
			label: textIn(entry.label) ?? textIn(entry.name) ?? id,
			fieldType: textIn(entry.fieldType) ?? textIn(entry.type) ?? 'text',
		};
	});
	const fields = entries.filter(({ id }) => !ids.has(id) && ids.add(id));
	return { entries: fields, odd };
}

/** Reads the prospects of a page. */
export function readProspects(body: unknown): ReadList<Prospect> & {
	/** How many entries the page has, with those that cannot be used. */
	size: number;
} {
	const list = listIn(body) ?? [];
	const read = readEntries(list, (entry): Prospect | string => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const id = textIn(entry.id);
		if (id === undefined) return 'has no ID';
		return {
			...entry,
			id,
			...('email' in entry && { email: textIn(entry.email) ?? null }),
			...('attributes' in entry && { attributes: attributesIn(entry.attributes) }),
			...('tags' in entry && { tags: Array.isArray(entry.tags) ? entry.tags : [] }),
		};
	});
	return { ...read, size: list.length };
}

function attributesIn(value: unknown): NonNullable<Prospect['attributes']> {
	if (!Array.isArray(value)) return [];
	return value.filter(isObject).flatMap((one) => {
		const key = textIn(one.key);
		return key === undefined ? [] : [{ ...one, id: textIn(one.id) ?? '', key, value: one.value }];
	});
}

/**
 * The answer to an update is Saleshandy's: it has a payload or a message. It may lack verdicts on the
 * fields.
 */
export const confirmationCheck: AnswerCheck = (body) => {
	const isAnswer =
		isObject(body) &&
		(textIn(body.message) !== undefined ||
			isObject(body.payload) ||
			Array.isArray(body.payload) ||
			verdictsIn(body) !== undefined);
	return isAnswer ? undefined : 'the word that the fields were updated';
};

/**
 * Reads the verdicts on the fields that were sent. A field that has several is written only if all say
 * so.
 *
 * @returns nothing where the answer holds no verdicts
 */
export function readResults(
	body: unknown,
	sent: Attribute[],
): { results: AttributeResult[]; odd: OddEntry[] } | undefined {
	const ids = new Set(sent.map(({ fieldId }) => fieldId));
	const list = verdictsIn(body, (id) => ids.has(id));
	if (list === undefined) return undefined;
	const { entries, odd } = readEntries(list, (entry): AttributeResult | string => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const fieldId = textIn(entry.fieldId);
		if (fieldId === undefined) return 'has no field ID';
		if (!ids.has(fieldId)) return 'is about a field that was not sent';
		return { fieldId, success: entry.success === true };
	});
	const failed = new Set(entries.filter((one) => !one.success).map(({ fieldId }) => fieldId));
	const written = new Map(entries.map(({ fieldId }) => [fieldId, !failed.has(fieldId)]));
	const results = [...written].map(([fieldId, success]) => ({ fieldId, success }));
	return { results, odd };
}
