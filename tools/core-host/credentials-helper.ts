import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { nodeTypesOf } from './builtin-nodes.ts';
import type { CredentialStore } from './credential-store.ts';
import { HostRequestError } from './errors.ts';
import { core, n8nWorkflow } from './n8n.ts';
import type { NodePackage } from './node-package.ts';

const { NodeHelpers, ICredentialsHelper } = n8nWorkflow;

type Data = ICredentialDataDecryptedObject;

// Where a credential type hides one of these, n8n drops what was stored for it.
const PINNED_FIELDS = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];

const mockNode: INode = {
	id: 'mock',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};
const mockNodeTypes = nodeTypesOf({
	mock: { description: { properties: [] } },
} as unknown as Parameters<typeof nodeTypesOf>[0]);

/**
 * What n8n's own CredentialsHelper does, over a store in memory instead of a database: parent
 * types, defaults, expressions in the data, both forms of `authenticate`, saving of new tokens.
 * Not here: encryption, overwrites, external secrets, sharing and policies.
 *
 * Follows n8n 2.41 (packages/cli/src/credentials-helper.ts).
 */
export class MemoryCredentialsHelper extends ICredentialsHelper {
	private readonly types: NodePackage;
	private readonly store: CredentialStore;

	constructor(types: NodePackage, store: CredentialStore) {
		super();
		this.types = types;
		this.store = store;
	}

	getParentTypes(name: string): string[] {
		return this.types.getParentTypes(name);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const type = this.types.getCredentialType(credentialType);
		if (!type.restrictToSupportedNodes) return true;
		return this.types.getSupportedNodes(credentialType).includes(nodeType);
	}

	async authenticate(
		credentials: Data,
		typeName: string,
		request: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.getCredentialType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate?.type !== 'generic') return request;
		if (!workflow || !node) throw new HostRequestError('authenticate needs a workflow and a node');

		const resolve = (value: unknown): string => {
			if (!n8nWorkflow.isExpression(value)) return value as string;
			const keys = { $credentials: credentials };
			const resolved = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				keys,
				undefined,
				'',
			);
			return resolved ? resolved.toString() : '';
		};
		const target = request as unknown as Record<string, Record<string, string>>;
		target.headers ??= {};
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				target[part] ??= {};
				target[part][resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Data | undefined> {
		const type = this.types.getCredentialType(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;

		const output = (await type.preAuthentication.call(helpers, credentials)) as Data;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;
		await this.updateCredentials(node.credentials[typeName], typeName, output);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
	): Promise<Data | undefined> {
		const { preAuthentication } = this.types.getCredentialType(typeName);
		return (await preAuthentication?.call(helpers, credentials)) as Data | undefined;
	}

	async getCredentials(): Promise<never> {
		throw new HostRequestError('Encrypted credentials are not part of this host.');
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.types.getCredentialType(typeName);
		if (!type.extends) {
			if (typeName !== 'oAuth2Api') return type.properties;
			const name = 'oauthTokenData';
			return [...type.properties, { displayName: name, name, type: 'json', default: {} }];
		}
		const combined: INodeProperties[] = [];
		for (const parent of type.extends) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const stored = this.store.read(nodeCredentials.id ?? '', type) as Data;
		if (raw === true) return stored;
		return await this.applyDefaults(additionalData, stored, type, mode, executeData, resolveValues);
	}

	/** Adds defaults to stored data and resolves its expressions (`$self` is the data itself). */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: Data,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const properties = this.getCredentialsProperties(type);
		const given = { ...stored };
		for (const { name, type: kind } of properties) {
			if (kind === 'hidden' && PINNED_FIELDS.includes(name)) delete given[name];
		}
		const withDefaults = NodeHelpers.getNodeParameters(
			properties,
			given as INodeParameters,
			true,
			false,
			null,
			null,
		) as Data;
		for (const kept of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			if (stored[kept] === undefined) continue;
			if (kept === 'oauthTokenData' || withDefaults[kept] === undefined) {
				withDefaults[kept] = stored[kept];
			}
		}

		const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (!resolveValues) return await resolveAlone(withDefaults, mode, keys);
		const { workflow, node, runExecutionData, runIndex, itemIndex, connectionInputData } =
			resolveValues;
		try {
			return workflow.expression.getParameterValue(
				withDefaults as INodeParameters,
				runExecutionData,
				runIndex,
				itemIndex,
				node.name,
				connectionInputData,
				mode,
				keys,
				executeData,
				false,
				withDefaults as INodeParameters,
			) as Data;
		} catch (error) {
			(error as Error).message += ' [Error resolving credentials]';
			throw error;
		}
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: Data,
	): Promise<void> {
		this.store.update(nodeCredentials.id ?? '', type, data);
	}

	async updateCredentialsOauthTokenData(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: Data,
	): Promise<void> {
		this.store.update(nodeCredentials.id ?? '', type, { oauthTokenData });
	}
}

/** Expressions of a credential that is read outside of a run (polls, lists). */
async function resolveAlone(
	data: Data,
	mode: WorkflowExecuteMode,
	keys: ReturnType<typeof core.getAdditionalKeys>,
): Promise<Data> {
	const workflow = new n8nWorkflow.Workflow({
		nodes: [mockNode],
		connections: {},
		active: false,
		nodeTypes: mockNodeTypes,
	});
	return await workflow.expression.withIsolate(
		async () =>
			workflow.expression.getComplexParameterValue(
				mockNode,
				data as INodeParameters,
				mode,
				keys,
				undefined,
				undefined,
				data as INodeParameters,
			) as Data,
	);
}
