import { parse } from 'flatted';
import type { Execution, N8nApi } from '../../../playground/src/n8n-api.ts';
import { waitFor } from './wait';

/** More requests at once make n8n answer that its database is not ready. */
const AT_ONCE = 10;

/** The error that ended an execution, as n8n shows it. */
export interface ExecutionError {
	message: string;
	description?: string | null;
}

interface Items {
	main: Array<Array<{ json: unknown }> | null>;
}

interface RunData {
	resultData: {
		error?: ExecutionError;
		runData: Record<string, Array<{ data?: Items }>>;
	};
	executionData?: { nodeExecutionStack: Array<{ node: { name: string }; data: Items }> };
}

export interface FinishedExecution extends Execution {
	error?: ExecutionError;
	/** What each node put out, all its runs together. */
	outputOf(nodeName: string): Array<Record<string, unknown>>;
	/**
	 * What the trigger of this name gave to start the execution with. n8n keeps this also where the
	 * execution was killed and nothing is known about its nodes.
	 */
	startedWith(triggerName: string): Array<Record<string, unknown>>;
}

function jsonOf(all: Array<Items | undefined>): Array<Record<string, unknown>> {
	return all
		.flatMap((items) => items?.main.flat() ?? [])
		.filter((item) => item !== null && item !== undefined)
		.map((item) => item.json as Record<string, unknown>);
}

function withResults({ data, ...execution }: Execution & { data: string }): FinishedExecution {
	const { resultData, executionData } = parse(data) as RunData;
	const outputOf = (nodeName: string): Array<Record<string, unknown>> =>
		jsonOf((resultData.runData[nodeName] ?? []).map((run) => run.data));
	return {
		...execution,
		error: resultData.error,
		outputOf,
		startedWith: (triggerName) => {
			// What has not been written over by results yet; a killed execution stays like that.
			const toDo = executionData?.nodeExecutionStack ?? [];
			const start = toDo.filter(({ node }) => node.name === triggerName);
			return start.length > 0 ? jsonOf(start.map((entry) => entry.data)) : outputOf(triggerName);
		},
	};
}

/** The workflow's executions so far, oldest first, each with what its nodes put out. */
export async function executionsOf(api: N8nApi, workflowId: string): Promise<FinishedExecution[]> {
	const listed = await api.listExecutions(workflowId);
	const executions: FinishedExecution[] = [];
	for (let first = 0; first < listed.length; first += AT_ONCE) {
		const some = listed.slice(first, first + AT_ONCE).map(async (execution) => {
			const { data } = await api.getExecution(execution.id);
			return withResults({ ...execution, data });
		});
		executions.push(...(await Promise.all(some)));
	}
	return executions.sort((one, other) => Number(one.id) - Number(other.id));
}

/** Runs the workflow from the trigger of this name, and waits for its end. */
export async function runToEnd(
	api: N8nApi,
	workflowId: string,
	triggerName: string,
): Promise<FinishedExecution> {
	const { executionId } = await api.runWorkflow(workflowId, triggerName);
	return waitFor('the execution to end', async () => {
		const execution = await api.getExecution(executionId);
		return execution.stoppedAt ? withResults(execution) : undefined;
	});
}
