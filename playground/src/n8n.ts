import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DemoError } from './demo-error.ts';
import { freePort, HOST } from './ports.ts';
import { Service } from './service.ts';

/** The first start creates the database, which takes slow machines a while. */
const READY_WITHIN_MS = 180_000;

/** Settings of another n8n on this machine, or of a test runner, are not meant for this one. */
const FOREIGN = /^(N8N|DB|EXECUTIONS|QUEUE|CREDENTIALS|NODES|WEBHOOK|GENERIC|JEST|NODE|npm)_/i;

export interface N8nOptions {
	/** The repository. */
	root: string;
	/** What is kept between two starts. */
	dataDir: string;
	port: number;
	/** Folder that an n8n is installed in; the playground's own by default. */
	install?: string;
	/** Further settings of n8n. */
	env?: Record<string, string>;
	/** Named in messages, if there is more than one. */
	name?: string;
	/** Which of n8n's commands runs, if not the one of the main process. */
	command?: string[];
}

async function environment({ root, dataDir, port, env }: N8nOptions): Promise<NodeJS.ProcessEnv> {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	return {
		...Object.fromEntries(own),
		NODE_ENV: 'production',
		// Spares the next start to compile all of n8n again.
		NODE_COMPILE_CACHE: join(root, 'playground/node_modules/.cache/n8n'),
		NO_PROXY: [process.env.NO_PROXY, HOST, 'localhost'].filter(Boolean).join(','),
		N8N_USER_FOLDER: dataDir,
		N8N_HOST: HOST,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: HOST,
		N8N_EDITOR_BASE_URL: `http://${HOST}:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		// Plain http on this machine only: a browser would not send a secure cookie.
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'info',
		// The demo works without a network, and tells nobody that it runs.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		// This package is not verified by n8n, and newer versions of n8n load such packages only so.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		...env,
	};
}

/** n8n keeps all it has in this folder of the data folder. */
export function n8nFolder(dataDir: string): string {
	return join(dataDir, '.n8n');
}

/** Starts the pinned n8n, without waiting for more than the process. */
export async function launchN8n(options: N8nOptions): Promise<Service> {
	const { root, dataDir, install = join(root, 'playground') } = options;
	const { name = 'n8n', command = ['start'] } = options;
	mkdirSync(n8nFolder(dataDir), { recursive: true, mode: 0o700 });
	return new Service({
		name,
		args: [join(install, 'node_modules/n8n/bin/n8n'), ...command],
		cwd: dataDir,
		env: await environment(options),
		logFile: join(dataDir, 'n8n.log'),
	});
}

/** Waits until n8n does its work; an n8n that cannot start is ended. */
export async function n8nReady(
	service: Service,
	// The log line comes last, after the published workflows have been activated.
	isReady = (): Promise<boolean> | boolean => service.log.includes('Editor is now accessible'),
): Promise<void> {
	await service.waitUntilReady(isReady, READY_WITHIN_MS);
	// n8n goes on without a package that it cannot load, and says so in its log only.
	const [, reason] = /Failed to load package.*\n(.*)/.exec(service.log) ?? [];
	if (reason === undefined) return;
	await service.stop();
	throw new DemoError(`n8n could not load the package: ${reason}`);
}

/** Starts the pinned n8n and waits until its editor and its API answer. */
export async function startN8n(root: string, dataDir: string, port: number): Promise<Service> {
	const service = await launchN8n({ root, dataDir, port });
	await n8nReady(service);
	return service;
}
