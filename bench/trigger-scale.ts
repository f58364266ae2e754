/**
 * What one poll of the trigger takes, by how much it watches and remembers.
 *
 *     npm run build && npm run bench:trigger
 *
 * The trigger runs under n8n's poll executor. Explorium's answers come from memory as text, so the
 * figures are those of reading them, finding out what is new and making the state to save; the network
 * is left out.
 */
import { join } from 'node:path';
import { CoreHost } from '../tools/core-host/host.ts';
import { measurePoll, type PollCase } from './trigger-poll.ts';

const CASES: PollCase[] = [
	{ prospects: 2_500, eventsEach: 10 },
	{ prospects: 5_000, eventsEach: 10 },
	{ prospects: 10_000, eventsEach: 10 },
	{ prospects: 10_000, eventsEach: 5 },
	{ prospects: 10_000, eventsEach: 20 },
	{ prospects: 20_000, eventsEach: 10 },
];

const host = await CoreHost.open(join(import.meta.dirname, '..'));
console.log(
	'| prospects | events | CPU of a poll | per event | state | per event, beside 16 B a prospect |',
);
console.log('| --: | --: | --: | --: | --: | --: |');
for (const one of CASES) {
	const { cpu, stateBytes } = await measurePoll(host, one);
	const events = one.prospects * one.eventsEach;
	const cells = [
		one.prospects.toLocaleString('en'),
		events.toLocaleString('en'),
		`${cpu.toFixed(2)} s`,
		`${((cpu / events) * 1e6).toFixed(1)} µs`,
		`${Math.round(stateBytes / 1000).toLocaleString('en')} kB`,
		`${((stateBytes - 16 * one.prospects) / events).toFixed(1)} B`,
	];
	console.log(`| ${cells.join(' | ')} |`);
}
process.exit(0);
