import type { Failure } from './result';

/** Shorter values may stand in a message by chance. */
const SHORTEST_SECRET = 6;
/** Fields of n8n's credentials that anybody may see. */
const OPEN_FIELDS = [
	'baseUrl',
	'scope',
	'token_type',
	'expires_in',
	'n8n_expires_at',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
];
const MASK = '***';

/**
 * The texts of a credential that nobody may see, also those inside it, such as tokens.
 *
 * @param openFields further fields that hold no secret
 */
export function secretsIn(credential: object, openFields: string[] = []): string[] {
	return Object.entries(credential).flatMap(([name, value]) => {
		if (OPEN_FIELDS.includes(name) || openFields.includes(name)) return [];
		if (typeof value === 'object' && value !== null) return secretsIn(value, openFields);
		return typeof value === 'string' && value.length >= SHORTEST_SECRET ? [value] : [];
	});
}

/**
 * A failure without secrets, should the vendor have repeated one in its answer.
 *
 * @param secrets what `secretsIn` found, in any order
 */
export function withoutSecrets(failure: Failure, secrets: Iterable<string>): Failure {
	// A secret may stand inside another one.
	const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
	const clean = (text: string): string =>
		longestFirst
			.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
			.replace(/\b(Bearer\s+)[\w.~+/=-]{6,}/gi, `$1${MASK}`);
	return {
		...failure,
		message: clean(failure.message),
		...(failure.hint !== undefined && { hint: clean(failure.hint) }),
		...(failure.correlationId !== undefined && { correlationId: clean(failure.correlationId) }),
		...(failure.faults && {
			faults: failure.faults.map(({ path, text }) => ({
				path: path.map((part) => (typeof part === 'string' ? clean(part) : part)),
				text: clean(text),
			})),
		}),
	};
}
