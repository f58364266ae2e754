import { isObject } from '../../shared/answers';
import { relatedId, type Resource } from '../jsonApi';
import type { FilterField, FilterType } from './filterFields';
import type { Filter } from './readFilter';

/** A record that does not meet a condition of the filter that found it. */
export interface Contradiction {
	id: string;
	/** The label of the field. */
	field: string;
	/** What the condition asks for, such as "at most 5". */
	asked: string;
	/** What the record has; nothing if it came without the field. */
	has: unknown;
	/** Whether the value is missing or cannot be read, so that it cannot be told. */
	isUnread: boolean;
}

/** All that a filter asks of one field in one way. */
interface Demand {
	field: FilterField;
	operator: 'is' | 'gte' | 'lte';
	values: string[];
}

/** Times and numbers may be kept less exactly than they were given. */
const MOMENT_TOLERANCE_MS = 1_000;
const NUMBER_TOLERANCE = 1e-6;
const SHOWN_VALUES = 3;
const TIME_WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

const NOTHING = '__null__';
const SOMETHING = '__notnull__';

/** The fields that records have to come with, so that they can be checked. */
export function fieldsToCheck({ conditions }: Filter): string[] {
	return [...new Set(conditions.map(({ path }) => path[0]))].filter((name) => name !== 'id');
}

/**
 * Checks records against the filter that found them. There are servers that leave a condition out, and
 * what is found is changed or deleted next.
 *
 * Texts may differ in case and in spaces around them, numbers and times in their last digits. A record
 * whose field is missing or cannot be read counts as outside: nothing shows that it is meant.
 *
 * @param fields that can be filtered by
 * @returns the records outside, each once
 */
export function recheck(
	records: Resource[],
	filter: Filter,
	fields: FilterField[],
): Contradiction[] {
	const demands = demandsOf(filter, fields);
	const outside: Contradiction[] = [];
	for (const record of records) {
		for (const demand of demands) {
			const has = valueOf(record, demand.field);
			const isMet = has === undefined ? undefined : meets(has, demand);
			const { label } = demand.field;
			if (isMet === true) continue;
			const isUnread = isMet === undefined;
			outside.push({ id: String(record.id), field: label, asked: inWords(demand), has, isUnread });
			break;
		}
	}
	return outside;
}

function demandsOf({ conditions }: Filter, fields: FilterField[]): Demand[] {
	const demands = new Map<string, Demand>();
	for (const { path, value } of conditions) {
		const field = fields.find(({ name }) => name === path[0]);
		if (field === undefined) continue;
		const last = path[path.length - 1];
		const operator = last === 'gte' || last === 'lte' ? last : 'is';
		const key = `${field.name} ${operator}`;
		const demand = demands.get(key) ?? { field, operator, values: [] };
		demand.values.push(value);
		demands.set(key, demand);
	}
	return [...demands.values()];
}

/** What a record has in a field: `null` for nothing, `undefined` if it came without the field. */
function valueOf(record: Resource, { name, isRelated }: FilterField): unknown {
	if (name === 'id') return record.id;
	if (!isRelated) return record.attributes[name];
	const relationship = record.relationships?.[name];
	if (!isObject(relationship) || relationship.data === undefined) return undefined;
	return relatedId(record, name);
}

/** Whether a value meets a demand; nothing if that cannot be told. */
function meets(has: unknown, { field, operator, values }: Demand): boolean | undefined {
	const isNothing = has === null || (Array.isArray(has) && has.length === 0);
	if (values[0] === NOTHING) return isNothing || has === '';
	if (values[0] === SOMETHING) return !isNothing;
	if (isNothing) return false;
	if (operator === 'is') {
		const verdicts = values.map((value) => isSame(has, value, field.type));
		return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
	}
	const read = field.type === 'dateTime' ? momentOf : numberOf;
	const [own, bound] = [read(has), read(values[0])];
	if (own === undefined || bound === undefined) return undefined;
	const tolerance = toleranceOf(field.type, bound);
	return operator === 'gte' ? own >= bound - tolerance : own <= bound + tolerance;
}

function isSame(has: unknown, value: string, type: FilterType): boolean | undefined {
	if (type === 'email') {
		const emails = [has].flat().filter((one) => typeof one === 'string');
		return emails.length === 0 ? undefined : emails.some((one) => fold(one) === fold(value));
	}
	if (type === 'number' || type === 'dateTime') {
		const read = type === 'dateTime' ? momentOf : numberOf;
		const [own, wanted] = [read(has), read(value)];
		if (own === undefined || wanted === undefined) return undefined;
		return Math.abs(own - wanted) <= toleranceOf(type, wanted);
	}
	return typeof has === 'string' || typeof has === 'number'
		? fold(String(has)) === fold(value)
		: undefined;
}

const toleranceOf = (type: FilterType, value: number) =>
	type === 'dateTime' ? MOMENT_TOLERANCE_MS : Math.abs(value) * NUMBER_TOLERANCE;

const fold = (text: string) => text.trim().normalize('NFC').toLowerCase();

function numberOf(value: unknown): number | undefined {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = isText || typeof value === 'number' ? Number(value) : NaN;
	return Number.isFinite(number) ? number : undefined;
}

/** What names no zone is UTC, as it is where a filter is read. */
function momentOf(value: unknown): number | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	const moment = Date.parse(TIME_WITHOUT_ZONE.test(text) ? `${text}Z` : text);
	return Number.isNaN(moment) ? undefined : moment;
}

function inWords({ operator, values }: Demand): string {
	if (values[0] === NOTHING) return 'nothing';
	if (values[0] === SOMETHING) return 'something';
	const more = values.length > SHOWN_VALUES ? ` or ${values.length - SHOWN_VALUES} more` : '';
	const list = `${values.slice(0, SHOWN_VALUES).join(' or ')}${more}`;
	return { is: list, gte: `at least ${list}`, lte: `at most ${list}` }[operator];
}
