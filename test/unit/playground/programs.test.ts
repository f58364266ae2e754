import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrograms } from '../../../playground/src/queue/programs.ts';

const before = { ...process.env };
let folder: string;

function install(...names: string[]): void {
	for (const name of names) writeFileSync(join(folder, name), '', { mode: 0o755 });
}

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'programs-'));
	process.env.PATH = folder;
	process.env.DEMO_POSTGRES_BIN = folder;
});

afterEach(() => {
	process.env = { ...before };
	rmSync(folder, { recursive: true });
});

describe('the programs of queue mode', () => {
	it('are found', () => {
		install('initdb', 'postgres', 'redis-server');
		expect(findPrograms()).toEqual({
			postgresBin: folder,
			redisServer: join(folder, 'redis-server'),
		});
	});

	it.each([
		['PostgreSQL and Redis', []],
		['Redis', ['initdb', 'postgres']],
		['PostgreSQL', ['redis-server']],
		// What a client alone brings.
		['PostgreSQL', ['redis-server', 'postgres']],
	])('are asked for when they are missing: %s', (missing, present) => {
		install(...present);
		expect(findPrograms).toThrow(new RegExp(`^${missing} cannot be found\\.`));
		expect(findPrograms).toThrow('apt-get install postgresql redis-server');
		expect(findPrograms).toThrow('brew install');
	});
});
