import { readFileSync } from 'node:fs';

/**
 * The part of JSON Schema that n8n's editor shows: names and types.
 *
 * Follows n8n 2.41 (packages/frontend/editor-ui).
 */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** What Outreach puts into them is not published, so the sandbox makes it up. */
const OPAQUE = ['summary'];

/**
 * The schema of several values: what one of them has, the schema has. A value that is not there in one
 * and there in another has the type of the latter.
 */
export function schemaOf(values: unknown[]): Schema {
	return values.map(schemaOfOne).reduce(join);
}

function schemaOfOne(value: unknown): Schema {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 && { items: schemaOf(value) }) };
	}
	if (typeof value === 'object') {
		const entries = Object.entries(value).filter(([, one]) => one !== undefined);
		const properties = Object.fromEntries(
			entries.map(([name, one]) => [name, schemaOfOne(OPAQUE.includes(name) ? {} : one)]),
		);
		return { type: 'object', properties };
	}
	return { type: typeof value as 'string' | 'number' | 'boolean' };
}

function join(one: Schema, other: Schema): Schema {
	if (one.type === 'null') return other;
	if (other.type === 'null') return one;
	if (one.type !== other.type) throw new Error(`Both ${one.type} and ${other.type}`);
	if (one.type === 'array') {
		const items = one.items && other.items ? join(one.items, other.items) : undefined;
		const known = items ?? one.items ?? other.items;
		return { type: 'array', ...(known && { items: known }) };
	}
	if (one.type !== 'object') return one;
	const [ours = {}, theirs = {}] = [one.properties, other.properties];
	const joined = joinOrder(Object.keys(ours), Object.keys(theirs)).map((name) => [
		name,
		name in ours && name in theirs ? join(ours[name], theirs[name]) : (ours[name] ?? theirs[name]),
	]);
	return { type: 'object', properties: Object.fromEntries(joined) };
}

/** All names, those of the second list where they stand there: people see the fields in this order. */
function joinOrder(ours: string[], theirs: string[]): string[] {
	const names = [...ours];
	theirs.forEach((name, place) => {
		if (names.includes(name)) return;
		const next = theirs.slice(place).find((later) => names.includes(later));
		names.splice(next === undefined ? names.length : names.indexOf(next), 0, name);
	});
	return names;
}

/** A schema as it is stored, or nothing if there is none. */
export function readSchema(file: string): Schema | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
