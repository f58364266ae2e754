import type { N8nApi, Workflow, WorkflowNode } from '../../../../playground/src/n8n-api.ts';
import type { Setting } from './engines';

export const TRIGGER = 'Explorium Prospect Events Trigger';
const TELL = 'Tell the Receiver';
/** As long as the ids that n8n makes itself. */
const ID = 'killWorkflow0001';

/** What follows the trigger: the receiver is told about every event, one by one. */
export function tellReceiver(
	trigger: WorkflowNode,
	receiverUrl: string,
): Pick<Workflow, 'nodes' | 'connections'> {
	const tell = {
		id: 'tell',
		name: TELL,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [200, 0],
		parameters: {
			method: 'POST',
			url: receiverUrl,
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'event_id', value: '={{ $json.event_id }}' }] },
			options: { batching: { batch: { batchSize: 1, batchInterval: 0 } } },
		},
	} as WorkflowNode;
	return {
		nodes: [trigger, tell],
		connections: { [trigger.name]: { main: [[{ node: TELL, type: 'main', index: 0 }]] } },
	};
}

/** Whether the trigger waits for a confirmation that n8n has saved what it handed over. */
export async function isUnconfirmed(api: N8nApi, workflowId: string): Promise<boolean> {
	const { staticData } = (await api.findWorkflow(workflowId)) ?? {};
	const memory = (staticData as Record<string, { unconfirmed?: object | null }> | undefined)?.[
		`node:${TRIGGER}`
	];
	return Object.keys(memory?.unconfirmed ?? {}).length > 0;
}

/** A workflow that tells the receiver about every event, one by one. */
export async function publishWorkflow(
	api: N8nApi,
	{ engine, delivery }: Setting,
	receiverUrl: string,
): Promise<Workflow> {
	const credentials = await api.listCredentials();
	const { id, name } = credentials.find(({ type }) => type === 'exploriumApi') ?? {};
	const trigger = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-prospect-events.exploriumProspectEventsTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			pollTimes: { item: engine.pollTimes },
			eventTypes: ['prospect_changed_company', 'prospect_changed_role'],
			source: 'enrollments',
			options: { minutesBetweenSweeps: 0, delivery },
		},
		credentials: { exploriumApi: { id, name } },
	} as WorkflowNode;
	const { nodes, connections } = tellReceiver(trigger, receiverUrl);
	const workflow = await api.createWorkflow(ID, { name: 'Tell about events', nodes, connections });
	return api.publishWorkflow(workflow);
}
