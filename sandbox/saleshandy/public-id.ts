import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id of letters and digits, as Saleshandy's are; the same in every run. */
export function publicId(text: string, length: number): string {
	const digest = createHash('sha512').update(text).digest();
	return Array.from(digest.subarray(0, length), (byte) => ALPHABET[byte % ALPHABET.length]).join(
		'',
	);
}
