/** Measures one poll of the trigger in this process of its own, and prints the figures as JSON. */
import { join } from 'node:path';
import { CoreHost } from '../tools/core-host/host.ts';
import { measurePoll } from './trigger-poll.ts';

const [prospects, eventsEach] = process.argv.slice(2).map(Number);
const host = await CoreHost.open(join(import.meta.dirname, '..'));
const figures = await measurePoll(host, { prospects, eventsEach });
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...figures, prospects, events: prospects * eventsEach, peakMb }));
process.exit(0);
