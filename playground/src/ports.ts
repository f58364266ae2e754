import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { DemoError } from './demo-error.ts';

/** All of the demo listens here only. */
export const HOST = '127.0.0.1';

/** Above those of well-known services, below those that Linux, macOS and Windows give to connections. */
const FIRST_FREE = 15_000;
const LAST_FREE = 32_000;
const MOST_ATTEMPTS = 50;

/** By this process. */
const handedOut = new Set<number>();

function listenOnce(port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, HOST, () => server.close(() => resolve()));
	});
}

/**
 * A port that nobody uses at the moment. It is used seconds later: so it is none of those that systems
 * give to connections in between, and another one each time.
 */
export async function freePort(): Promise<number> {
	for (let attempt = 1; ; attempt++) {
		const port = randomInt(FIRST_FREE, LAST_FREE);
		if (handedOut.has(port)) continue;
		handedOut.add(port);
		try {
			await listenOnce(port);
			return port;
		} catch (error) {
			if (attempt >= MOST_ATTEMPTS) throw error;
		}
	}
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
