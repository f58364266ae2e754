import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KILOBYTES_PER_MB = 1024;

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
