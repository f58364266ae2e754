import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DemoError } from '../demo-error.ts';

/** What queue mode runs on besides n8n. */
export interface Programs {
	/** The folder with PostgreSQL's server programs. */
	postgresBin: string;
	redisServer: string;
}

/** Where Debian and Homebrew keep each version of PostgreSQL's server, outside of the PATH. */
const DEBIAN = '/usr/lib/postgresql';
const HOMEBREW = ['/opt/homebrew/opt', '/usr/local/opt'];

const HOW_TO_INSTALL = `Queue mode needs PostgreSQL and Redis on this machine; they need not be running.
  Debian, Ubuntu:  sudo apt-get install postgresql redis-server
  macOS:           brew install postgresql@17 redis
If PostgreSQL is somewhere else, set DEMO_POSTGRES_BIN to the folder with initdb and postgres.`;

function pathFolders(): string[] {
	return (process.env.PATH ?? '').split(delimiter).filter(Boolean);
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function foldersIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

/** The newest one first. */
function byVersion(one: string, other: string): number {
	return other.localeCompare(one, 'en', { numeric: true });
}

function postgresFolders(): string[] {
	const chosen = process.env.DEMO_POSTGRES_BIN;
	// What somebody chose is not replaced by something else behind their back.
	if (chosen) return [chosen];
	const { stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
	return [
		...foldersIn(DEBIAN)
			.sort(byVersion)
			.map((version) => join(DEBIAN, version, 'bin')),
		...(stdout ? [stdout.trim()] : []),
		...HOMEBREW.flatMap((folder) =>
			foldersIn(folder)
				.filter((name) => /^postgresql(@\d+)?$/.test(name))
				.sort(byVersion)
				.map((name) => join(folder, name, 'bin')),
		),
		...pathFolders(),
	];
}

function findPostgres(): string | undefined {
	// The server is often missing where the client, and with it pg_config, is installed.
	return postgresFolders().find((folder) =>
		['initdb', 'postgres'].every((name) => isProgram(join(folder, name))),
	);
}

function findRedis(): string | undefined {
	return pathFolders()
		.map((folder) => join(folder, 'redis-server'))
		.find(isProgram);
}

/** Finds PostgreSQL and Redis, or says what to install. */
export function findPrograms(): Programs {
	const postgresBin = findPostgres();
	const redisServer = findRedis();
	if (postgresBin && redisServer) return { postgresBin, redisServer };
	const missing = [!postgresBin && 'PostgreSQL', !redisServer && 'Redis'].filter(Boolean);
	throw new DemoError(`${missing.join(' and ')} cannot be found.\n${HOW_TO_INSTALL}`);
}
