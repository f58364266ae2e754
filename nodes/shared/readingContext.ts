import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isPlainObject } from './plainPath';
import { copyPlain, fillIn, isSamePlain, takeApart, type StoredValue } from './storedValue';

type Options = Parameters<IExecuteFunctions['getNodeParameter']>[3];

/** A parameter of the node in one run. */
interface Parameter {
	/** Given if the workflow stores nothing, so that this is what n8n works out. */
	instead?: { value: unknown };
	stored: StoredValue;
	/** What n8n gave for a parameter without expressions. */
	kept?: { value: unknown };
	/** Whether n8n has given the same for an item as the reader. */
	isProven: boolean;
}

/**
 * A context for one run of a node that reads parameters faster: n8n takes about half a millisecond for
 * each expression of each item. A parameter without expressions is worked out once. One that only looks
 * up fields of the item is looked up here, once n8n has given the same for one item of the run. All else
 * is worked out by n8n, and so is a field that is missing or odd. The values and the errors are n8n's.
 */
export function readingContext(context: IExecuteFunctions): IExecuteFunctions {
	const plain = new Map<string, Parameter>();
	const extracted = new Map<string, Parameter>();
	let known: { items: INodeExecutionData[] | undefined } | undefined;

	const parameterOf = (
		name: string,
		itemIndex: number,
		fallback: unknown,
		parameters: Map<string, Parameter>,
	) => {
		const before = parameters.get(name);
		if (before && (!before.instead || Object.is(before.instead.value, fallback))) return before;
		const raw = rawParameter(context, name, itemIndex, fallback);
		if (raw === undefined) return undefined;
		const parameter: Parameter = { stored: storedFor(name, raw), isProven: false };
		if (Object.is(raw, fallback)) parameter.instead = { value: fallback };
		parameters.set(name, parameter);
		return parameter;
	};

	const getNodeParameter = (
		name: string,
		itemIndex: number,
		fallback?: unknown,
		options?: Options,
	): unknown => {
		const ask = (): unknown => context.getNodeParameter(name, itemIndex, fallback, options);
		const parameters = options === undefined ? plain : isExtraction(options) && extracted;
		if (!parameters) return ask();
		const parameter = parameterOf(name, itemIndex, fallback, parameters);
		if (parameter === undefined || parameter.stored.kind === 'other') return ask();
		if (parameter.stored.kind === 'literal') return readOnce(parameter, ask);
		known ??= { items: itemsOfExpressions(context) };
		const filled = fillIn(parameter.stored, known.items?.[itemIndex]?.json);
		const ours = filled && options ? extract(filled.value) : filled;
		if (ours === undefined) return ask();
		if (parameter.isProven) return ours.value;
		const theirs = ask();
		if (isSamePlain(theirs, ours.value)) parameter.isProven = true;
		else parameter.stored = { kind: 'other' };
		return theirs;
	};
	return Object.create(context, {
		getNodeParameter: { value: getNodeParameter },
	}) as IExecuteFunctions;
}

function isExtraction(options: NonNullable<Options>): boolean {
	return Object.keys(options).length === 1 && options.extractValue === true;
}

/** What is stored, taken apart. n8n checks what is read from inside a field mapper, item by item. */
function storedFor(name: string, raw: unknown): StoredValue {
	const stored = takeApart(raw);
	return stored.kind === 'literal' || /^\w+$/.test(name) ? stored : { kind: 'other' };
}

/** What is stored; nothing if n8n says that there is no such parameter. */
function rawParameter(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback: unknown,
): unknown {
	try {
		return context.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
	} catch {
		return undefined;
	}
}

/** What n8n throws is not kept: it may name the item. */
function readOnce(parameter: Parameter, ask: () => unknown): unknown {
	if (parameter.kept) return copyPlain(parameter.kept.value)?.value;
	const value = ask();
	parameter.kept = copyPlain(value);
	if (parameter.kept === undefined) parameter.stored = { kind: 'other' };
	return value;
}

/** The ways to fill a picker whose value n8n takes out as it is. It takes an ID out of an address, say. */
const AS_IS = ['list', 'id'];

/** The value of a picker, as n8n takes it out; nothing if that is not certain. */
function extract(value: unknown): { value: unknown } | undefined {
	if (typeof value !== 'object') return { value };
	if (!isPlainObject(value) || !AS_IS.includes(String(value.mode))) return undefined;
	return 'value' in value ? { value: value.value } : undefined;
}

/**
 * The items that n8n takes `$json` from. They are not the node's own input where it runs as a tool.
 *
 * @returns nothing where they are not
 */
function itemsOfExpressions(context: IExecuteFunctions): INodeExecutionData[] | undefined {
	try {
		const items = context.getInputData();
		const { $input } = context.getWorkflowDataProxy(0) as { $input: { all: () => unknown } };
		return $input.all() === items ? items : undefined;
	} catch {
		return undefined;
	}
}
