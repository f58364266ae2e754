import { isList, look } from './look';
import { readMoment, utcText } from './moment';

const DEEPEST = 100;
/** How Luxon marks what is neither text nor data. */
const LUXON = /^isLuxon/;

/** What is no plain data. */
class NoData extends Error {}

/**
 * Copies data as JSON holds it. Dates become text in UTC.
 *
 * @returns nothing for anything else at any depth, such as a Luxon Interval, a Map or a function, and
 * for what throws when it is looked at
 */
export function plainData(value: unknown): { value: unknown } | undefined {
	return look(() => ({ value: copy(value, 0) }));
}

function copy(value: unknown, depth: number): unknown {
	if (depth > DEEPEST) throw new NoData();
	if (value === null || value === undefined) return value;
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value !== 'object') throw new NoData();
	if (isList(value)) return value.map((one) => copy(one, depth + 1));
	const moment = readMoment(value);
	if (moment !== undefined) return utcText(moment);
	if (!isPlain(value)) throw new NoData();
	const entries = Object.entries(value);
	if (entries.some(([name]) => LUXON.test(name))) throw new NoData();
	return Object.fromEntries(entries.map(([name, one]) => [name, copy(one, depth + 1)]));
}

/** Whether an object is of no class. Expressions may come from another realm, with its own `Object`. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
