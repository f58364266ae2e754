import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoError } from './demo-error.ts';

/** The file in the data folder that names the process of the running demo. */
export const LOCK = 'demo.pid';

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Keeps a second demo off the same data, which would harm n8n's database. Returns the release. */
export function lockDataFolder(dataDir: string): () => void {
	const file = join(dataDir, LOCK);
	const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	if (pid > 0 && pid !== process.pid && isAlive(pid)) {
		throw new DemoError(
			`The demo is running already, as process ${pid}: end that one first. ` +
				`If it is not the demo, delete ${file}.`,
		);
	}
	mkdirSync(dataDir, { recursive: true });
	writeFileSync(file, String(process.pid));
	return () => rmSync(file, { force: true });
}
