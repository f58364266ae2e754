/**
 * Loaded into n8n's process before n8n. Writes each block of the event loop into the file that the
 * environment names, one line of JSON each.
 */
import { appendFileSync } from 'node:fs';
import { watchLoop } from './event-loop.ts';

const file = process.env.BENCH_BLOCKS_FILE;
if (file !== undefined) watchLoop((block) => appendFileSync(file, `${JSON.stringify(block)}\n`));
