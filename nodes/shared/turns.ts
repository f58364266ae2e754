import { sleep } from 'n8n-workflow';

/** How long n8n may be kept from its other work. */
const LONGEST_STRETCH_MS = 50;

/** When n8n last got a turn, as far as is known: several steps of one run, and several runs, share a stretch. */
let turnedAt = 0;

const isDue = () => Date.now() - turnedAt > LONGEST_STRETCH_MS;

/** To be called between the steps of a computation that many items make long: n8n gets a turn when it is due. */
export async function giveTurn(): Promise<void> {
	while (isDue()) {
		const last = turnedAt;
		await sleep(0);
		// Others that waited for the same turn may have begun their own stretch since then.
		if (turnedAt === last) turnedAt = Date.now();
	}
}

/** Does something with each entry of a list that may be long. n8n gets its turns in between. */
export async function eachInTurns<T>(
	all: Iterable<T>,
	work: (one: T, index: number) => unknown,
): Promise<void> {
	let index = 0;
	for (const one of all) {
		work(one, index);
		index += 1;
		if (isDue()) await giveTurn();
	}
}

/** Makes something of each entry of a list that may be long. n8n gets its turns in between. */
export async function mapInTurns<T, R>(
	all: Iterable<T>,
	make: (one: T, index: number) => R,
): Promise<R[]> {
	const made: R[] = [];
	await eachInTurns(all, (one, index) => made.push(make(one, index)));
	return made;
}
