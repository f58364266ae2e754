/** A part of a list, the same for the same seed, in an order of its own. */
export function shareOf<T>(list: T[], share: number, seed: number): T[] {
	const random = generator(seed);
	const keyed = list.map((one) => [random(), one] as const);
	keyed.sort(([one], [other]) => one - other);
	return keyed.slice(0, Math.ceil(list.length * share)).map(([, one]) => one);
}

/** Numbers from 0 up to 1: mulberry32. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
