import { createRequire } from 'node:module';
import fc from 'fast-check';

const require = createRequire(import.meta.url);
const requireFromWorkflow = createRequire(require.resolve('n8n-workflow'));
const { DateTime } = requireFromWorkflow('luxon') as {
	DateTime: { fromISO: (iso: string) => unknown };
};

/** What to build a value of: two contexts get one of their own each, so that none sees the other's reads. */
export type Recipe =
	| { is: 'plain'; value: unknown }
	| { is: 'moment' | 'luxon' | 'map' | 'function' | 'symbol' | 'counter' }
	| { is: 'list'; of: Recipe[]; fields: Fields }
	| { is: 'object'; fields: Fields; inherited: Fields; isBare: boolean };

type Fields = Array<[name: string, recipe: Recipe]>;

// What has no equal is one for both.
const SYMBOL = Symbol('a symbol');
const call = () => 'called';

/** Names that items have, that JavaScript gives every object, and that n8n refuses or treats in its own way. */
export const names = fc.oneof(
	{ weight: 10, arbitrary: fc.constantFrom('a', 'b', 'id') },
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			...['First Name', '_id', 'e-mail', '0', '00', 'Ünï', '日本', 'x.first (y)', 'a.b', "it's"],
			...['constructor', '__proto__', 'prototype', 'length', 'toString', 'hasOwnProperty'],
			...['valueOf', 'constructorName', 'a.constructor', 'a. constructorX', '$', '$json', '__x'],
			...['isProxy', 'this', 'globalThis', 'window', 'global', 'caller', 'arguments', 'then'],
			...['class', 'if', 'json', 'toJSON', 'mainModule', '__isObject', '__isError', '__n8nType'],
			...['__sanitize', '___n8n_data', 'name', 'mode', 'value', '}}', '{{ a', '\\', 'a"b', ' a'],
		),
	},
	{ weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
);

const plain = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom<unknown>('x', 'y@z.example', 12, true, '', 0, false) },
	{
		weight: 3,
		arbitrary: fc.constantFrom<unknown>(
			...['={{ $json.a }}', '=', '{{ $json.b }}', 'undefined', '2026-01-31', 'a\0b', '\ud800'],
			...['😀 Ünï\u2028', 'x'.repeat(100_001), null, undefined, NaN, Infinity, -Infinity, -0],
			...[1e308, 2 ** 53, -1.5, 5e-324, 10n, 'true', '  ', '\n'],
		),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
	{ weight: 1, arbitrary: fc.double() },
);

const { recipe } = fc.letrec<{ recipe: Recipe; fields: Fields }>((tie) => ({
	fields: fc.array(fc.tuple(names, tie('recipe')), { maxLength: 4 }),
	recipe: fc.oneof(
		{ depthSize: 'small', maxDepth: 3, withCrossShrink: true },
		{ weight: 6, arbitrary: plain.map((value) => ({ is: 'plain' as const, value })) },
		{
			weight: 1,
			arbitrary: fc
				.constantFrom('moment', 'luxon', 'map', 'function', 'symbol', 'counter')
				.map((is) => ({ is }) as Recipe),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				is: fc.constant('list' as const),
				of: fc.array(tie('recipe'), { maxLength: 3 }),
				fields: fc.oneof(fc.constant<Fields>([]), tie('fields')),
			}),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				is: fc.constant('object' as const),
				fields: tie('fields'),
				inherited: fc.oneof({ weight: 4, arbitrary: fc.constant<Fields>([]) }, tie('fields')),
				isBare: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.boolean()),
			}),
		},
	),
}));

/** The data of an item, mostly as other nodes give it. */
export const itemData: fc.Arbitrary<Recipe> = fc.oneof(
	{
		weight: 9,
		arbitrary: fc.record({
			is: fc.constant('object' as const),
			fields: fc
				.tuple(
					fc.array(fc.tuple(fc.constantFrom('a', 'b', 'id'), recipe), { maxLength: 3 }),
					fc.array(fc.tuple(names, recipe), { maxLength: 5 }),
				)
				.map((both) => both.flat()),
			inherited: fc.oneof(
				{ weight: 9, arbitrary: fc.constant<Fields>([]) },
				fc.array(fc.tuple(names, recipe), { maxLength: 2 }),
			),
			isBare: fc.constant(false),
		}),
	},
	{ weight: 1, arbitrary: recipe },
);

/** Makes the value, with fields of its own by any name. */
export function build(recipe: Recipe): unknown {
	switch (recipe.is) {
		case 'plain':
			return recipe.value;
		case 'moment':
			return new Date(0);
		case 'luxon':
			return DateTime.fromISO('2026-01-31T12:00:00Z');
		case 'map':
			return new Map([['a', 'in a map']]);
		case 'function':
			return call;
		case 'symbol':
			return SYMBOL;
		case 'counter':
			return 'counted elsewhere';
		case 'list':
			return addFields(recipe.of.map(build), recipe.fields);
		case 'object': {
			const above = recipe.isBare ? null : Object.prototype;
			const inherited =
				recipe.inherited.length > 0
					? addFields(Object.create(above) as object, recipe.inherited)
					: above;
			return addFields(Object.create(inherited) as object, recipe.fields);
		}
	}
}

function addFields<T extends object>(target: T, fields: Fields): T {
	for (const [name, recipe] of fields) {
		if (Array.isArray(target) && (name === 'length' || name === '0')) continue;
		let reads = 0;
		Object.defineProperty(target, name, {
			enumerable: true,
			configurable: true,
			...(recipe.is === 'counter'
				? { get: () => `read ${(reads += 1)} times` }
				: { value: build(recipe), writable: true }),
		});
	}
	return target;
}
