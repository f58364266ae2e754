import { join } from 'node:path';
import { HOST } from './ports.ts';
import { Service } from './service.ts';

const READY_WITHIN_MS = 30_000;

/**
 * Starts the sandbox with its state in the data folder, and waits until it answers.
 *
 * @param n8nUrl The n8n that is going to work with it, for the page to link to.
 * @param scene What is going on there at the first start, and after each "Start over".
 */
export async function startSandbox(
	root: string,
	dataDir: string,
	port: number,
	n8nUrl: string,
	scene?: string,
): Promise<Service> {
	const service = new Service({
		name: 'The sandbox',
		args: [join(root, 'sandbox/main.ts')],
		cwd: root,
		env: {
			...process.env,
			SANDBOX_HOST: HOST,
			SANDBOX_PORT: String(port),
			SANDBOX_STATE: join(dataDir, 'sandbox.json'),
			SANDBOX_N8N_URL: n8nUrl,
			...(scene !== undefined && { SANDBOX_SCENE: scene }),
		},
		logFile: join(dataDir, 'sandbox.log'),
	});
	await service.waitUntilReady(() => service.log.includes('Sandbox ready'), READY_WITHIN_MS);
	return service;
}
