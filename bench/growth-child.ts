/**
 * Runs one of our nodes once under n8n's core, in this process of its own, and prints what it took as
 * JSON. Arguments: the kind of node, how many prospects, the sandbox's address.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxCredentials } from '../playground/src/credentials.ts';
import { CoreHost } from '../tools/core-host/host.ts';
import type { Json } from '../tools/core-host/protocol.ts';
import { longestBlock, watchLoop, type Block, type Span } from './event-loop.ts';
import { GROWTH, type GrowthKind } from './growth-kinds.ts';

const SETTLED_MS = 50;

const [kind, prospects, sandboxUrl] = process.argv.slice(2);
const { node, task } = GROWTH[kind as GrowthKind];
const { type, credential, parameters } = node;
const name = type.slice(type.lastIndexOf('.') + 1);

const host = await CoreHost.open(join(import.meta.dirname, '..'));
const instance = host['package'].nodeTypes.getByNameAndVersion(type, 1);
const execute = instance.execute!;
const blocks: Block[] = [];
let seconds = 0;
let ran: Span = { from: 0, to: 0 };
instance.execute = async function (this: ThisParameterType<typeof execute>) {
	const from = Date.now();
	const started = performance.now();
	const output = await execute.call(this);
	seconds = (performance.now() - started) / 1000;
	ran = { from, to: Date.now() };
	return output;
};

const { type: credentialType, data } = sandboxCredentials(sandboxUrl).find(
	(one) => one.name === credential,
)!;
const items = new Function(task(Number(prospects)).items)() as Json[];
watchLoop((block) => blocks.push(block));
const started = process.cpuUsage();
const { error, output } = await host.run({
	node: name,
	parameters,
	credentials: { [credentialType]: data },
	items,
});
const { user, system } = process.cpuUsage(started);
// The last block is noted once it is over.
await sleep(SETTLED_MS);
if (error) throw new Error(error.message);
const peakMb = process.resourceUsage().maxRSS / 1024;
const put = output?.[0].length ?? 0;
console.log(
	JSON.stringify({
		items: items.length,
		seconds,
		cpu: (user + system) / 1e6,
		peakMb,
		put,
		blockedMs: longestBlock(blocks, ran),
	}),
);
process.exit(0);
