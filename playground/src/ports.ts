import { createServer } from 'node:net';
import { DemoError } from './demo-error.ts';

/** All of the demo listens here only. */
export const HOST = '127.0.0.1';

function listenOnce(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, HOST, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}

/** A port that nobody uses at the moment. */
export function freePort(): Promise<number> {
	return listenOnce(0);
}

/** The port that an environment variable names, or the default. */
export function portFrom(variable: string, fallback: number): number {
	const text = process.env[variable];
	if (!text) return fallback;
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new DemoError(`${variable} must be a port number from 1 to 65535, not "${text}".`);
	}
	return port;
}

/** Throws a message that says which variable to set if somebody else has the port. */
export async function requireFreePort(port: number, what: string, variable: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason = code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${code})`;
		throw new DemoError(
			`Port ${port}, where ${what} is to listen, ${reason}. ` +
				`Choose another one: ${variable}=${port + 1} npm run demo`,
		);
	}
}
