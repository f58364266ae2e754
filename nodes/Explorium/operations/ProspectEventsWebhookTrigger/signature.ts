import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretKey } from '../../webhookSecret';

/** How far the time of a delivery may be off. */
const TOLERANCE_S = 300;

/** What the signature of a delivery is made of. */
export interface SignedDelivery {
	/** The headers `X-Timestamp` and `X-Signature`. */
	timestamp: unknown;
	signature: unknown;
	/** The bytes as they came. */
	body: Uint8Array | undefined;
}

/**
 * Whether Explorium sent this, and did so in the last five minutes.
 * https://developers.explorium.ai/reference/webhooks
 *
 * @param secret of the webhook, base64url; one that stands for no bytes signs nothing
 * @param now epoch milliseconds
 */
export function isGenuine(
	{ timestamp, signature, body }: SignedDelivery,
	secret: string,
	now: number,
): boolean {
	if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
	const key = secretKey(secret);
	if (body === undefined || key === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
	const expected = createHmac('sha256', key)
		.update(`${timestamp}.`)
		.update(body)
		.digest('base64')
		.replace(/\+/g, '-')
		.replace(/\//g, '_');
	const [one, other] = [Buffer.from(expected), Buffer.from(signature)];
	return one.length === other.length && timingSafeEqual(one, other);
}
