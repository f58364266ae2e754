/**
 * n8n's durable polling: polls are tasks in the database that any main process may take, and what a
 * trigger remembers is saved together with the execution that it starts.
 *
 * Follows n8n 2.41 (packages/@n8n/config/src/configs/scheduler.config.ts).
 */
export const DURABLE_POLLING = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};
