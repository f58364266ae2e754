import { isLeftover } from '../shared/read/given';

const BASE64URL = /^[\w+/-]+={0,2}$/;

/**
 * The key that a webhook's secret stands for.
 *
 * @param secret in base64url, with or without padding
 * @returns nothing for a secret that stands for no bytes, or is no base64url: such a one signs nothing
 */
export function secretKey(secret: unknown): Buffer | undefined {
	const text = typeof secret === 'string' ? secret.trim() : '';
	if (!BASE64URL.test(text)) return undefined;
	const key = Buffer.from(text, 'base64url');
	return key.length > 0 ? key : undefined;
}

/** A shorter key could be guessed; no vendor's secret is one. */
const FEWEST_BYTES = 6;

/**
 * Whether a webhook can be registered with this secret: it stands for a key that nobody guesses, and is
 * no leftover such as "null".
 */
export function isUsableSecret(secret: unknown): secret is string {
	const key = secretKey(secret);
	return key !== undefined && key.length >= FEWEST_BYTES && !isLeftover(String(secret));
}
