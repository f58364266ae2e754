import { sleep } from 'n8n-workflow';
import type { Clock } from './clock';
import type { RequestContext } from './n8nTransport';

/** The clock of a node's execution. */
export function clockOf(context: RequestContext): Clock {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return { now: Date.now, sleep, isCancelled: () => signal?.aborted ?? false };
}
