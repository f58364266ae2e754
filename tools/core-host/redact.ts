import type { Json } from './protocol.ts';

const MASK = '*****';
// A shorter text may be an ordinary word of the output.
const MIN_LENGTH = 8;
const SECRET_NAME = /key|secret|token|password/i;
const PUBLIC_NAME = /url$|^token_?type$/i;

function secretsIn(value: unknown, isSecret: boolean): string[] {
	if (typeof value === 'string') return isSecret && value.length >= MIN_LENGTH ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, part]) =>
		secretsIn(part, SECRET_NAME.test(name) && !PUBLIC_NAME.test(name)),
	);
}

/** Replaces every secret of the credentials wherever it stands in a document. */
export function redact<T>(document: T, credentials: Json = {}): T {
	const secrets = Object.values(credentials).flatMap((data) => secretsIn(data, false));
	let text = JSON.stringify(document);
	for (const secret of new Set(secrets)) {
		text = text.replaceAll(JSON.stringify(secret).slice(1, -1), MASK);
	}
	return JSON.parse(text) as T;
}
