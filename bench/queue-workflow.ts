import type { Workflow, WorkflowFile, WorkflowNode } from '../playground/src/n8n-api.ts';

const TRIGGER = 'Explorium Prospect Events Trigger';
const WEBHOOK = 'Webhook';
/** Where the workflow takes events. */
export const PATH = 'bench-queue';

/**
 * The workflow, started by a webhook that brings the events: so many executions can be there
 * at once, where the trigger would start one for all events of a poll.
 */
export function webhookWorkflow({ nodes, connections, settings }: Workflow): WorkflowFile {
	const webhook = {
		id: 'webhook',
		name: WEBHOOK,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [-240, 0],
		parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		webhookId: PATH,
	};
	// Under the trigger's name, as the nodes after it ask for its items by that.
	const events = {
		id: 'events',
		name: TRIGGER,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [0, 0],
		parameters: { fieldToSplitOut: 'body.events', options: {} },
	};
	const others = nodes.filter(({ name }) => name !== TRIGGER);
	return {
		name: 'Bench of the queue',
		nodes: [webhook, events, ...others] as unknown as WorkflowNode[],
		connections: {
			...connections,
			[WEBHOOK]: { main: [[{ node: TRIGGER, type: 'main', index: 0 }]] },
		},
		settings,
	};
}
