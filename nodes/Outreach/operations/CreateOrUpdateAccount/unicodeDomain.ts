const BASE = 36;
const FEWEST = 1;
const MOST = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const HIGHEST_CODE = 0x10ffff;

/**
 * The form of a domain that people write, such as müller.de for xn--mller-kva.de:
 * https://www.rfc-editor.org/rfc/rfc3492#section-6.2
 *
 * @param domain in lower case
 * @returns the same domain where no part of it stands for letters outside a-z
 */
export function unicodeDomain(domain: string): string {
	return domain
		.split('.')
		.map((label) => (label.startsWith('xn--') ? (decoded(label.slice(4)) ?? label) : label))
		.join('.');
}

function decoded(text: string): string | undefined {
	const end = text.lastIndexOf('-');
	const codes = [...text.slice(0, Math.max(end, 0))].map((letter) => letter.charCodeAt(0));
	const digits = text.slice(end + 1);
	let code = FIRST_CODE;
	let bias = FIRST_BIAS;
	let place = 0;
	for (let at = 0; at < digits.length;) {
		const before = place;
		let weight = 1;
		for (let step = BASE; ; step += BASE) {
			const digit = digitOf(digits[at]);
			if (digit === undefined) return undefined;
			at += 1;
			place += digit * weight;
			const threshold = Math.min(Math.max(step - bias, FEWEST), MOST);
			if (digit < threshold) break;
			weight *= BASE - threshold;
		}
		const count = codes.length + 1;
		bias = adapted(place - before, count, before === 0);
		code += Math.floor(place / count);
		if (code > HIGHEST_CODE) return undefined;
		place %= count;
		codes.splice(place, 0, code);
		place += 1;
	}
	return String.fromCodePoint(...codes);
}

function digitOf(letter: string | undefined): number | undefined {
	if (letter === undefined || !/[a-z\d]/.test(letter)) return undefined;
	return /\d/.test(letter) ? Number(letter) + MOST : letter.charCodeAt(0) - 'a'.charCodeAt(0);
}

function adapted(change: number, count: number, isFirst: boolean): number {
	let delta = Math.floor(change / (isFirst ? DAMP : 2));
	delta += Math.floor(delta / count);
	let steps = 0;
	while (delta > ((BASE - FEWEST) * MOST) / 2) {
		delta = Math.floor(delta / (BASE - FEWEST));
		steps += BASE;
	}
	return steps + Math.floor((BASE * delta) / (delta + SKEW));
}
