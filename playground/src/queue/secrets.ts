import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the processes of one n8n share, and what stays the same over its starts. */
export interface Secrets {
	/** Credentials are saved encrypted with it, and a worker has to read them. */
	encryptionKey: string;
	postgresPassword: string;
	redisPassword: string;
}

const BYTES = 24;

/** Makes the secrets at the first start and finds them again at the next ones. */
export function ensureSecrets(dataDir: string): Secrets {
	const file = join(dataDir, 'secrets.json');
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
	const secret = (): string => randomBytes(BYTES).toString('hex');
	const secrets = {
		encryptionKey: secret(),
		postgresPassword: secret(),
		redisPassword: secret(),
	};
	writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
	return secrets;
}
