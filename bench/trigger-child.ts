/**
 * Measures polls of the trigger in this process of its own, and prints the figures as JSON.
 *
 *     node bench/trigger-child.ts PROSPECTS EVENTS_EACH [POLLS]
 */
import { join } from 'node:path';
import { CoreHost } from '../tools/core-host/host.ts';
import { measurePoll } from './trigger-poll.ts';

const [prospects, eventsEach, polls] = process.argv.slice(2).map(Number);
const host = await CoreHost.open(join(import.meta.dirname, '..'));
const figures = await measurePoll(host, { prospects, eventsEach }, polls);
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...figures, prospects, events: prospects * eventsEach, peakMb }));
process.exit(0);
