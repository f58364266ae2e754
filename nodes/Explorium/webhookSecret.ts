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
