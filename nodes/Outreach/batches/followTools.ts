import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import type { FollowTools } from './follow';

/** What a node needs to wait for a batch. */
export function followTools(context: IExecuteFunctions): FollowTools {
	const signal = context.getExecutionCancelSignal();
	return { now: Date.now, sleep, isCancelled: () => signal?.aborted ?? false };
}
