import { isObject, objectIn, textIn } from '../../shared/answers';
import { comparableName } from '../../shared/read/characters';
import type { ProspectQuery } from '../records';

/** Whom a row is about by its own word: the fields in its `input`, as they are compared. */
type Named = Map<string, string>;

const lower = (text: string) => text.trim().toLowerCase();

/** How a field is compared: vendors may write the same value in another form. */
const COMPARABLE: Record<keyof ProspectQuery, (text: string) => string> = {
	email: lower,
	linkedin: (text) =>
		lower(text)
			.replace(/^https?:\/\//, '')
			.replace(/^.*?linkedin\./, '')
			.replace(/[?#].*$/, '')
			.replace(/\/+$/, ''),
	phone_number: (text) => text.replace(/\D/g, ''),
	full_name: comparableName,
	company_name: comparableName,
	business_id: lower,
};

/**
 * How well a row names a person: by the same fields with the same values, or at least by equal values in
 * all fields that both have. Nothing if it names somebody else.
 */
type Fit = 'exact' | 'likely' | undefined;

/**
 * Finds the row of each person. Rows that say whom they are about (`input`) go to that person, each once;
 * the others go by their place.
 *
 * @param rows as many as there are people
 * @returns the row of each person; nothing where it is not known which row it is
 */
export function assignRows(
	rows: unknown[],
	people: ProspectQuery[],
): Array<{ row: unknown } | undefined> {
	const named = rows.map(namedBy);
	const asked = people.map(fieldsOf);
	const placeOf: Array<number | undefined> = people.map(() => undefined);
	const taken = new Set<number>();
	const take = (person: number, place: number) => {
		placeOf[person] = place;
		taken.add(place);
	};
	for (const fit of ['exact', 'likely'] as const) {
		const fits = (person: number, place: number) =>
			!taken.has(place) && fitOf(named[place], asked[person]) === fit;
		const open = () => people.flatMap((_, person) => (placeOf[person] === undefined ? person : []));
		for (const person of open()) if (fits(person, person)) take(person, person);
		for (const person of open()) {
			const place = rows.findIndex((_, at) => fits(person, at));
			if (place >= 0) take(person, place);
		}
	}
	const open = people.flatMap((_, person) => (placeOf[person] === undefined ? person : []));
	for (const person of open) if (named[person] === undefined) take(person, person);
	// All rows left over are `null`: whichever is whose, nobody was found.
	const left = rows.filter((_, place) => !taken.has(place));
	const isNobodyLeft = left.every((row) => row === null);
	return placeOf.map((place) => {
		if (place !== undefined) return { row: rows[place] };
		return isNobodyLeft ? { row: null } : undefined;
	});
}

/** The person that a row names; nothing if it names nobody. */
function namedBy(row: unknown): Named | undefined {
	if (!isObject(row)) return undefined;
	const input = objectIn(row.input);
	const named = input === undefined ? new Map<string, string>() : fieldsOf(input);
	return named.size > 0 ? named : undefined;
}

function fieldsOf(person: object): Named {
	const fields: Named = new Map();
	for (const [name, value] of Object.entries(person)) {
		const text = textIn(value);
		const comparable = COMPARABLE[name as keyof ProspectQuery] as
			((text: string) => string) | undefined;
		if (text !== undefined && comparable !== undefined) fields.set(name, comparable(text));
	}
	return fields;
}

function fitOf(named: Named | undefined, asked: Named): Fit {
	if (named === undefined) return undefined;
	let shared = 0;
	for (const [name, value] of named) {
		const wanted = asked.get(name);
		if (wanted === undefined) continue;
		if (wanted !== value) return undefined;
		shared += 1;
	}
	if (shared === 0) return undefined;
	return shared === named.size && shared === asked.size ? 'exact' : 'likely';
}
