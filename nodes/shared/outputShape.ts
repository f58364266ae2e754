import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { byText } from './byText';
import { paired, type PairedItem } from './paired';
import { readChoice } from './read/choice';
import { atCommas, readList } from './read/list';
import { success, type Result } from './result';
import { eachInTurns } from './turns';

/** The fields that the items of a node can have. */
export interface OutputFields {
	/** Those of a simplified item, in their order: what people use, ten at the most. All if absent. */
	simplified?: readonly string[];
	/** All that the form offers to choose from. */
	offered: readonly string[];
	/** The method of the node that lists those to choose from instead. Then any name may be one. */
	loadedBy?: string;
	/** Names of others, which only an expression can give, such as those of custom fields. */
	others?: RegExp;
	/** Of these, an item has only those that its record has; the rest is empty then. */
	optional?: readonly string[];
	/** Those that tell records apart. They come with every choice. */
	ids: readonly string[];
}

/** What an item holds: the simplified fields, the answer as it came, or the fields with these names. */
export type Shape = 'simplified' | 'raw' | readonly string[];

const SELECTED = 'selectedFields';

const CHOICES = [
	{ name: 'Raw', value: 'raw', description: 'All data, as the API gives it' },
	{ name: 'Selected Fields', value: SELECTED, description: 'Only the fields that you choose' },
	{ name: 'Simplified', value: 'simplified', description: 'The fields that are used most' },
] as const;

/** The form field that chooses how much of each record is returned. */
export const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	default: 'simplified',
	options: [...CHOICES],
	description: 'How much of each record to return',
};

const FIELDS = 'Fields';

/** Names of fields, as a form offers them. */
export const asOptions = (names: readonly string[]): INodePropertyOptions[] =>
	[...names].sort(byText((name) => name)).map((name) => ({ name, value: name }));

/** "Output", and the list of fields to choose from. */
export function outputForm({ offered, loadedBy, ids, others }: OutputFields): INodeProperties[] {
	const verb = ids.length > 1 ? 'come' : 'comes';
	const named = ids.map((name) => `"${name}"`).join(' and ');
	const unlisted = others === undefined ? '' : ' An expression can name custom fields too.';
	const description = `Which fields to return. ${named} always ${verb} too.${unlisted}`;
	return [
		outputField,
		{
			displayName: FIELDS,
			name: 'fields',
			type: 'multiOptions',
			default: [],
			displayOptions: { show: { output: [SELECTED] } },
			...(loadedBy === undefined
				? { options: asOptions(offered) }
				: { typeOptions: { loadOptionsMethod: loadedBy } }),
			description,
		},
	];
}

/** Reads what an input item wants its output items to hold. */
export function readShape(
	context: IExecuteFunctions,
	itemIndex: number,
	output: OutputFields,
): Result<Shape> {
	const { offered, loadedBy, others } = output;
	const given = context.getNodeParameter(outputField.name, itemIndex, outputField.default);
	const choice = readChoice(given, outputField.displayName, CHOICES);
	if (!choice.ok) return choice;
	if (choice.value !== SELECTED) return success(choice.value);
	return readList(context.getNodeParameter('fields', itemIndex, []), {
		field: FIELDS,
		allowed: printAllowed(output),
		split: atCommas,
		read: (entry) => {
			const name = entry.trim();
			const isKnown = name === '' || offered.includes(name) || loadedBy !== undefined;
			return isKnown || others?.test(name) ? name : undefined;
		},
	});
}

/** How many fields a message names at most: more help nobody to find the right one. */
const MOST_NAMED = 30;

/** What each entry of the fields has to be, to follow "must be". */
function printAllowed({ offered, loadedBy, others }: OutputFields): string {
	const isLong = loadedBy !== undefined || offered.length > MOST_NAMED;
	if (isLong) return `a field such as ${offered.slice(0, 3).join(', ')}`;
	return `one of ${offered.join(', ')}${others === undefined ? '' : ', or a custom field'}`;
}

/** An input item's request, with what its output items are to hold. Calls are shared all the same. */
export interface ShapedRequest {
	itemIndex: number;
	shape: Shape;
}

/** What the output items of each input item hold. */
export async function shapesOf(requests: ShapedRequest[]): Promise<ReadonlyMap<number, Shape>> {
	const shapes = new Map<number, Shape>();
	await eachInTurns(requests, ({ itemIndex, shape }) => shapes.set(itemIndex, shape));
	return shapes;
}

/**
 * One record's output items, one for each of these input items, each in the shape that it asked for.
 *
 * @param make makes the fields of an item in a shape
 */
export function pairedInShape(
	items: readonly number[],
	shapeOf: ReadonlyMap<number, Shape>,
	make: (shape: Shape) => IDataObject,
): PairedItem[] {
	let last: { shape: Shape | undefined; json: IDataObject } | undefined;
	return items.map((item) => {
		const shape = shapeOf.get(item);
		if (last === undefined || last.shape !== shape) last = { shape, json: make(shape!) };
		return paired(last.json, item);
	});
}

/**
 * An item in the shape that was asked for.
 *
 * @param whole all fields of the record on one level
 * @param raw the answer as it came
 */
export function inShape(
	shape: Shape,
	{ simplified, offered, optional = [], ids }: OutputFields,
	{ whole, raw }: { whole: () => IDataObject; raw: () => IDataObject },
): IDataObject {
	if (shape === 'raw') return raw();
	const all = whole();
	if (shape === 'simplified' && simplified === undefined) return all;
	const names = shape === 'simplified' ? (simplified ?? offered) : [...new Set([...shape, ...ids])];
	const fields = names
		.filter((name) => Object.hasOwn(all, name) || !optional.includes(name))
		.map((name) => [name, Object.hasOwn(all, name) ? (all[name] ?? null) : null]);
	return Object.fromEntries(fields) as IDataObject;
}
