import { badInput, success, type Result } from './result';
import { printValue } from './valueText';

/** What a list parameter may hold. */
export interface ListRule {
	/** The field's label in the form. */
	field: string;
	/** What each entry has to be, to be put after "must be". */
	allowed: string;
	/** The entry as it is sent, or `undefined` if it is not allowed. */
	read: (entry: string) => string | undefined;
}

function* entries(value: unknown): Generator<unknown> {
	if (Array.isArray(value)) for (const entry of value) yield* entries(entry);
	else if (typeof value === 'string' && /[,;\s]/.test(value.trim())) {
		yield* value.split(/[,;\s]+/).filter((entry) => entry !== '');
	} else yield value;
}

/**
 * Reads a parameter that names one or several records: a single value, a list, or text in which they
 * are separated by commas, semicolons or white space.
 *
 * @returns the entries, trimmed, each once, in their order; a failure that names the field and the
 * entry if the list is empty, or holds something empty or not allowed
 */
export function readList(value: unknown, { field, allowed, read }: ListRule): Result<string[]> {
	const list = new Set<string>();
	for (const entry of entries(value)) {
		const isText = typeof entry === 'string' || typeof entry === 'number';
		const text = isText ? String(entry).trim() : '';
		const accepted = text === '' ? undefined : read(text);
		if (accepted === undefined) {
			if (text === '' && (isText || entry === null || entry === undefined)) {
				return emptyList(field, allowed);
			}
			return badInput(`"${field}" holds ${printValue(entry)}, but each entry must be ${allowed}`);
		}
		list.add(accepted);
	}
	return list.size > 0 ? success([...list]) : emptyList(field, allowed);
}

function emptyList(field: string, allowed: string) {
	return badInput(
		`"${field}" is empty or has an empty entry`,
		`Give at least one, and make sure that each is ${allowed}. An expression that finds nothing gives an empty value.`,
	);
}

/** Reads an e-mail address, in lower case, or nothing if it is none. */
export function readEmail(entry: string): string | undefined {
	return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(entry) ? entry.toLowerCase() : undefined;
}
