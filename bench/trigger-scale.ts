/**
 * What one poll of the trigger takes, by how much it watches and remembers.
 *
 *     npm run build && npm run bench:trigger
 *     npm run bench:trigger -- 100000 10     one size only
 *
 * The trigger runs under n8n's poll executor, with time for all of its list in one poll. Explorium's
 * answers come from memory as bytes, so the figures are those of reading them, finding out what is new and
 * making the state to save; the network and the vendor's rate limit are left out.
 */
import { runChild } from './children.ts';
import { LARGE_POLL } from './goals.ts';
import type { PollCase } from './trigger-answers.ts';
import type { PollFigures } from './trigger-poll.ts';

const SIZES: PollCase[] = [
	{ prospects: 2_500, eventsEach: 10 },
	{ prospects: 5_000, eventsEach: 10 },
	{ prospects: 10_000, eventsEach: 10 },
	{ prospects: 10_000, eventsEach: 5 },
	{ prospects: 10_000, eventsEach: 20 },
	{ prospects: 20_000, eventsEach: 10 },
	{ prospects: 100_000, eventsEach: 10 },
];

const count = (number: number) => Math.round(number).toLocaleString('en');
const row = (cells: string[]) => console.log(`| ${cells.join(' | ')} |`);

const [prospects, eventsEach] = process.argv.slice(2).map(Number);
const sizes = prospects > 0 ? [{ prospects, eventsEach }] : SIZES;
row([
	...[
		'prospects',
		'events',
		'CPU of a poll',
		'of it the node',
		'needed by any',
		'per event',
		'longest block',
		'memory above idle',
	],
	...['state', 'per event, beside 16 B a prospect'],
]);
row(Array.from({ length: 10 }, () => '--:'));
for (const one of sizes) {
	const args = [one.prospects, one.eventsEach].map(String);
	const figures = await runChild<PollFigures>('trigger-child.ts', args);
	const { cpu, nodeCpu, leastNeeded, blockMs, aboveIdleMb, stateBytes, polls } = figures;
	const events = one.prospects * one.eventsEach;
	row([
		...[count(one.prospects), count(events)],
		`${cpu.toFixed(2)} s${polls > 1 ? ` in ${polls} polls` : ''}`,
		...[`${nodeCpu.toFixed(2)} s`, `${leastNeeded.toFixed(2)} s`],
		`${((cpu / events) * 1e6).toFixed(1)} µs`,
		...[`${count(blockMs)} ms`, `${count(aboveIdleMb)} MB`, `${count(stateBytes / 1000)} kB`],
		`${((stateBytes - 16 * one.prospects) / events).toFixed(1)} B`,
	]);
}
const { cpu, blockMs, aboveIdleMb } = LARGE_POLL;
console.log(
	`\nGoals for 100,000 prospects with 1,000,000 events: ${cpu} s, ${blockMs} ms, ${aboveIdleMb} MB.`,
);
