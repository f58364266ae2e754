import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
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

/** What n8n is started with, in words. */
export const STARTED = {
	without: 'without the package',
	other: 'with a package of one small node',
	with: 'with the package',
} as const;

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
	/** With a package of one small node in its place: what n8n takes for any package. */
	other: Start[];
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

/** A package of one small node. */
function otherPackage(dataDir: string): string {
	const folder = join(dataDir, 'other-package');
	mkdirSync(join(folder, 'dist'), { recursive: true });
	const node = 'OneCallPerItem.node.js';
	cpSync(join(import.meta.dirname, 'official-style', node), join(folder, 'dist', node));
	const manifest = {
		name: 'n8n-nodes-one-call-per-item',
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		files: ['dist'],
		n8n: { n8nNodesApiVersion: 1, nodes: [`dist/${node}`] },
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

/** Starts n8n with the package, without it and with another one, in turns, and loads the package by itself. */
export async function measureStartup(
	root: string,
	dataDir: string,
	mostRounds: number,
	say: (text: string) => void,
): Promise<StartupResult> {
	const folders = {
		with: join(dataDir, 'start-with'),
		without: join(dataDir, 'start-without'),
		other: join(dataDir, 'start-other'),
	};
	for (const folder of Object.values(folders)) mkdirSync(n8nFolder(folder), { recursive: true });
	await installPackage(root, n8nFolder(folders.with));
	await installPackage(otherPackage(dataDir), n8nFolder(folders.other));
	// The first start creates the database.
	for (const folder of Object.values(folders)) await startOnce(root, folder);
	const result: StartupResult = { with: [], without: [], other: [], loads: [] };
	for (let round = 0; round < Math.min(ROUNDS, mostRounds); round += 1) {
		// Whoever goes first in one round goes last in the next.
		const turns = ['with', 'other', 'without'] as const;
		const order = round % 2 === 0 ? turns : [...turns].reverse();
		for (const which of order) {
			const start = await startOnce(root, folders[which]);
			result[which].push(start);
			say(`start ${STARTED[which]}: ${start.seconds.toFixed(2)} s`);
		}
	}
	for (let load = 0; load < LOADS; load += 1) {
		result.loads.push(await runChild<PackageLoad>('load-child.ts', []));
	}
	return result;
}
