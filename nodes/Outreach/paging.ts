import { failed, type Failure } from '../shared/result';

/** Below this size a page is not made smaller: the trouble is not its size. */
const SMALLEST_PAGE = 50;
/** No more than the calls that Outreach allows a user in an hour. */
const MOST_PAGES = 10_000;
/** The fewest records to expect on a page, for lists that are not read to their end. */
const FEWEST_PER_PAGE = 10;
/** Pages in a row that may bring nothing new: Outreach may hide the records of a whole page. */
const BARREN_PAGES = 20;
/** Statuses of servers and proxies that a page was too much for. */
const TOO_MUCH = [413, 502, 504, 524];

const SIZE = /(^|&)page%5Bsize%5D=(\d+)/;

/** How many records a query asks for at once; nothing if it does not say. */
export function sizeIn(query: string): number | undefined {
	const size = Number(SIZE.exec(query)?.[2]);
	return size > 0 ? size : undefined;
}

/** The query with another page size. */
export function withSize(query: string, size: number): string {
	if (SIZE.test(query)) return query.replace(SIZE, `$1page%5Bsize%5D=${size}`);
	return `${query}${query === '' ? '' : '&'}page%5Bsize%5D=${size}`;
}

/**
 * Whether a call may have failed because its page was too large. A server that does not answer in time
 * is no sign of that: each smaller page would take all the time there is again.
 */
const isTooMuch = ({ status, tooLarge }: Failure): boolean =>
	tooLarge === true || TOO_MUCH.includes(status ?? 0);

/**
 * The query to go on with when a page was too much for Outreach: the same page at half its size.
 *
 * @returns nothing if the failure has another cause, or the page is small already
 */
export function halved(query: string, failure: Failure): string | undefined {
	const size = sizeIn(query) ?? 0;
	if (size <= SMALLEST_PAGE || !isTooMuch(failure)) return undefined;
	return withSize(query, Math.max(SMALLEST_PAGE, Math.floor(size / 2)));
}

/** How many pages a list with so many records may have. */
export function mostPages(limit: number): number {
	return Math.min(MOST_PAGES, Math.ceil(limit / FEWEST_PER_PAGE) + BARREN_PAGES);
}

/** Watches that a list comes to an end, whatever its links say. */
export class ListEnd {
	private readonly asked = new Set<string>();
	private barren = 0;

	/** @param most pages that the list may have */
	constructor(
		private readonly path: string,
		private readonly most: number,
	) {}

	/**
	 * Notes a page that has come.
	 *
	 * @param query that it came for
	 * @param isNew whether it brought records that were not known
	 */
	note(query: string, isNew: boolean): void {
		this.asked.add(query);
		this.barren = isNew ? 0 : this.barren + 1;
	}

	/**
	 * Looks at the link to a further page.
	 *
	 * @returns the failure to end with, if the list does not lead anywhere
	 */
	problemWith(next: string | undefined): { ok: false; failure: Failure } | undefined {
		if (next === undefined) return undefined;
		if (this.asked.has(next)) return this.failure('a page links to one that was read before');
		if (this.barren >= BARREN_PAGES) return this.failure(`${this.barren} pages hold nothing new`);
		const { size } = this.asked;
		return size >= this.most ? this.failure(`${size} pages have been read`) : undefined;
	}

	private failure(why: string) {
		return failed({
			kind: 'unreadable',
			message: `Outreach's list ${this.path} does not end: ${why}`,
			hint: 'So some records may be missing. Narrow the search down, or try again later.',
		});
	}
}
