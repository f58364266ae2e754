import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoError } from '../demo-error.ts';
import { HOST } from '../ports.ts';
import { Service } from '../service.ts';
import { postgresUser, type SystemUser } from './postgres-user.ts';

const READY_WITHIN_MS = 60_000;
/** The database that every new PostgreSQL has. */
export const DATABASE = 'postgres';
export const DATABASE_USER = 'n8n';

export interface PostgresOptions {
	/** The folder with the programs. */
	bin: string;
	dataDir: string;
	port: number;
	password: string;
}

/** The language of messages is fixed: the log is read here. */
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: 'C', LANG: 'C' });

/** Makes a new database, once. */
function initialize(options: PostgresOptions, data: string, user?: SystemUser): void {
	const { bin, dataDir, password } = options;
	const passwordFile = join(data, '..', 'postgres-password');
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user) {
		for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
		// Enough for its user to get through to its own folder, and for nobody to look around.
		chmodSync(dataDir, 0o711);
	}
	const { status, stdout, stderr, error } = spawnSync(
		join(bin, 'initdb'),
		[
			`--pgdata=${data}`,
			`--username=${DATABASE_USER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C',
		],
		{ cwd: '/', env: environment(), encoding: 'utf8', ...user },
	);
	rmSync(passwordFile, { force: true });
	if (status === 0) return;
	// Half a database would be taken for a whole one at the next start.
	rmSync(data, { recursive: true, force: true });
	const said = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim();
	const advice = user
		? '\nIt runs as the user postgres, who must be able to enter each folder on the way there.'
		: '';
	throw new DemoError(`PostgreSQL could not make a database in ${data}:\n${said}${advice}`);
}

/** Starts PostgreSQL with its data in the data folder, and waits until it takes connections. */
export async function startPostgres(options: PostgresOptions): Promise<Service> {
	const { bin, dataDir, port } = options;
	const user = postgresUser();
	const data = join(dataDir, 'postgres');
	if (!existsSync(join(data, 'PG_VERSION'))) initialize(options, data, user);
	const settings = {
		listen_addresses: HOST,
		port: String(port),
		// All come over TCP, and the path of a socket must not be longer than some 100 characters.
		unix_socket_directories: '',
	};
	const service = new Service({
		name: 'PostgreSQL',
		command: join(bin, 'postgres'),
		args: [
			'-D',
			data,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		cwd: '/',
		env: environment(),
		logFile: join(dataDir, 'postgres.log'),
		user,
		// With SIGTERM it would wait until the last client is gone.
		stopSignal: 'SIGINT',
		detached: true,
	});
	await service.waitUntilReady(
		() => service.log.includes('database system is ready to accept connections'),
		READY_WITHIN_MS,
	);
	return service;
}
