import { isObject } from '../../shared/answers';
import type { RecordType } from '../recordTypes';

/** Whom or what a record is about, as people know it. What is not known is left out. */
export interface Shown {
	name?: string;
	email?: string;
	domain?: string;
}

const textOf = (value: unknown) =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The first of some values that is a text. */
const firstText = (...values: unknown[]) => values.map(textOf).find((text) => text !== undefined);

const joined = (...parts: unknown[]) =>
	textOf(parts.flatMap((part) => textOf(part) ?? []).join(' '));

/**
 * Whom an item or a record of Outreach is about, by the names that people give such fields.
 *
 * @param kind an account has a name and a domain; where the fields are about a person, the name is theirs
 */
export function shownIn(fields: unknown, kind: RecordType['name']): Shown {
	if (!isObject(fields)) return {};
	const { name, email, emails, domain, full_name: fullName } = fields;
	const address = firstText(email, ...[emails].flat().slice(0, 1));
	const spelled =
		joined(fields.first_name, fields.last_name) ?? joined(fields.firstName, fields.lastName);
	const person = firstText(fullName, spelled);
	if (kind === 'prospect') return shown({ name: textOf(name) ?? person, email: address });
	const isPerson = address !== undefined || person !== undefined;
	return shown({ name: isPerson ? undefined : textOf(name), domain: textOf(domain) });
}

/**
 * What an item and a look-up tell of one record together. An item with another address is about somebody
 * else. Where only the spelling of the address differs, the item's counts.
 */
export function shownTogether(told: Shown, known: Shown = {}): Shown {
	const isOther = (one?: string, other?: string) =>
		one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();
	if (isOther(told.email, known.email) || isOther(told.domain, known.domain)) return known;
	const { email = known.email, domain = known.domain } = told;
	return shown({ name: known.name ?? told.name, email, domain });
}

/** Without what is not known. */
function shown({ name, email, domain }: Shown): Shown {
	return {
		...(name !== undefined && { name }),
		...(email !== undefined && { email }),
		...(domain !== undefined && { domain }),
	};
}
