import { DURABLE_POLLING } from '../../../../playground/src/durable-polling.ts';

/**
 * After so long without a sign of life from a worker, its executions are given up. Long enough for one
 * that only has to wait for the processor, and less than the rest of the test takes.
 */
const NOTICED_WITHIN = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export const N8N_ENV = {
	...DURABLE_POLLING,
	...NOTICED_WITHIN,
	// Looks every second for polls that are due.
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};
