import { plainWord } from '../../../shared/read/characters';

const NUMBER = /^(?:tel:\s*)?(\+?\s*[\d(][\d\s()./-]*?)(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?$/i;
const LONGEST = 60;
const FEWEST_DIGITS = 7;
/** E.164 allows no more. */
const MOST_DIGITS = 15;

/**
 * Reads one phone number, also with "tel:" before it or an extension after it.
 *
 * @returns the number without "tel:"; nothing for numbers in scientific form (1.4155550123E+10), which
 * may have lost digits, for decimals, for negative ones, and for several numbers
 */
export function readPhone(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const phone = plainWord(text).replace(/^tel:\s*/i, '');
	const [, main] = NUMBER.exec(phone) ?? [];
	if (main === undefined || isDecimal(phone)) return undefined;
	const { length } = main.replace(/\D/g, '');
	return length >= FEWEST_DIGITS && length <= MOST_DIGITS ? phone : undefined;
}

/** Whether it is a number that a spreadsheet or a program wrote, such as 14155550123.0. */
function isDecimal(phone: string): boolean {
	return /^\d{7,}\.\d$/.test(phone);
}
