import type { Failure } from './result';

/** Shorter values may stand in a message by chance. */
const SHORTEST_SECRET = 6;
const NO_SECRETS = [
	'baseUrl',
	'scope',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'partnerId',
];
const MASK = '***';

/** The texts of a credential that nobody may see, also those inside it, such as tokens. */
export function secretsIn(credential: object): string[] {
	return Object.entries(credential).flatMap(([name, value]) => {
		if (NO_SECRETS.includes(name)) return [];
		if (typeof value === 'object' && value !== null) return secretsIn(value as object);
		return typeof value === 'string' && value.length >= SHORTEST_SECRET ? [value] : [];
	});
}

/** A failure without secrets, should the vendor have repeated one in its answer. */
export function withoutSecrets(failure: Failure, secrets: string[]): Failure {
	const clean = (text: string): string =>
		secrets
			.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
			.replace(/\b(Bearer\s+)[\w.~+/=-]{6,}/gi, `$1${MASK}`);
	return {
		...failure,
		message: clean(failure.message),
		...(failure.hint !== undefined && { hint: clean(failure.hint) }),
		...(failure.correlationId !== undefined && { correlationId: clean(failure.correlationId) }),
		...(failure.faults && {
			faults: failure.faults.map((fault) => ({ ...fault, text: clean(fault.text) })),
		}),
	};
}
