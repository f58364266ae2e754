import { isObject } from '../../shared/answers';
import { badInput, success, type Result } from '../../shared/result';
import { printValue } from '../../shared/valueText';

/** The fields that say that a prospect has opted out, each with the only value that a node sets there. */
const OPT_OUTS: Record<string, unknown> = {
	optedOut: true,
	emailOptedOut: true,
	callOptedOut: true,
	emailsOptStatus: 'opted_out',
	callsOptStatus: 'opted_out',
};

/** The names of the fields by which a prospect has opted out. */
export function optOutsIn(attributes: Record<string, unknown>): string[] {
	return Object.keys(OPT_OUTS).filter((name) => attributes[name] === OPT_OUTS[name]);
}

/** The opt-outs of a prospect, as they are sent to keep them. */
export function optOutValues(names: string[]): Record<string, unknown> {
	return Object.fromEntries(names.map((name) => [name, OPT_OUTS[name]]));
}

/** What of the opt-outs cannot be told from a record that was read whole, in a few words. */
export function lacksOptOuts(attributes: Record<string, unknown>): string | undefined {
	const isTold = (name: string) =>
		attributes[name] === null || typeof attributes[name] === typeof OPT_OUTS[name];
	const untold = Object.keys(OPT_OUTS).filter((name) => !isTold(name));
	return untold.length > 0 ? `whether the person has opted out (${untold.join(', ')})` : undefined;
}

/** Names as people may write them, such as `opted_out`. */
const plainName = (name: string) =>
	name
		.slice(0, 100)
		.replace(/[^a-z]/gi, '')
		.toLowerCase();
const NAMES = new Map(Object.keys(OPT_OUTS).map((name) => [plainName(name), name]));

/** As deep as plain data goes. */
const DEEPEST = 100;

/** Refuses a value that would clear an opt-out. */
function refuseClearing(name: string, value: unknown) {
	return badInput(
		`The field ${name} is ${printValue(value)}, which would clear an opt-out. It may only be ${String(OPT_OUTS[name])}`,
		'Take the field out. A person who has opted out must not be written to again. If it was a mistake, correct it in Outreach itself.',
	);
}

/** Whether a value sets an opt-out. Text will do: the older form of the API takes nothing else. */
const setsOptOut = (name: string, value: unknown): boolean =>
	typeof value === 'object' ? false : String(value) === String(OPT_OUTS[name]);

/**
 * Refuses fields of a prospect that would clear an opt-out. Setting one is fine.
 *
 * @param values by Outreach's names, as they are sent
 */
export function keepingOptOuts<T extends Record<string, unknown>>(values: T): Result<T> {
	const cleared = Object.entries(values).find(
		([name, value]) => Object.hasOwn(OPT_OUTS, name) && !setsOptOut(name, value),
	);
	return cleared === undefined ? success(values) : refuseClearing(...cleared);
}

/**
 * The same for data of any form, as the payload of a batch: at any depth, with names in any spelling, and
 * as `fieldName` and `fieldValue`.
 */
export function keepingOptOutsWithin<T>(data: T): Result<T> {
	const cleared = clearedIn(data, 0);
	return cleared === undefined ? success(data) : refuseClearing(...cleared);
}

function clearedIn(data: unknown, depth: number): [string, unknown] | undefined {
	if (depth > DEEPEST || typeof data !== 'object' || data === null) return undefined;
	const entries: Array<[string, unknown]> = isObject(data)
		? [...Object.entries(data), ...namedField(data)]
		: Object.entries(data);
	for (const [name, value] of entries) {
		const field = NAMES.get(plainName(name));
		if (field !== undefined && !setsOptOut(field, value)) return [field, value];
		const inner = clearedIn(value, depth + 1);
		if (inner !== undefined) return inner;
	}
	return undefined;
}

/** The field that an object names by `fieldName`, in any spelling, with its `fieldValue`. */
function namedField(data: Record<string, unknown>): Array<[string, unknown]> {
	const of = (wanted: string) =>
		Object.entries(data).find(([name]) => plainName(name) === wanted)?.[1];
	const name = of('fieldname');
	return typeof name === 'string' ? [[name, of('fieldvalue')]] : [];
}
