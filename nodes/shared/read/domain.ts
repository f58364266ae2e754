import { plainWord } from './characters';

const LONGEST = 253;
const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/i;
const QUOTES = /^["'“”‘’«»]+|["'“”‘’«»]+$/g;

/** Takes off what stands around an address in mails and lists: quotes, unseen marks, a dot at the end. */
export function unwrapped(entry: string): string {
	const word = plainWord(entry).replace(QUOTES, '').trim();
	return word.endsWith('.') && !word.endsWith('..') ? word.slice(0, -1) : word;
}

/**
 * Reads a domain such as example.com, in the case it has. Letters outside a-z are refused: some look
 * like others, and a domain that has them is registered in another form, which starts with xn--.
 *
 * @returns the domain without a dot at its end; nothing if it is none
 */
export function readDomain(entry: string): string | undefined {
	if (entry.length > LONGEST * 2) return undefined;
	const domain = unwrapped(entry);
	const labels = domain.split('.');
	if (domain.length > LONGEST || labels.length < 2) return undefined;
	const isRight = labels.every((label) => LABEL.test(label)) && /[a-z]/i.test(labels.at(-1) ?? '');
	return isRight ? domain : undefined;
}
