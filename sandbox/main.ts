import { localAddress } from './local-address.ts';
import { sceneNamed } from './scenes.ts';
import { buildServer } from './server.ts';

const { env } = process;
const port = Number(env.SANDBOX_PORT ?? 4010);
const host = env.SANDBOX_HOST ?? '127.0.0.1';

/** Starts the sandbox with the settings of the environment. */
async function main(): Promise<void> {
	const { app, sandbox } = await buildServer({
		...(env.SANDBOX_STATE ? { statePath: env.SANDBOX_STATE } : {}),
		...(env.SANDBOX_RECORD ? { recordPath: env.SANDBOX_RECORD } : {}),
		...(env.SANDBOX_SCENE ? { scene: sceneNamed(env.SANDBOX_SCENE) } : {}),
		...(env.SANDBOX_N8N_URL ? { n8nUrl: localAddress(env.SANDBOX_N8N_URL) } : {}),
		latencyMs: Number(env.SANDBOX_LATENCY_MS ?? 0),
	});
	const stop = (): void => {
		sandbox.writer.flush();
		process.exit(0);
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
	// Started with a channel to its parent (tests do so), it never outlives that process.
	process.once('disconnect', stop);
	await app.listen({ port, host });
	const address = app.server.address();
	const actualPort = typeof address === 'object' && address !== null ? address.port : port;
	console.log(`Sandbox ready on http://${host}:${actualPort}`);
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE';
	console.error(
		taken
			? `Port ${port} is in use. Stop what uses it, or choose another one with SANDBOX_PORT.`
			: `The sandbox cannot start: ${error.message}`,
	);
	process.exit(1);
});
