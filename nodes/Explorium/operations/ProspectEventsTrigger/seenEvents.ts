import { EVENT_LENGTH } from '../../fingerprint';

/** A fingerprint has 16 characters of 6 bits: three numbers of 32 bits. */
const NUMBERS = 3;
const BYTES = NUMBERS * 4;
const NO_ROW = -1;
const FEWEST_ROWS = 1024;
/** So many fingerprints are read in one go, all into the same few bytes. */
const PIECE = 4096;
const bytes = Buffer.alloc(PIECE * BYTES);
const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, PIECE * NUMBERS);

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Uint8Array(128);
for (let value = 0; value < CHARACTERS.length; value += 1) {
	VALUE_OF[CHARACTERS.charCodeAt(value)] = value;
}

/** Fingerprints that share a month, joined to one text. */
export type SeenGroup = [month: string, joined: string];

/**
 * Whether a text is made of whole fingerprints, each of which can be read and written back as it is.
 *
 * @param length of one, a multiple of 4 and no more than that of an event's
 */
export function isJoined(text: string, length: number): boolean {
	if (text.length % length !== 0) return false;
	for (let start = 0; start < text.length; start += PIECE * length) {
		const piece = text.slice(start, start + PIECE * length);
		const written = bytes.write(piece, 'base64url');
		if (bytes.toString('base64url', 0, written) !== piece) return false;
	}
	return true;
}

/**
 * The events that were seen, each with the month under which it is kept, by their fingerprints. A million
 * of them take 25 MB as numbers; as texts in a `Map` they took 150 MB, and longer to read and to save.
 */
export class SeenEvents {
	/** The months by the numbers that stand for them; number 0 is for what was deleted. */
	private readonly months: string[] = [''];

	private readonly numberOf = new Map<string, number>();

	/** The fingerprints, row by row, in the order in which they came. */
	private prints = new Int32Array(0);

	/** The number of the month, by row. */
	private monthIn = new Uint32Array(0);

	/** Where to find the row of a fingerprint: at the place that its numbers say, or behind it. */
	private places = new Int32Array(0);

	private rows = 0;

	/** What was saved and has not been taken in yet. */
	private readonly waiting: Array<{ month: number; joined: string; start: number }> = [];

	/**
	 * The row behind the one that was found last, by the number of its month. Explorium mostly gives events in
	 * the order in which they were saved: then it is the one, and need not be searched all over the memory.
	 */
	private readonly nextIn: number[] = [0];

	/** The fingerprint that is looked for. */
	private readonly key = new Int32Array(NUMBERS);

	private readonly keyBytes = new Uint8Array(this.key.buffer);

	/** @param groups what `isJoined` holds of; if a fingerprint is in several, the last one counts */
	constructor(groups: SeenGroup[] = []) {
		let count = 0;
		for (const [month, joined] of groups) {
			count += joined.length / EVENT_LENGTH;
			this.waiting.push({ month: this.numberFor(month), joined, start: 0 });
		}
		this.resize(Math.max(FEWEST_ROWS, Math.ceil(count * 1.1)));
	}

	/** Takes in what was saved, and lets others have their turn meanwhile. Otherwise the first look does it. */
	async prepare(giveTurn: () => Promise<void>): Promise<void> {
		while (this.takeIn()) await giveTurn();
	}

	/**
	 * The month under which an event is kept, if it was seen.
	 *
	 * @param likely the month under which it probably is
	 */
	get(print: string, likely?: string): string | undefined {
		const guess = likely === undefined ? undefined : this.numberOf.get(likely);
		const row = this.rowOf(print, guess);
		if (row === NO_ROW) return undefined;
		const month = this.monthIn[row];
		this.nextIn[month] = row + 1;
		return this.months[month] || undefined;
	}

	set(print: string, month: string): void {
		const number = this.numberFor(month);
		const row = this.rowOf(print);
		if (row === NO_ROW) this.add(number);
		else this.monthIn[row] = number;
	}

	delete(print: string): void {
		const row = this.rowOf(print);
		if (row !== NO_ROW) this.monthIn[row] = 0;
	}

	/** The joined fingerprints of each month that is to be kept. */
	save(keep: (month: string) => boolean): Record<string, string> {
		this.finish();
		const { prints, monthIn, rows } = this;
		const counts = new Uint32Array(this.months.length);
		const inOrder: number[] = [];
		for (let row = 0; row < rows; row += 1) {
			const month = monthIn[row];
			if (month === 0) continue;
			if (counts[month] === 0) inOrder.push(month);
			counts[month] += 1;
		}
		const kept = inOrder.filter((month) => keep(this.months[month]));
		return Object.fromEntries(
			kept.map((month) => {
				const own = new Int32Array(counts[month] * NUMBERS);
				let at = 0;
				for (let row = 0; row < rows; row += 1) {
					if (monthIn[row] !== month) continue;
					const from = row * NUMBERS;
					own[at] = prints[from];
					own[at + 1] = prints[from + 1];
					own[at + 2] = prints[from + 2];
					at += NUMBERS;
				}
				return [this.months[month], Buffer.from(own.buffer).toString('base64url')];
			}),
		);
	}

	private numberFor(month: string): number {
		let number = this.numberOf.get(month);
		if (number === undefined) {
			number = this.months.push(month) - 1;
			this.numberOf.set(month, number);
			this.nextIn.push(0);
		}
		return number;
	}

	/** Takes in a piece of what was saved; says whether there was any left. */
	private takeIn(): boolean {
		const group = this.waiting[0];
		if (group === undefined) return false;
		const { month, joined, start } = group;
		group.start += PIECE * EVENT_LENGTH;
		if (group.start >= joined.length) this.waiting.shift();
		const count = bytes.write(joined.slice(start, group.start), 'base64url') / 4;
		if (start === 0) this.nextIn[month] = this.rows;
		for (let at = 0; at < count; at += NUMBERS) {
			for (let part = 0; part < NUMBERS; part += 1) this.key[part] = numbers[at + part];
			const row = this.rowOfKey();
			if (row === NO_ROW) this.add(month);
			else this.monthIn[row] = month;
		}
		return true;
	}

	private finish(): void {
		while (this.takeIn());
	}

	/** @param month number of that under which it probably is */
	private rowOf(print: string, month?: number): number {
		if (this.waiting.length > 0) this.finish();
		const { keyBytes } = this;
		for (let from = 0, to = 0; to < BYTES; from += 4, to += 3) {
			const bits =
				(VALUE_OF[print.charCodeAt(from)] << 18) |
				(VALUE_OF[print.charCodeAt(from + 1)] << 12) |
				(VALUE_OF[print.charCodeAt(from + 2)] << 6) |
				VALUE_OF[print.charCodeAt(from + 3)];
			keyBytes[to] = bits >> 16;
			keyBytes[to + 1] = bits >> 8;
			keyBytes[to + 2] = bits;
		}
		const next = month === undefined ? this.rows : this.nextIn[month];
		return next < this.rows && this.isKey(next) ? next : this.rowOfKey();
	}

	private isKey(row: number): boolean {
		const { prints, key } = this;
		const at = row * NUMBERS;
		return prints[at] === key[0] && prints[at + 1] === key[1] && prints[at + 2] === key[2];
	}

	private rowOfKey(): number {
		const { places } = this;
		const mask = places.length - 1;
		for (let place = this.key[0] & mask; ; place = (place + 1) & mask) {
			const row = places[place] - 1;
			if (row === NO_ROW || this.isKey(row)) return row;
		}
	}

	/** Adds the fingerprint that was looked for and not found. */
	private add(month: number): void {
		if (this.rows === this.monthIn.length) this.resize(this.rows * 2);
		const row = this.rows;
		this.rows += 1;
		this.prints.set(this.key, row * NUMBERS);
		this.monthIn[row] = month;
		this.place(row);
	}

	private place(row: number): void {
		const { places } = this;
		const mask = places.length - 1;
		let place = this.prints[row * NUMBERS] & mask;
		while (places[place] !== 0) place = (place + 1) & mask;
		places[place] = row + 1;
	}

	/** Makes room for so many rows. */
	private resize(most: number): void {
		const { prints, monthIn } = this;
		this.prints = new Int32Array(most * NUMBERS);
		this.prints.set(prints);
		this.monthIn = new Uint32Array(most);
		this.monthIn.set(monthIn);
		// A third of the places stays free at least, so that each row is near where it belongs.
		this.places = new Int32Array(2 ** Math.ceil(Math.log2(most * 1.5)));
		for (let row = 0; row < this.rows; row += 1) this.place(row);
	}
}
