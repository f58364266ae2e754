import { isObject } from '../shared/answers';

/** The most choices that are remembered from one part of a list to the next. */
const MOST_REMEMBERED = 2_000;

/** Where a list in the editor goes on, as n8n keeps it. */
export interface Place {
	/** The query of the next page. */
	query: string;
	/** The IDs of the records that have come, so that none comes again. */
	known: string[];
}

/**
 * Reads where a list goes on.
 *
 * @param token what n8n gives back; anything but a place means the start
 * @param first the query of the first page
 */
export function readPlace(token: string | undefined, first: string): Place {
	const start: Place = { query: first, known: [] };
	if (token === undefined) return start;
	try {
		const place: unknown = JSON.parse(token);
		if (!isObject(place) || typeof place.query !== 'string') return start;
		return { query: place.query, known: Array.isArray(place.known) ? place.known.map(String) : [] };
	} catch {
		return start;
	}
}

/** The records of a list in the editor, each of them once. */
export class ShownChoices {
	private readonly known: Set<string>;
	private readonly before: number;

	constructor({ known }: Place) {
		this.known = new Set(known);
		this.before = this.known.size;
	}

	/** Those records of a page that have not come before. */
	news<R extends { id: number | string }>(records: R[]): R[] {
		return records.filter(({ id }) => {
			const isNew = !this.known.has(String(id));
			this.known.add(String(id));
			return isNew;
		});
	}

	/**
	 * Where to go on; nothing where the list ends, or brought nothing new: it would go on like that.
	 *
	 * @param next the query of the next page
	 */
	placeAt(next: string | undefined): string | undefined {
		if (next === undefined || this.known.size === this.before) return undefined;
		const place: Place = { query: next, known: [...this.known].slice(-MOST_REMEMBERED) };
		return JSON.stringify(place);
	}
}
