import { join } from 'node:path';
import { HOST } from './ports.ts';
import { Service } from './service.ts';

const READY_WITHIN_MS = 30_000;

/** Starts the sandbox with its state in the data folder, and waits until it answers. */
export async function startSandbox(root: string, dataDir: string, port: number): Promise<Service> {
	const service = new Service({
		name: 'The sandbox',
		args: [join(root, 'sandbox/main.ts')],
		cwd: root,
		env: {
			...process.env,
			SANDBOX_HOST: HOST,
			SANDBOX_PORT: String(port),
			SANDBOX_STATE: join(dataDir, 'sandbox.json'),
		},
		logFile: join(dataDir, 'sandbox.log'),
	});
	await service.waitUntilReady(() => service.log.includes('Sandbox ready'), READY_WITHIN_MS);
	return service;
}
