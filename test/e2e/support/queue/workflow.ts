import type { Workflow, WorkflowNode } from '../../../../playground/src/n8n-api.ts';
import type { RunningDemo } from '../running-demo';
import { EVERY_TEN_SECONDS } from '../poll-times';

export const TRIGGER = 'Explorium Prospect Events Trigger';
export const NEW_JOB_SEQUENCE = 11;
export const TAG = 'Job changed';
/** Each as long as the ids that n8n makes itself. */
const WHOLE_ID = 'queueWorkflow001';
const TRIGGER_ID = 'queueTrigger0001';
const ACTIONS_ID = 'queueActions0001';

/** The demo's trigger, polling more often than it does there. */
function frequentTrigger({ workflows }: RunningDemo): WorkflowNode {
	const trigger = workflows[0].nodes.find(({ name }) => name === TRIGGER) as WorkflowNode;
	return {
		...trigger,
		parameters: { ...trigger.parameters, pollTimes: { item: EVERY_TEN_SECONDS } },
	};
}

/** The demo's workflow with another node in the trigger's place, under the trigger's name. */
function withTrigger({ workflows }: RunningDemo, trigger: WorkflowNode) {
	const [{ connections, settings, nodes }] = workflows;
	const others = nodes.filter(({ name }) => name !== TRIGGER);
	return { connections, settings, nodes: [trigger, ...others] };
}

/** Publishes a copy of the demo's workflow that polls more often; the demo's own ones rest. */
export async function publishWorkflow(demo: RunningDemo): Promise<Workflow> {
	const { api, workflows } = demo;
	for (const { id, active } of workflows) if (active) await api.unpublishWorkflow(id);
	const workflow = { name: 'All in one', ...withTrigger(demo, frequentTrigger(demo)) };
	return api.publishWorkflow(await api.createWorkflow(WHOLE_ID, workflow));
}

/**
 * Publishes the same in two workflows: one starts with the trigger and only calls the other one,
 * without waiting for its end.
 */
export async function publishInTwo(
	demo: RunningDemo,
): Promise<{ trigger: Workflow; actions: Workflow }> {
	const { api } = demo;
	const called = {
		id: 'called',
		name: TRIGGER,
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	} as WorkflowNode;
	const call = {
		id: 'call',
		name: 'Call the Actions',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		position: [240, 0],
		parameters: {
			source: 'database',
			workflowId: { __rl: true, mode: 'id', value: ACTIONS_ID },
			mode: 'once',
			options: { waitForSubWorkflow: false },
		},
	} as WorkflowNode;
	const actions = await api.createWorkflow(ACTIONS_ID, {
		name: 'The actions',
		...withTrigger(demo, called),
	});
	const trigger = await api.createWorkflow(TRIGGER_ID, {
		name: 'The trigger',
		nodes: [frequentTrigger(demo), call],
		connections: { [TRIGGER]: { main: [[{ node: call.name, type: 'main', index: 0 }]] } },
		settings: actions.settings,
	});
	// n8n refuses to publish a workflow that calls an unpublished one.
	await api.publishWorkflow(actions);
	return { trigger: await api.publishWorkflow(trigger), actions };
}
