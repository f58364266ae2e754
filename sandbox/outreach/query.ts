import { badParameter } from './errors.ts';

/** One filter condition, such as `filter[owner][id][gte]=5`. */
export interface Condition {
	/** Attribute name, or relationship and attribute. */
	path: string[];
	operator: 'in' | 'gte' | 'lte';
	values: string[];
}

export type FlatQuery = Record<string, string | string[] | undefined>;

const OPERATORS = ['gte', 'lte'];

/**
 * Reads the filters below `prefix` ("filter" or "actionParams[filter]"). The newer syntax is
 * always in force for bulk actions; collections need `newFilterSyntax=true` for it.
 */
export function readConditions(query: FlatQuery, prefix: string, newSyntax: boolean): Condition[] {
	const conditions: Condition[] = [];
	for (const [key, raw] of Object.entries(query)) {
		if (raw === undefined || !key.startsWith(`${prefix}[`)) continue;
		const parts = bracketsOf(key.slice(prefix.length));
		const isList = parts.at(-1) === '';
		if (isList) parts.pop();
		const operator = OPERATORS.includes(parts.at(-1) ?? '') ? parts.pop() : 'in';
		if ((isList || operator !== 'in') && !newSyntax) {
			throw badParameter(`'${key}' needs newFilterSyntax=true.`);
		}
		const all = Array.isArray(raw) ? raw : [raw];
		// A Rack-style parser keeps only the last of repeated keys without [].
		const kept = isList ? all : all.slice(-1);
		// A blank value selects nothing, so the condition is dropped: the hazard of an empty filter.
		const values = kept.filter((value) => value !== '');
		if (values.length === 0) continue;
		conditions.push(...conditionsOf(parts, operator as Condition['operator'], values, newSyntax));
	}
	return conditions;
}

function conditionsOf(
	path: string[],
	operator: Condition['operator'],
	values: string[],
	newSyntax: boolean,
): Condition[] {
	const range = /^(.*?)\.\.(.*)$/.exec(values[0] ?? '');
	if (newSyntax) return [{ path, operator, values }];
	if (range !== null) {
		const [, low = '', high = ''] = range;
		const bounds: Condition[] = [];
		if (low !== 'neginf') bounds.push({ path, operator: 'gte', values: [low] });
		if (high !== 'inf') bounds.push({ path, operator: 'lte', values: [high] });
		return bounds;
	}
	return [{ path, operator, values: values.flatMap((value) => value.split(',')) }];
}

/** `[owner][id][]` as `owner`, `id` and an empty text. */
function bracketsOf(text: string): string[] {
	return [...text.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] as string);
}

/** The last value of a query parameter. */
export function lastValue(query: FlatQuery, key: string): string | undefined {
	const value = query[key];
	return Array.isArray(value) ? value.at(-1) : value;
}
