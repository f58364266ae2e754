import { isPlainObject, lookUpPath, plainPath } from './plainPath';

/** What a workflow stores of a parameter, taken apart. */
export type StoredValue =
	| { kind: 'literal'; value: unknown }
	| { kind: 'path'; path: string[] }
	| { kind: 'list'; parts: StoredValue[] }
	| { kind: 'fields'; parts: Array<[string, StoredValue]> }
	/** Only n8n can work it out. */
	| { kind: 'other' };

const OTHER: StoredValue = { kind: 'other' };

/**
 * Takes apart what a workflow stores of a parameter.
 *
 * @returns `literal` only if no expression is anywhere inside, and `other` if one is that is no plain path
 */
export function takeApart(stored: unknown): StoredValue {
	if (typeof stored === 'string' && stored.startsWith('=')) {
		const path = plainPath(stored);
		return path === undefined ? OTHER : { kind: 'path', path };
	}
	if (typeof stored !== 'object' || stored === null) return { kind: 'literal', value: stored };
	if (Array.isArray(stored)) {
		const parts = stored.map(takeApart);
		if (parts.some(isOther)) return OTHER;
		return parts.every(isLiteral) ? { kind: 'literal', value: stored } : { kind: 'list', parts };
	}
	if (!isPlainObject(stored)) return OTHER;
	const parts: Array<[string, StoredValue]> = [];
	for (const [name, value] of Object.entries(stored)) {
		const part = takeApart(value);
		// n8n sets this field, and so the prototype.
		if (isOther(part) || name === '__proto__') return OTHER;
		parts.push([name, part]);
	}
	if (parts.every(([, part]) => isLiteral(part))) return { kind: 'literal', value: stored };
	return { kind: 'fields', parts };
}

const isOther = ({ kind }: StoredValue) => kind === 'other';
const isLiteral = ({ kind }: StoredValue) => kind === 'literal';

/**
 * Fills the data of an item in, as n8n does.
 *
 * @returns a value of its own for each call; nothing if a path finds nothing that is certain
 */
export function fillIn(stored: StoredValue, json: unknown): { value: unknown } | undefined {
	switch (stored.kind) {
		case 'literal':
			return copyPlain(stored.value);
		case 'path':
			return lookUpPath(json, stored.path);
		case 'list': {
			const values: unknown[] = [];
			for (const part of stored.parts) {
				const filled = fillIn(part, json);
				if (filled === undefined) return undefined;
				values.push(filled.value);
			}
			return { value: values };
		}
		case 'fields': {
			const fields: Record<string, unknown> = {};
			for (const [name, part] of stored.parts) {
				const filled = fillIn(part, json);
				if (filled === undefined) return undefined;
				fields[name] = filled.value;
			}
			return { value: fields };
		}
		default:
			return undefined;
	}
}

/** Copies lists, objects of no class and what is neither list nor object; nothing for anything else. */
export function copyPlain(value: unknown): { value: unknown } | undefined {
	if (typeof value !== 'object' || value === null) return { value };
	if (Array.isArray(value)) {
		const values: unknown[] = [];
		for (const one of value) {
			const copied = copyPlain(one);
			if (copied === undefined) return undefined;
			values.push(copied.value);
		}
		return { value: values };
	}
	if (!isPlainObject(value)) return undefined;
	const fields: Record<string, unknown> = {};
	for (const [name, one] of Object.entries(value)) {
		const copied = copyPlain(one);
		if (copied === undefined || name === '__proto__') return undefined;
		fields[name] = copied.value;
	}
	return { value: fields };
}

/** Whether two values of lists, plain objects and what is neither are the same, also in their order. */
export function isSamePlain(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((value, at) => isSamePlain(value, other[at]));
	}
	if (Array.isArray(one) || Array.isArray(other)) return false;
	if (!isPlainObject(one) || !isPlainObject(other)) return false;
	const [ours, theirs] = [Object.entries(one), Object.entries(other)];
	return (
		ours.length === theirs.length &&
		ours.every(([name, value], at) => name === theirs[at][0] && isSamePlain(value, theirs[at][1]))
	);
}
