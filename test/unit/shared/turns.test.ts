/** n8n gets a turn between pieces of work that are long together, also where several wait for it. */
import { concurrently } from '../../../nodes/shared/concurrently';
import { giveTurn } from '../../../nodes/shared/turns';

/** Longer than n8n may be kept from its other work. */
const LONG_MS = 60;

function work(): void {
	const end = performance.now() + LONG_MS;
	while (performance.now() < end);
}

/** Runs something, and notes what it does and the turns that the event loop gets: a dash for some of them. */
async function amongTurns(
	run: (note: (what: string) => void) => Promise<unknown>,
): Promise<string> {
	const seen: string[] = [];
	let isOver = false;
	const turn = () => {
		if (seen.at(-1) !== '-') seen.push('-');
		if (!isOver) setTimeout(turn, 0);
	};
	turn();
	await run((what) => {
		seen.push(what);
		work();
	});
	isOver = true;
	return seen.join('');
}

it('those that wait for a turn do not use one up together', async () => {
	const seen = await amongTurns(async (note) => {
		const steps = ['a', 'b', 'c'].map(async (name) => {
			await giveTurn();
			note(name);
		});
		await Promise.all(steps);
	});
	expect(seen.replaceAll('-', '')).toHaveLength(3);
	expect(seen).not.toMatch(/\w\w/);
});

it('what begins at the same time begins in turns where that is long', async () => {
	const seen = await amongTurns(async (note) => {
		await concurrently(['a', 'b', 'c'], 3, async (name) => note(name));
	});
	expect(seen.replaceAll('-', '')).toHaveLength(3);
	expect(seen).not.toMatch(/\w\w/);
});

it('nothing is begun after a turn in which another one failed', async () => {
	const begun: string[] = [];
	const all = concurrently(['a', 'b', 'c'], 3, async (name) => {
		begun.push(name);
		work();
		throw new Error(name);
	});
	await expect(all).rejects.toThrow();
	await new Promise((done) => setTimeout(done, 20));
	expect(begun).toHaveLength(1);
});
