import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOST } from '../ports.ts';
import { Service } from '../service.ts';

const READY_WITHIN_MS = 30_000;

export interface RedisOptions {
	/** The program. */
	command: string;
	dataDir: string;
	port: number;
	password: string;
}

/** Starts Redis, which holds the queue of executions, and waits until it takes connections. */
export async function startRedis({
	command,
	dataDir,
	port,
	password,
}: RedisOptions): Promise<Service> {
	const folder = join(dataDir, 'redis');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const config = join(folder, 'redis.conf');
	// In a file, as every user of the machine sees the arguments of a process.
	const lines = [
		`bind ${HOST}`,
		`port ${port}`,
		`requirepass ${password}`,
		'daemonize no',
		// What waits in the queue is still there after a restart.
		'appendonly yes',
		'save ""',
	];
	writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o600 });
	const service = new Service({
		name: 'Redis',
		command,
		args: [config],
		cwd: folder,
		env: process.env,
		logFile: join(dataDir, 'redis.log'),
		// n8n still needs it when Ctrl-C has told all processes of the terminal to end.
		detached: true,
	});
	await service.waitUntilReady(
		() => service.log.includes('Ready to accept connections'),
		READY_WITHIN_MS,
	);
	return service;
}
