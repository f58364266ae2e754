import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialsHelper,
	ICredentialTestFunction,
	ICredentialTestRequest,
	ICredentialTestRequestData,
	INode,
	INodeType,
	INodeTypeDescription,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { builtinNodes, NO_OP_NODE_TYPE, nodeTypesOf } from './builtin-nodes.ts';
import type { MemoryCredentialsHelper } from './credentials-helper.ts';
import { core, n8nWorkflow } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type { CredentialTestResult } from './protocol.ts';

type Test = ICredentialTestFunction | ICredentialTestRequestData;

interface FailedRequest extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/**
 * The button "Test" of a credential's form: the same search for a test, the same answers.
 *
 * Follows n8n 2.41 (packages/cli/src/services/credentials-tester.service.ts).
 */
export class CredentialTester {
	private readonly types: NodePackage;

	constructor(types: NodePackage) {
		this.types = types;
	}

	async test(
		type: string,
		credential: ICredentialsDecrypted,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<CredentialTestResult> {
		const test = this.findTest(type);
		if (!test) return failed('No testing function found for this credential.');
		const helper = additionalData.credentialsHelper as MemoryCredentialsHelper;
		try {
			const data = credential.data ?? {};
			credential.data = await helper.applyDefaults(additionalData, data, type, 'internal');
		} catch (error) {
			return failed((error as Error).message);
		}
		if (typeof test === 'function') {
			const context = new core.CredentialTestContext(additionalData);
			return (await test.call(context, credential)) as CredentialTestResult;
		}
		return await this.runRequest(type, credential, test, additionalData);
	}

	private findTest(type: string): Test | undefined {
		const { test } = this.types.getCredentialType(type);
		if (test) return { testRequest: test };
		for (const name of this.types.getSupportedNodes(type)) {
			for (const nodeType of versionsOf(this.types.nodeTypes.getByName(name) as INodeType)) {
				const { credentials = [] } = nodeType.description;
				const use = credentials.find((credential) => credential.name === type);
				if (use && this.types.getParentTypes(type).includes('oAuth2Api')) return testConnected;
				if (typeof use?.testedBy === 'string') {
					return nodeType.methods?.credentialTest?.[use.testedBy];
				}
				if (use?.testedBy) return { nodeType, testRequest: use.testedBy };
			}
		}
		return undefined;
	}

	private async runRequest(
		type: string,
		credential: ICredentialsDecrypted,
		{ testRequest, nodeType = builtinNodes[NO_OP_NODE_TYPE] }: ICredentialTestRequestData,
		additionalData: IWorkflowExecuteAdditionalData,
	): Promise<CredentialTestResult> {
		const probe = probeNodeType(type, nodeType.description, testRequest);
		const node: INode = {
			id: 'temp',
			parameters: {},
			name: 'Temp-Node',
			type: probe.description.name,
			typeVersion: [probe.description.version].flat().at(-1) ?? 1,
			position: [0, 0],
			credentials: { [type]: { id: credential.id, name: credential.name } },
		};
		const workflow = new n8nWorkflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: nodeTypesOf({ [node.type]: probe }),
		});
		additionalData.currentNodeParameters = node.parameters;
		additionalData.credentialsHelper = withFormData(additionalData.credentialsHelper, credential);
		const context = new core.ExecuteContext(
			workflow,
			node,
			additionalData,
			'internal',
			n8nWorkflow.createEmptyRunExecutionData(),
			0,
			[],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		const routing = new core.RoutingNode(context, probe, credential);
		try {
			const response = await workflow.expression.withIsolate(async () => await routing.runNode());
			return checkBody(testRequest, response?.[0]?.[0]?.json ?? {});
		} catch (error) {
			return explain(testRequest, error as FailedRequest);
		}
	}
}

function failed(message: string): CredentialTestResult {
	return { status: 'Error', message };
}

function versionsOf(type: INodeType): INodeType[] {
	const { nodeVersions } = type as { nodeVersions?: Record<string, INodeType> };
	return nodeVersions ? Object.values(nodeVersions) : [type];
}

// n8n sends no request for an OAuth2 credential without a test of its own.
const testConnected: ICredentialTestFunction = async (credential) => {
	const token = credential.data?.oauthTokenData as ICredentialDataDecryptedObject | undefined;
	return token && 'access_token' in token
		? { status: 'OK', message: 'Connection Successful!' }
		: failed('This OAuth2 credential was not connected to an account.');
};

/** What is tested is the data in the form, not what was saved last. */
function withFormData(
	helper: ICredentialsHelper,
	credential: ICredentialsDecrypted,
): ICredentialsHelper {
	type GetDecrypted = ICredentialsHelper['getDecrypted'];
	const getDecrypted: GetDecrypted = async (...args) =>
		args[5] === true ? await helper.getDecrypted(...args) : (credential.data ?? {});
	return new Proxy(helper, {
		get(target, name) {
			if (name === 'getDecrypted') return getDecrypted;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

/** A declarative node whose only field sends the test's request. */
function probeNodeType(
	type: string,
	description: INodeTypeDescription,
	{ request }: ICredentialTestRequest,
): INodeType {
	return {
		description: {
			...description,
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

function checkBody({ rules = [] }: ICredentialTestRequest, body: object): CredentialTestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		const found = key
			.split('.')
			.reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], body);
		if (found === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function explain(
	{ rules = [] }: ICredentialTestRequest,
	{ cause, message }: FailedRequest,
): CredentialTestResult {
	if (!cause?.response) return failed(cause?.code ?? message);
	const { status, statusText } = cause.response;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === status) {
			return failed(rule.properties.message);
		}
	}
	// A body that broke off: n8n looks at nothing but the error then.
	if (status >= 200 && status < 300) return failed(message);
	return failed(statusText || `Received HTTP status code: ${status}`);
}
