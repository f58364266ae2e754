import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nFolder, startN8n } from '../playground/src/n8n.ts';
import { installPackage } from '../playground/src/package-install.ts';
import { freePort, HOST } from '../playground/src/ports.ts';
import { runChild } from './children.ts';
import { peakMemory, processorTime } from './processes.ts';

const ROUNDS = 5;
const LOADS = 9;
const LOOK_EVERY_MS = 5;

export interface Start {
	/** Until `/healthz` answers, in seconds. */
	seconds: number;
	/** Processor time until n8n says that it is ready, in seconds. */
	cpu: number;
	peakMb: number;
}

/** What loading the package's files takes by itself. */
export interface PackageLoad {
	/** Processor time, in milliseconds. */
	cpuMs: number;
	files: number;
}

export interface StartupResult {
	with: Start[];
	without: Start[];
	loads: PackageLoad[];
}

async function untilHealthy(port: number, isOver: () => boolean): Promise<number> {
	for (;;) {
		try {
			const answer = await fetch(`http://${HOST}:${port}/healthz`);
			await answer.arrayBuffer();
			if (answer.ok) return performance.now();
		} catch {
			// It does not listen yet.
		}
		if (isOver()) throw new Error('n8n did not start');
		await sleep(LOOK_EVERY_MS);
	}
}

async function startOnce(root: string, dataDir: string): Promise<Start> {
	const port = await freePort();
	const started = performance.now();
	let failed = false;
	const starting = startN8n(root, dataDir, port);
	starting.catch(() => (failed = true));
	const healthy = await untilHealthy(port, () => failed);
	const service = await starting;
	const pid = service.pid!;
	const start = {
		seconds: (healthy - started) / 1000,
		cpu: processorTime(pid),
		peakMb: peakMemory(pid),
	};
	await service.stop();
	return start;
}

/** Starts n8n with and without the package, in turns, and loads the package by itself. */
export async function measureStartup(
	root: string,
	dataDir: string,
	mostRounds: number,
	say: (text: string) => void,
): Promise<StartupResult> {
	const folders = { with: join(dataDir, 'start-with'), without: join(dataDir, 'start-without') };
	for (const folder of Object.values(folders)) mkdirSync(n8nFolder(folder), { recursive: true });
	await installPackage(root, n8nFolder(folders.with));
	// The first start creates the database.
	for (const folder of Object.values(folders)) await startOnce(root, folder);
	const result: StartupResult = { with: [], without: [], loads: [] };
	for (let round = 0; round < Math.min(ROUNDS, mostRounds); round += 1) {
		// Whoever goes first in one round goes second in the next.
		const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
		for (const which of order) {
			const start = await startOnce(root, folders[which]);
			result[which].push(start);
			say(`start ${which} the package: ${start.seconds.toFixed(2)} s`);
		}
	}
	for (let load = 0; load < LOADS; load += 1) {
		result.loads.push(await runChild<PackageLoad>('load-child.ts', []));
	}
	return result;
}
