import { inspect } from 'node:util';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Case } from './cases.ts';
import { build } from './values.ts';
import type { World } from './world.ts';

export type MakeReader = (context: IExecuteFunctions) => IExecuteFunctions;

/** How often a parameter was read, and how often n8n did not have to work it out. */
export interface Tally {
	reads: number;
	spared: number;
}

interface Thrown {
	error: Record<string, unknown>;
}

/**
 * Reads a parameter for each item twice: with n8n alone, and with the reader.
 *
 * @throws if they do not give the same, or fail in the same way
 */
export function compare(world: World, one: Case, makeReader: MakeReader, tally: Tally): void {
	const theirs = world.open(one);
	const ours = world.open(one);
	let worked = 0;
	const counted = Object.create(ours.context, {
		getNodeParameter: {
			value: (
				name: string,
				item: number,
				fallback: unknown,
				options?: { rawExpressions?: true },
			) => {
				if (!options?.rawExpressions) worked += 1;
				return ours.context.getNodeParameter(name, item, fallback, options) as unknown;
			},
		},
	}) as IExecuteFunctions;
	const reader = makeReader(counted);
	const { name, fallbacks, extractValue } = one.read;
	const options = extractValue ? { extractValue } : undefined;
	const order = [...one.items.keys(), one.items.length, 0];
	for (const [turn, item] of order.entries()) {
		const fallback = fallbacks[turn % fallbacks.length];
		for (const { by } of one.replaced.filter((replaced) => replaced.item === item)) {
			for (const { items } of [theirs, ours]) {
				if (items[item]) items[item].json = build(by) as never;
			}
		}
		const read = (context: IExecuteFunctions) =>
			outcome(() => context.getNodeParameter(name, item, copy(fallback), options));
		const before = worked;
		const expected = read(theirs.context);
		const given = read(reader);
		tally.reads += 1;
		if (worked === before) tally.spared += 1;
		if (!isSame(expected, given)) {
			throw new Error(
				`Item ${item}: n8n gives ${inspect(expected, { depth: 6 })}, the reader ${inspect(given, { depth: 6 })}`,
			);
		}
		for (const done of [expected, given]) if ('value' in done) spoil(done.value);
	}
}

function outcome(read: () => unknown): { value: unknown } | Thrown {
	try {
		return { value: read() };
	} catch (error) {
		const { name, message, description, context } = error as Error & {
			description?: string;
			context?: { parameter?: string; itemIndex?: number };
		};
		const { parameter, itemIndex } = context ?? {};
		return { error: { name, message, description, parameter, itemIndex } };
	}
}

/** Whether two values are the same, also in the order of their fields and in what they inherit. */
function isSame(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
	const [above, aboveOther] = [one, other].map((value) => Object.getPrototypeOf(value) as object);
	if (above === aboveOther && above !== Array.prototype && above?.constructor !== Object) {
		if (above !== null) return inspect(one) === inspect(other);
	}
	const [names, otherNames] = [Reflect.ownKeys(one), Reflect.ownKeys(other)];
	return (
		isSame(above, aboveOther) &&
		Array.isArray(one) === Array.isArray(other) &&
		names.length === otherNames.length &&
		names.every((name, at) => name === otherNames[at] && isSameField(one, other, name))
	);
}

function isSameField(one: object, other: object, name: PropertyKey): boolean {
	const [field, otherField] = [one, other].map((value) =>
		Object.getOwnPropertyDescriptor(value, name),
	);
	return field?.get || otherField?.get
		? typeof field?.get === typeof otherField?.get
		: isSame(field?.value, otherField?.value);
}

/** A fallback of its own for each read, as in the code of a node. */
function copy(fallback: unknown): unknown {
	return typeof fallback === 'object' ? structuredClone(fallback) : fallback;
}

/** Changes what was read, as a node may: the next read must not see it. */
function spoil(value: unknown): void {
	if (typeof value !== 'object' || value === null || !Object.isExtensible(value)) return;
	const isList = Array.isArray(value);
	const inside: unknown[] = isList
		? [...value]
		: Object.getPrototypeOf(value) === Object.prototype
			? Object.values(Object.getOwnPropertyDescriptors(value)).map(
					(field) => field.value as unknown,
				)
			: [];
	inside.forEach(spoil);
	if (isList) value.push('spoiled');
	else
		Object.defineProperty(value, 'spoiled', { value: true, enumerable: true, configurable: true });
}
