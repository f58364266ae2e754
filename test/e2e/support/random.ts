/** Numbers that look random and are the same for the same seed. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** From `least` up to, but not including, `most` (the generator "mulberry32"). */
	between(least: number, most: number): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
		return least + (((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * (most - least);
	}

	/** A whole number from `least` to `most`. */
	whole(least: number, most: number): number {
		return Math.floor(this.between(least, most + 1));
	}

	pick<T>(list: readonly T[]): T {
		return list[this.whole(0, list.length - 1)];
	}
}
