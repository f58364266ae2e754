import type { Mutation } from '../support/packageCopy.ts';

/** The reader trusts its own rules from the first item on. */
export const UNCHECKED: Mutation = {
	file: 'readingContext.js',
	from: 'isProven: false',
	to: 'isProven: true',
};

/** Readers that look right and are not. The comparison has to find each out. */
export const MUTANTS: Record<string, Mutation[]> = {
	/** Looks up names that n8n refuses. */
	'special-names': [
		{ file: 'plainPath.js', from: 'names.some(isSpecial) ? undefined : names', to: 'names' },
	],
	/** Takes what an object inherits, or works out, for a field of its own. */
	'inherited-names': [
		{
			file: 'plainPath.js',
			from: 'Object.getOwnPropertyDescriptor(value, name)',
			to: 'name in value ? { value: value[name] } : undefined',
		},
	],
	/** Goes through lists. */
	'list-steps': [
		{
			file: 'plainPath.js',
			from: 'const prototype = Object.getPrototypeOf(value);',
			to: 'if (Array.isArray(value)) return true; const prototype = Object.getPrototypeOf(value);',
		},
	],
	/** Takes what is missing for nothing. */
	'missing-is-undefined': [
		{
			file: 'plainPath.js',
			from: 'if (!isPlainObject(value))\n\t\t\treturn undefined;',
			to: 'if (!isPlainObject(value)) return { value: undefined };',
		},
	],
	/** Takes what is missing for an empty text. */
	'missing-is-empty': [
		{
			file: 'plainPath.js',
			from: "if (field === undefined || !('value' in field))\n\t\t\treturn undefined;",
			to: "if (field === undefined || !('value' in field)) return { value: '' };",
		},
	],
	/** Hands out lists, dates and objects of the item. */
	'any-value': [
		{ file: 'plainPath.js', from: 'isSafe(value) ? { value }', to: 'true ? { value }' },
	],
	/** Hands out numbers and text that not every engine gives back. */
	'broken-text': [{ file: 'plainPath.js', from: '&& !BROKEN_TEXT.test(value)', to: '' }],
	/** Reads an expression that stands in text. */
	'text-around': [{ file: 'plainPath.js', from: '^=\\{\\{', to: '^=\\s*\\{\\{' }],
	/** Keeps the value of one item for all of them. */
	'kept-across-items': [
		{
			file: 'storedValue.js',
			from: "path === undefined ? OTHER : { kind: 'path', path }",
			to: "{ kind: 'literal', value: stored }",
		},
	],
	/** Keeps it where the expression is deep inside. */
	'kept-across-items-inside': [
		{
			file: 'storedValue.js',
			from: 'if (parts.every(([, part]) => isLiteral(part)))',
			to: 'if (parts.some(([, part]) => isLiteral(part)))',
		},
	],
	/** Hands out the same list or object again. */
	'shared-values': [
		{
			file: 'readingContext.js',
			from: '(0, storedValue_1.copyPlain)(parameter.kept.value)?.value',
			to: 'parameter.kept.value',
		},
	],
	/** Takes what the workflow does not store for the same wherever it is read. */
	'any-fallback': [
		{
			file: 'readingContext.js',
			from: '(!before.instead || Object.is(before.instead.value, fallback))',
			to: 'true',
		},
	],
	/** Takes the node's own input for what expressions see. */
	'own-items': [
		{ file: 'readingContext.js', from: '$input.all() === items ? items : undefined', to: 'items' },
	],
	/** Takes the whole of an address that n8n takes an ID out of. */
	'whole-address': [{ file: 'readingContext.js', from: "'list', 'id'", to: "'list', 'id', 'url'" }],
};
