import type { Result } from '../result';
import { readText, refuse } from './text';

/** Longer text would not fit into an address, and nobody has it as a name. */
const LONGEST_SEARCH = 500;

/** Reads a text to search for. */
export function readSearchText(value: unknown, field: string): Result<string> {
	const text = readText(value, {
		field,
		ifEmpty: 'Give some text to search for, or choose another way to search.',
	});
	if (!text.ok || text.value.length <= LONGEST_SEARCH) return text;
	return refuse(field, value, `text of at most ${LONGEST_SEARCH} characters`);
}
