import type { INode, INodeProperties } from 'n8n-workflow';
import { badInput, success, type Result } from '../result';
import { printValue } from '../valueText';
import { choicesOf, printChoices, readChoice } from './choice';
import { readList } from './list';
import { readNumber } from './number';
import { readSwitch } from './switch';

/** One setting of a form: its value if nobody added it, and how a given value is read. */
export interface Setting<T> {
	initial: T;
	read: (value: unknown) => Result<T>;
}

type ValueOf<S> = S extends Setting<infer T> ? T : never;
type ValuesOf<S> = { [Name in keyof S]: ValueOf<S[Name]> };

/** A field of the form that is on or off. */
export function switchSetting(property: INodeProperties): Setting<boolean> {
	const { displayName, default: initial } = property;
	return { initial: initial === true, read: (value) => readSwitch(value, displayName) };
}

/** A field of the form for a number, within what the form allows. */
export function numberSetting(
	{ displayName, default: initial, typeOptions }: INodeProperties,
	isWhole = false,
): Setting<number> {
	const { minValue: least, maxValue: most } = typeOptions ?? {};
	const rule = { field: displayName, least, most, isWhole };
	return { initial: Number(initial), read: (value) => readNumber(value, rule) };
}

/** A field of the form for one of several choices. */
export function choiceSetting(property: INodeProperties): Setting<string> {
	const choices = choicesOf(property);
	return {
		initial: String(property.default),
		read: (value) => readChoice(value, property.displayName, choices),
	};
}

/** A field of the form for any number of several choices. Like the form itself, an expression may choose none. */
export function choicesSetting(property: INodeProperties): Setting<string[]> {
	const { displayName: field } = property;
	const choices = choicesOf(property);
	const rule = {
		field,
		allowed: `one of ${printChoices(choices)}`,
		read: (entry: string) => choices.find(({ value }) => value === entry)?.value,
	};
	return {
		initial: property.default as string[],
		read: (value) => (isNoEntry(value) ? success([]) : readList(value, rule)),
	};
}

const isNoEntry = (value: unknown) => Array.isArray(value) && value.length === 0;

/** Reads a collection of the form as it is; a failure for what is none. */
export function readCollection(value: unknown, field: string): Result<Record<string, unknown>> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return success(value as Record<string, unknown>);
	}
	return badInput(`"${field}" is ${printValue(value)}, but must be a set of fields`);
}

/**
 * Reads the settings in a collection of the form. One that nobody added has its default; one whose
 * expression finds nothing is refused.
 *
 * @param settings by their names in the form
 */
export function readSettings<S extends Record<string, Setting<unknown>>>(
	value: unknown,
	settings: S,
	field = 'Options',
): Result<ValuesOf<S>> {
	const given = readCollection(value, field);
	if (!given.ok) return given;
	const values: Record<string, unknown> = {};
	for (const [name, setting] of Object.entries(settings)) {
		if (!Object.hasOwn(given.value, name)) {
			values[name] = setting.initial;
			continue;
		}
		const read = setting.read(given.value[name]);
		if (!read.ok) return read;
		values[name] = read.value;
	}
	return success(values as ValuesOf<S>);
}

/**
 * Whether a parameter of a node is an expression. If one finds nothing, nobody left the field empty.
 *
 * @param path the name of the parameter, after those of the collections it is in
 */
export function isExpression({ parameters }: INode, ...path: string[]): boolean {
	const raw = path.reduce<unknown>(
		(value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
		parameters,
	);
	return typeof raw === 'string' && raw.startsWith('=');
}
