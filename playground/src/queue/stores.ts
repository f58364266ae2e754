import { join } from 'node:path';
import { freePort, HOST } from '../ports.ts';
import type { Service } from '../service.ts';
import { DATABASE, DATABASE_USER, startPostgres } from './postgres.ts';
import { findPrograms } from './programs.ts';
import { startRedis } from './redis.ts';
import { ensureSecrets, type Secrets } from './secrets.ts';

/** PostgreSQL and Redis, which the processes of one n8n share. */
export interface Stores {
	services: Service[];
	/** How an n8n process reaches them. */
	env: Record<string, string>;
	/** Name, address and data of each, for people. */
	places: string[][];
}

interface Ports {
	postgres: number;
	redis: number;
}

function settings(ports: Ports, secrets: Secrets): Record<string, string> {
	return {
		N8N_ENCRYPTION_KEY: secrets.encryptionKey,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(ports.postgres),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_PASSWORD: secrets.postgresPassword,
		// n8n's own 2 would be less than the executions that one worker runs at once.
		DB_POSTGRESDB_POOL_SIZE: '5',
		QUEUE_BULL_REDIS_HOST: HOST,
		QUEUE_BULL_REDIS_PORT: String(ports.redis),
		QUEUE_BULL_REDIS_PASSWORD: secrets.redisPassword,
	};
}

export async function stopAll(services: Service[]): Promise<void> {
	await Promise.all(services.map((service) => service.stop()));
}

/** Starts PostgreSQL and Redis on free ports, with what they held at the last start. */
export async function startStores(dataDir: string): Promise<Stores> {
	const { postgresBin: bin, redisServer: command } = findPrograms();
	const secrets = ensureSecrets(dataDir);
	const ports = { postgres: await freePort(), redis: await freePort() };
	const { postgresPassword, redisPassword } = secrets;
	const services: Service[] = [];
	try {
		const postgres = { bin, dataDir, port: ports.postgres, password: postgresPassword };
		services.push(await startPostgres(postgres));
		const redis = { command, dataDir, port: ports.redis, password: redisPassword };
		services.push(await startRedis(redis));
	} catch (error) {
		await stopAll(services);
		throw error;
	}
	return {
		services,
		env: settings(ports, secrets),
		places: [
			['PostgreSQL', `${HOST}:${ports.postgres}`, join(dataDir, 'postgres')],
			['Redis', `${HOST}:${ports.redis}`, join(dataDir, 'redis')],
		],
	};
}
