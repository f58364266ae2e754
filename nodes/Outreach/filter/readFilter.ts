import { isBroken, plainWord } from '../../shared/read/characters';
import { readAddress, splitAddresses } from '../../shared/read/email';
import { explainValue, hintFor } from '../../shared/read/explain';
import { isBrokenJson, parsedJson, readGiven } from '../../shared/read/given';
import { printChoices } from '../../shared/read/choice';
import { atSeparators, printPart } from '../../shared/read/list';
import { readMoment, YEAR_FIRST } from '../../shared/read/moment';
import { writtenNumber } from '../../shared/read/number';
import { explainGrouped, findGroupedNumber } from '../../shared/read/thousands';
import { badInput, FOUND_NOTHING, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';
import { AN_ID, isId } from '../readId';
import { recognizeNoId } from '../foreignIds';
import type { FilterField } from './filterFields';

const CHECK_VALUE = 'Check the value, or the expression that gives it.';

declare const checked: unique symbol;

/** Conditions that all hold for the records to find. There is at least one; only `readFilter` makes it. */
export interface Filter {
	readonly conditions: ReadonlyArray<{ path: string[]; value: string }>;
	readonly [checked]: true;
}

/** One condition as the form holds it. */
export interface GivenCondition {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}

interface ValueType {
	/** To be put after "must be". */
	allowed: string;
	read: (one: unknown) => string | undefined;
	/** Splits a text that can hold several. */
	split?: (text: string) => Iterable<string>;
}

const NULL = '__null__';
const NOT_NULL = '__notnull__';
/** Texts that Outreach would not take literally. */
const SPECIAL = /^__\w+__$/;
/** More would not fit into addresses, and take long to read. */
const MOST_VALUES = 10_000;
/** How to compare. */
export const OPERATORS = [
	{ name: 'Is', value: 'is', description: 'Is this value, or one of a list' },
	{ name: 'Is at Least', value: 'atLeast', description: 'For numbers and dates' },
	{ name: 'Is at Most', value: 'atMost', description: 'For numbers and dates' },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
];
/** As long as the text of a search may be: it goes into an address. */
const LONGEST_TEXT = 500;
const BOUNDS: unknown[] = ['atLeast', 'atMost'];
const NAME_OF = { atLeast: 'Is at Least', atMost: 'Is at Most' };
/** What a field holds that has no order, to be put after "is". */
const WHAT: Record<string, string> = { text: 'text', email: 'an email address', id: 'an ID' };

/**
 * Reads the conditions of a filter.
 *
 * Outreach drops a condition without a value and one on a field it does not know, and would so find
 * EVERY record: both are refused. So are conditions on one field of which it would drop all but one.
 *
 * @param given conditions as the form holds them
 * @param fields that can be filtered by
 * @returns a failure that names the field and what is allowed, also if there is no condition at all
 */
export function readFilter(given: GivenCondition[], fields: FilterField[]): Result<Filter> {
	const conditions: Array<Filter['conditions'][number]> = [];
	const operators = new Map<unknown, unknown[]>();
	for (const one of given) {
		const read = readCondition(one, fields);
		if (!read.ok) return read;
		const others = operators.get(one.field) ?? [];
		if (!canJoin(one.operator, others)) return refuseSeveral(one, fields);
		operators.set(one.field, [...others, one.operator]);
		conditions.push(...read.value);
	}
	if (conditions.length === 0) {
		return badInput(
			'"Filter" has no condition',
			'Add at least one. Without a condition Outreach would take every record.',
		);
	}
	return success({ conditions } as unknown as Filter);
}

/**
 * A filter as the query of an address, in the syntax in which values are taken literally:
 * https://developers.outreach.io/api/making-requests
 *
 * @param start `filter` for a list, `actionParams[filter]` for a bulk action
 */
export function filterQuery({ conditions }: Filter, start: 'filter' | 'actionParams[filter]') {
	return conditions
		.map(({ path, value }) => {
			const name = `${start}${path.map((part) => `[${part}]`).join('')}`;
			return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
		})
		.join('&');
}

function readCondition(
	{ field: name, operator, value }: GivenCondition,
	fields: FilterField[],
): Result<Array<{ path: string[]; value: string }>> {
	const field = fields.find((one) => one.name === name);
	if (field === undefined) {
		const isNone = name === undefined || name === null || name === '';
		return badInput(
			isNone
				? '"Filter" has a condition without a field'
				: `"Filter" has a condition on ${printValue(name)}, but Outreach cannot filter by it`,
			hintFor(name) ??
				`The field must be one of ${printChoices(fields.map(({ label, name: value }) => ({ name: label, value })))}.`,
		);
	}
	const path = field.isRelated ? [field.name, 'id'] : [field.name];
	if (operator === 'isEmpty' || operator === 'isNotEmpty') {
		if (field.isRelated || field.name === 'id') {
			return refuse(field, 'cannot be checked for being empty', 'Use "Is" with an ID.');
		}
		return success([{ path, value: operator === 'isEmpty' ? NULL : NOT_NULL }]);
	}
	const values = readValues(field, value);
	if (!values.ok) return values;
	if (operator === 'is') {
		const { length } = values.value;
		const listPath = length === 1 ? path : [...path, ''];
		return success(values.value.map((one) => ({ path: listPath, value: one })));
	}
	if (operator !== 'atLeast' && operator !== 'atMost') {
		return refuse(
			field,
			`is compared by ${printValue(operator ?? '')}, which is not an operator`,
			hintFor(operator) ?? `It must be one of ${printChoices(OPERATORS)}.`,
		);
	}
	const isOrdered = field.type === 'number' || field.type === 'dateTime';
	if (!isOrdered || values.value.length > 1) {
		const [problem, hint] = isOrdered
			? ['is compared with several values at once', 'Give one value.']
			: [`is ${WHAT[field.type]}, so "${NAME_OF[operator]}" does not work`, 'Use "Is".'];
		return refuse(field, problem, hint);
	}
	const bound = operator === 'atLeast' ? 'gte' : 'lte';
	return success([{ path: [...path, bound], value: values.value[0] }]);
}

/** Whether a field can have this condition beside others: only the two ends of a range go together. */
function canJoin(operator: unknown, others: unknown[]): boolean {
	return others.every(
		(other) => BOUNDS.includes(operator) && BOUNDS.includes(other) && other !== operator,
	);
}

function refuseSeveral({ field: name }: GivenCondition, fields: FilterField[]) {
	const field = fields.find((one) => one.name === name) as FilterField;
	return refuse(
		field,
		'has several conditions, but Outreach would use only one of them',
		'Give it one condition. For several values use a list, and for a range "Is at Least" together with "Is at Most".',
	);
}

function refuse({ label }: FilterField, problem: string, hint: string) {
	return badInput(`"${label}" in "Filter" ${problem}`, hint);
}

function readValues(field: FilterField, value: unknown): Result<string[]> {
	const { allowed, read, split } = TYPES[field.type];
	const rule = `It must be ${allowed}. ${FOUND_NOTHING}`;
	const step = field.type === 'dateTime' ? YEAR_FIRST : undefined;
	const values = new Set<string>();
	const given = valuesOf(value, split);
	if (given.length > MOST_VALUES) {
		return refuse(field, `has more than ${MOST_VALUES} values`, 'Use several input items.');
	}
	for (const one of given) {
		const isThere = readGiven(one).kind !== 'nothing';
		const text = isThere ? read(one) : undefined;
		if (text === undefined || SPECIAL.test(text)) {
			return refuse(
				field,
				isThere
					? `is ${printPart(one, typeof value === 'string' ? value : '')}, but must be ${allowed}${recognized(field, one)}`
					: 'has an empty value',
				text !== undefined && isThere
					? 'Outreach gives this text another meaning. To find empty or filled fields, use "Is Empty" or "Is Not Empty".'
					: (explain(field, one) ?? (isThere ? (step ?? CHECK_VALUE) : rule)),
			);
		}
		values.add(text);
	}
	return values.size > 0 ? success([...values]) : refuse(field, 'has no value', rule);
}

/**
 * The values of a condition: a list, a list as JSON text, or text that may hold several. A list in a
 * list is no condition that anybody means, so it stays one value, which is refused.
 */
function valuesOf(value: unknown, split: ValueType['split']): unknown[] {
	const list = typeof value === 'string' ? parsedJson(plainWord(value)) : value;
	if (Array.isArray(list)) return list;
	if (typeof value !== 'string' || split === undefined) return [value];
	const words: string[] = [];
	for (const word of split(value)) {
		if (plainWord(word) !== '') words.push(word);
		if (words.length > MOST_VALUES) break;
	}
	return words;
}

/** A number in groups is one word, so that it is refused as a whole. */
function splitIds(text: string): Iterable<string> {
	return findGroupedNumber(text) === undefined ? atSeparators(text) : [text];
}

/** What a value looks like that is not right, to be put after it. */
function recognized({ type }: FilterField, value: unknown): string {
	const text = typeof value === 'string' ? plainWord(value) : '';
	const known = explainValue(value) ?? (type === 'id' ? recognizeNoId(text) : undefined);
	return known === undefined ? '' : `. ${known}`;
}

function explain({ type }: FilterField, value: unknown): string | undefined {
	const grouped = type === 'id' && typeof value === 'string' ? findGroupedNumber(value) : undefined;
	return grouped && `${explainGrouped(grouped, isId)}.`;
}

/** A text is taken literally, but for spaces at its ends. */
function textOf(one: unknown): string | undefined {
	const given = readGiven(one);
	if (given.kind === 'nothing' || given.kind === 'other') return undefined;
	const text = typeof one === 'string' ? one.trim() : given.text;
	const isOdd = text.length > LONGEST_TEXT || isBroken(text) || isBrokenJson(text);
	return isOdd ? undefined : text;
}

/** A number as it is written, if it has more digits than a number keeps. */
function numberOf(one: unknown): string | undefined {
	const number = writtenNumber(one);
	return number && (number.exact === undefined ? number.text : String(number.exact));
}

function dateOf(one: unknown): string | undefined {
	const moment = readMoment(one);
	return moment && new Date(moment.ms).toISOString();
}

const emailOf = (one: unknown) => readAddress(textOf(one) ?? '');

const idOf = (one: unknown) => {
	const text = plainWord(textOf(one) ?? '');
	return isId(text) ? text : undefined;
};

/** What a value of each type must be, and how it is read. */
const TYPES: Record<FilterField['type'], ValueType> = {
	text: {
		allowed: `text of at most ${LONGEST_TEXT} characters, or a list of texts`,
		read: textOf,
	},
	number: { allowed: 'a number', read: numberOf },
	dateTime: {
		allowed: 'a date such as 2026-01-31, or with a time (in UTC unless it names its time zone)',
		read: dateOf,
	},
	email: {
		allowed: 'an email address such as ann@example.com',
		read: emailOf,
		split: splitAddresses,
	},
	id: { allowed: AN_ID, read: idOf, split: splitIds },
};
