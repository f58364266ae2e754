import { createHash } from 'node:crypto';

/** The first `length` hexadecimal digits of a hash: ids that are the same in every run. */
export function hexId(text: string, length: number): string {
	return createHash('sha512').update(text).digest('hex').slice(0, length);
}

let sequence = 0;

/** A fresh id of the 8-4-4-4-12 form for correlation ids. */
export function correlationId(): string {
	sequence += 1;
	const hex = hexId(`correlation ${sequence}`, 32);
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
