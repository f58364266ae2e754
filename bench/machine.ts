import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/** The machine as far as it matters, without its name. */
export function describeMachine(root: string): string {
	const { version: n8n } = JSON.parse(
		readFileSync(`${root}/playground/node_modules/n8n/package.json`, 'utf8'),
	) as { version: string };
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${cpus().length} cores, ${memory} GB of memory, ${platform()} ${arch()}, Node.js ${process.versions.node}, n8n ${n8n}`;
}

/** How many processes wanted a core in the last minute, on average. */
export const load = () => loadavg()[0];
