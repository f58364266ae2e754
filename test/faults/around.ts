import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { core, service } from '../../tools/core-host/n8n.ts';

/** What surrounds the code of one cell. */
interface Around {
	/** How far ahead the clock is that the nodes see. */
	aheadMs: number;
	/** What was written to n8n's log. */
	log: string[];
}

const cells = new AsyncLocalStorage<Around>();
const realNow = Date.now;

type Logger = Record<'debug' | 'info' | 'warn' | 'error', (...texts: unknown[]) => void>;

/** Gives every cell a clock and a log of its own. Once per process, before a package is loaded. */
export function surroundCells(): void {
	Date.now = () => realNow() + (cells.getStore()?.aheadMs ?? 0);
	const requireFromCore = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
	const { Logger } = requireFromCore('@n8n/backend-common') as { Logger: new () => Logger };
	const logger = service<Logger>(Logger);
	for (const level of ['debug', 'info', 'warn', 'error'] as const) {
		logger[level] = (...texts) => {
			cells.getStore()?.log.push(JSON.stringify(texts));
		};
	}
	if (core === undefined) throw new Error('n8n-core is not loaded.');
}

/** Runs the code of one cell. */
export async function inCell<T>(work: (around: Around) => Promise<T>): Promise<T> {
	const around: Around = { aheadMs: 0, log: [] };
	return await cells.run(around, async () => await work(around));
}
