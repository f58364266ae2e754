import { randomUUID } from 'node:crypto';
import type { INodeParameters, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { MemoryCredentialsHelper } from './credentials-helper.ts';
import { HostRequestError } from './errors.ts';
import { core, service } from './n8n.ts';

async function unavailable(): Promise<never> {
	throw new HostRequestError('This host runs one node; there is nothing else to execute.');
}

// n8n-core parses the waiting addresses, so they must be valid; nothing is ever sent to them.
const base = 'http://localhost/';

/**
 * What a running node gets from the server around it.
 *
 * Follows n8n 2.41 (packages/cli/src/workflow-execute-additional-data.ts).
 */
export function createAdditionalData(
	credentialsHelper: MemoryCredentialsHelper,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		currentNodeParameters,
		currentNodeExecutionIndex: 0,
		executionId: randomUUID(),
		executeWorkflow: unavailable,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: unavailable,
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		variables: {},
		externalSecretsProxy: service(core.ExternalSecretsProxy),
		restApiUrl: `${base}rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}form`,
		formWaitingBaseUrl: `${base}form-waiting`,
		formTestBaseUrl: `${base}form-test`,
		webhookBaseUrl: `${base}webhook`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		webhookTestBaseUrl: `${base}webhook-test`,
		mcpBaseUrl: `${base}mcp`,
		mcpTestBaseUrl: `${base}mcp-test`,
	};
}
