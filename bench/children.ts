import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a script of the bench in a process of its own and reads the JSON it prints last. */
export async function runChild<T>(script: string, args: string[]): Promise<T> {
	const file = join(import.meta.dirname, script);
	const { stdout } = await run(process.execPath, ['--no-warnings', file, ...args]);
	return JSON.parse(stdout.trim().split('\n').at(-1)!) as T;
}
