/** An expression that is one path into the item, such as `={{ $json.person["e-mail"] }}`. */
const PATH =
	/^=\{\{[ \t\n]*\$json((?:\.[A-Za-z_$][\w$]*|\["[^"\\\n\r{}]+"\]|\['[^'\\\n\r{}]+'\])+)[ \t\n]*\}\}$/;

const STEP = /\.([\w$]+)|\["([^"]+)"\]|\['([^']+)'\]/g;

/** n8n refuses expressions that hold this, wherever it stands. */
const REFUSED = /\.\s*constructor/;

/** Names that n8n refuses, or takes for something else than a field of the item. */
const SPECIAL = new Set([
	'$',
	'arguments',
	'binding',
	'callee',
	'caller',
	'defineProperties',
	'defineProperty',
	'dlopen',
	'execve',
	'getBuiltinModule',
	'getOwnPropertyDescriptor',
	'getOwnPropertyDescriptors',
	'getPrototypeOf',
	'global',
	'globalThis',
	'isProxy',
	'length',
	'_linkedBinding',
	'_load',
	'loadEnvFile',
	'mainModule',
	'prepareStackTrace',
	'prototype',
	'setPrototypeOf',
	'this',
	'window',
]);

/** Text that each of n8n's ways to work out an expression gives back as it is. */
const BROKEN_TEXT = /[\0\uD800-\uDFFF]/u;
const LONGEST_TEXT = 100_000;

/**
 * The names on the path of an expression that only looks up a field of the item.
 *
 * @returns nothing for every other expression, and for names that mean more than a field to n8n
 */
export function plainPath(expression: string): string[] | undefined {
	const found = PATH.exec(expression);
	if (found === null || REFUSED.test(expression)) return undefined;
	const names = [...found[1].matchAll(STEP)].map(([, ...either]) => either.join(''));
	return names.some(isSpecial) ? undefined : names;
}

/** All objects have the names of `Object.prototype`; n8n itself uses names with two underscores. */
function isSpecial(name: string): boolean {
	return (
		SPECIAL.has(name) || name in Object.prototype || name.startsWith('__') || BROKEN_TEXT.test(name)
	);
}

/**
 * Looks a path up in the data of an item.
 *
 * @returns nothing unless every step is a plain object's own field, and the last holds text, true or
 * false, or a number
 */
export function lookUpPath(json: unknown, path: string[]): { value: unknown } | undefined {
	let value = json;
	for (const name of path) {
		if (!isPlainObject(value)) return undefined;
		const field = Object.getOwnPropertyDescriptor(value, name);
		if (field === undefined || !('value' in field)) return undefined;
		value = field.value;
	}
	return isSafe(value) ? { value } : undefined;
}

/** Whether a value is an object of no class. It may come from another realm, with its own `Object`. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isSafe(value: unknown): boolean {
	if (typeof value === 'string') return value.length <= LONGEST_TEXT && !BROKEN_TEXT.test(value);
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	return typeof value === 'boolean';
}
