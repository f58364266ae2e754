import fc from 'fast-check';
import { itemData, names, type Recipe } from './values.ts';

/** One parameter of a node, and the items that it is read for. */
export interface Case {
	/** Where the node runs; n8n then takes the item from elsewhere. */
	place: 'workflow' | 'tool' | 'otherItems' | 'combinedBinary' | 'pinned';
	/** What the workflow stores. */
	parameters: Record<string, unknown>;
	/** The fallbacks take turns, as where several pieces of code read the same. */
	read: { name: string; fallbacks: unknown[]; extractValue: boolean };
	items: Recipe[];
	/** Data that takes the place of an item's, once the items before have been read. */
	replaced: Array<{ item: number; by: Recipe }>;
	/** What expressions see where it is not the node's own input. */
	others: Recipe[];
}

const step = fc
	.tuple(names, fc.constantFrom('.', '.', '.', '"', '"', "'", "'", '`', '?.', 'bare', ' .'))
	.map(([name, style]) => {
		if (style === 'bare') return `[${name}]`;
		return /["'`]/.test(style) ? `[${style}${name}${style}]` : `${style}${name}`;
	});

const path = fc
	.array(step, { minLength: 0, maxLength: 3 })
	.filter((steps) => steps.length > 0)
	.map((steps) => `$json${steps.join('')}`);

const space = fc.constantFrom('', ' ', ' ', ' ', '  ', '\n', '\t', '\n\t ', '\u00a0', '\r\n');

const isolated = fc.tuple(space, path, space).map(([a, text, b]) => `={{${a}${text}${b}}}`);

const nearly = fc
	.tuple(
		fc.constantFrom(
			...['= {{ P }}', '={{ P }} ', '=x {{ P }}', '={{ P }}{{ P }}', '={{ P }', '={{ P', '=P'],
			...['={{ (P) }}', '={{ P; }}', '={{ /* a */ P }}', '={{ P // b }}', '={{ P.length }}'],
			...['={{ P + "" }}', '={{ [P][0] }}', '={{ P.toUpperCase() }}', '={{ P.isEmpty() }}'],
			...['={{ $input.item.json.a }}', '={{ $item.a }}', '={{ $itemIndex }}', '={{ $json }}'],
			...['={{ { a: P } }}', '={{ [P, $today] }}', '={{ $today }}', '={{ new Date(0) }}', '={{}}'],
			...['==x', '=', '=text', '={{ P ?? "none" }}', '={{ P | 0 }}', '={{ "{{" + P }}', '{{ P }}'],
			...['={{ $Json.a }}', '={{ $json .a }}', '={{ this.$json.a }}', '={{ nowhere.a }}'],
			...["={{ $fromAI('a') }}", "={{ $fromAI('id', '', 'string', 'x') }}", '={{ $fromAI() }}'],
			...['={{ $("Nowhere").item.json.a }}', '={{ throwIt() }}', '={{ P\\}} }}', '\\={{ P }}'],
			...['={{ $json["\\u0061"] }}', "={{ $json['\\x61'] }}", '={{ $json.\\u0061 }}', ' ={{ P }}'],
			...['={{ $parameter.plain }}', '={{ $parameter["&value"] }}', '={{ $binary.a }}'],
		),
		path,
	)
	.map(([form, text]) => form.replaceAll('P', () => text));

const expression = fc.oneof({ weight: 5, arbitrary: isolated }, { weight: 2, arbitrary: nearly });

const literal = fc.oneof(
	fc.constantFrom<unknown>('text', '', 'x = y', 0, 12, true, false, null, 'a, b'),
	fc.constantFrom<unknown>([], ['a', 'b'], {}, { a: 'b', 2: 'two', 1: 'one' }, [[]], -0, undefined),
	fc.jsonValue({ maxDepth: 2 }),
);

const leaf = fc.oneof({ weight: 3, arbitrary: expression }, { weight: 2, arbitrary: literal });
/** Mostly such that all paths can be looked up. */
const simple = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.constantFrom('={{ $json.a }}', '={{$json["b"]}}', "={{ $json['id'] }}"),
	},
	{ weight: 2, arbitrary: literal },
	{ weight: 1, arbitrary: leaf },
);
const value = fc.oneof(leaf, simple);

/** Fields by any name, which may also be those of `Object.prototype`. */
const fieldsOf = (inside: fc.Arbitrary<unknown>) =>
	fc.array(fc.tuple(names, inside), { maxLength: 4 }).map((fields) => {
		const made = {};
		for (const [name, one] of fields) {
			const field = { value: one, enumerable: true, configurable: true, writable: true };
			Object.defineProperty(made, name, field);
		}
		return made;
	});

const picker = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.record({
				__rl: fc.constant(true),
				mode: fc.oneof(
					{ weight: 8, arbitrary: fc.constantFrom('list', 'id', 'url', 'email') },
					{ weight: 1, arbitrary: value },
				),
				value: fc.oneof({ weight: 5, arbitrary: simple }, fc.constant('https://x.example/7')),
				cachedResultName: fc.oneof(fc.constant('A name'), value),
			})
			.map((all) => all as unknown),
	},
	{ weight: 1, arbitrary: fc.oneof(value, fieldsOf(value)) },
);

const mapper = fc.record(
	{
		mappingMode: fc.constantFrom('defineBelow', 'autoMapInputData'),
		value: fc.oneof(fieldsOf(simple), fieldsOf(simple), fc.constant(null), value),
		matchingColumns: fc.constant([]),
		schema: fc.constant([
			{ id: 'a', displayName: 'A', type: 'string', required: true, display: true },
			{ id: 'b', displayName: 'B', type: 'number', display: true },
			{ id: 'id', displayName: 'ID', type: 'dateTime', display: true },
		]),
	},
	{ requiredKeys: ['mappingMode', 'value'] },
);

const rows = fc.record({
	row: fc.oneof(
		fc.array(fc.record({ name: fc.oneof(fc.constant('a'), value), value: simple }), {
			maxLength: 3,
		}),
		fieldsOf(simple),
		value,
	),
});

const KINDS: Record<string, { stored: fc.Arbitrary<unknown>; under: string[] }> = {
	plain: { stored: fc.oneof(simple, leaf), under: [] },
	picker: { stored: picker, under: ['value', 'mode'] },
	options: { stored: fc.oneof(fieldsOf(simple), fieldsOf(value)), under: ['a', 'constructor'] },
	rows: { stored: rows, under: ['row', 'row.0.value'] },
	mapper: { stored: mapper, under: ['value', 'value.a', 'schema'] },
	hidden: { stored: fc.oneof(simple, picker), under: [] },
	missing: { stored: fc.constant(undefined), under: ['a'] },
};

const fallbacks = fc.constantFrom<unknown>('', undefined, {}, [], 'none', '={{ $json.a }}', null);

const parameter = fc.constantFrom(...Object.keys(KINDS)).chain((kind) => {
	const { stored, under } = KINDS[kind];
	return fc.record({
		parameters: stored.map((one) => (one === undefined ? {} : { [kind]: one })),
		read: fc.record({
			name: fc.oneof(
				{ weight: 6, arbitrary: fc.constant(kind) },
				fc.constantFrom(kind, ...under.map((name) => `${kind}.${name}`)),
			),
			fallbacks: fc.array(fallbacks, { minLength: 1, maxLength: 2 }),
			extractValue:
				kind === 'picker' || kind === 'hidden'
					? fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false))
					: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
		}),
	});
});

/** An expression for a field that the first item has, or inherits. */
const aim = fc.record({
	at: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 3 }),
	quote: fc.constantFrom('', '"', "'"),
	form: fc.oneof(
		{ weight: 4, arbitrary: fc.constant('={{ P }}') },
		fc.constantFrom('= {{ P }}', '={{ P }} ', '={{ P }}{{ P }}'),
	),
});

function expressionFor(
	recipe: Recipe,
	{ at, quote, form }: { at: number[] } & Record<string, unknown>,
) {
	let path = '$json';
	let here = recipe;
	for (const index of at) {
		if (here.is !== 'object' && here.is !== 'list') break;
		const fields = [...here.fields, ...('inherited' in here ? here.inherited : [])];
		if (fields.length === 0) break;
		const [name, inside] = fields[index % fields.length];
		path += quote === '' ? `.${name}` : `[${quote as string}${name}${quote as string}]`;
		here = inside;
	}
	return String(form).replaceAll('P', () => path);
}

export const cases: fc.Arbitrary<Case> = fc
	.record({
		aim: fc.option(aim, { freq: 2 }),
		place: fc.oneof(
			{ weight: 8, arbitrary: fc.constant('workflow' as const) },
			fc.constantFrom('tool' as const, 'otherItems' as const, 'combinedBinary' as const),
			fc.constant('pinned' as const),
		),
		parameter,
		items: fc.array(itemData, { minLength: 1, maxLength: 4 }),
		replaced: fc.oneof(
			{ weight: 4, arbitrary: fc.constant<Case['replaced']>([]) },
			fc.array(fc.record({ item: fc.nat({ max: 3 }), by: itemData }), { maxLength: 2 }),
		),
		others: fc.array(itemData, { maxLength: 3 }),
	})
	.map(({ parameter: chosen, aim: aimed, ...rest }) => {
		if (aimed === null) return { ...rest, ...chosen };
		const stored = expressionFor(rest.items[0], aimed);
		const read = { name: 'plain', fallbacks: [''], extractValue: false };
		return { ...rest, parameters: { plain: stored }, read };
	});
