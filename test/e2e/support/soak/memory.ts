import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KILOBYTES_PER_MB = 1024;
const BYTES_PER_MB = 1024 * 1024;
const PROBE = join(__dirname, 'heap-probe.cjs');

/** What two processes held at one moment, in MB. */
export interface Sample {
	/** Since the begin, in seconds. */
	at: number;
	n8n: number;
	sandbox: number;
}

/** The memory that a process holds (its resident set), in MB. */
export async function memoryOf(pid: number): Promise<number> {
	const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
	return Number(stdout.trim()) / KILOBYTES_PER_MB;
}

/** Settings with which n8n writes its heap to this file. */
export const probesHeap = (file: string): Record<string, string> => ({
	NODE_OPTIONS: `--require=${PROBE}`,
	SOAK_HEAP_FILE: file,
});

/** What n8n's heap held after each collection since then, in MB. */
export function heapSince(file: string, begin: number): number[] {
	return readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => line.split(' ').map(Number))
		.filter(([at]) => at >= begin)
		.map(([, bytes]) => bytes / BYTES_PER_MB);
}
