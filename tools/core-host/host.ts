import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	IWorkflowExecuteAdditionalData,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createAdditionalData } from './additional-data.ts';
import { CredentialStore } from './credential-store.ts';
import { CredentialTester } from './credential-test.ts';
import { MemoryCredentialsHelper } from './credentials-helper.ts';
import { HostRequestError } from './errors.ts';
import { NodeMethods } from './node-methods.ts';
import { NodePackage } from './node-package.ts';
import { Poller, type Adapt } from './poller.ts';
import type {
	CredentialTestRequest,
	CredentialTestResult,
	Json,
	ListSearchRequest,
	MethodRequest,
	PackageTypes,
	PollerRequest,
	RunRequest,
	RunResult,
	ToolCallRequest,
	ToolDescription,
	ToolRequest,
	ToolResult,
	WebhookRequest,
} from './protocol.ts';
import { runAction } from './run-action.ts';
import { callTool, describeTool } from './run-tool.ts';
import { runTrigger } from './run-trigger.ts';
import { WebhookNode } from './webhook-node.ts';

type NodeFields = Pick<
	PollerRequest,
	'node' | 'parameters' | 'credentials' | 'typeVersion' | 'name'
>;

interface Staged {
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	forget: () => void;
}

/** n8n without its server: runs the nodes of one built package under the real n8n-core. */
export class CoreHost {
	private readonly package: NodePackage;
	private readonly store = new CredentialStore();
	private readonly credentialsHelper: MemoryCredentialsHelper;
	private readonly methods: NodeMethods;

	private constructor(nodePackage: NodePackage) {
		this.package = nodePackage;
		this.credentialsHelper = new MemoryCredentialsHelper(nodePackage, this.store);
		this.methods = new NodeMethods(nodePackage);
	}

	/** @param directory folder of a built package */
	static async open(directory: string): Promise<CoreHost> {
		return new CoreHost(await NodePackage.load(directory));
	}

	types(): PackageTypes {
		return this.package.types();
	}

	describe(node: string): Json {
		return this.package.describe(node);
	}

	/** A node as n8n has it, with its methods. */
	nodeType(node: string): INodeType {
		const { type, typeVersion } = this.package.createNode(node, {});
		return this.package.nodeTypes.getByNameAndVersion(type, typeVersion);
	}

	/** Runs an action node once, or a polling trigger for one poll. Node failures are results. */
	async run(request: RunRequest): Promise<RunResult> {
		return await this.withNode(request, async (node, additionalData) => {
			const type = this.package.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			if (type.poll) return await runTrigger(this.package, node, request, additionalData);
			if (type.trigger ?? type.webhook) {
				throw new HostRequestError(`${request.node} is a trigger that does not poll.`);
			}
			return await runAction(this.package, node, request, additionalData);
		});
	}

	/** A node as the tool of an AI agent: what a model is told about it. */
	async describeTool(request: ToolRequest): Promise<ToolDescription> {
		return await this.withNode(request, async (node, additionalData) =>
			describeTool(this.package, node, additionalData),
		);
	}

	/** The same tool, called by a model. */
	async callTool(request: ToolCallRequest): Promise<ToolResult> {
		return await this.withNode(request, async (node, additionalData) =>
			callTool(this.package, node, request, additionalData),
		);
	}

	async loadOptions(request: MethodRequest): Promise<INodePropertyOptions[]> {
		return await this.withNode(request, async (node, additionalData) =>
			this.methods.loadOptions(node, request, additionalData),
		);
	}

	async listSearch(request: ListSearchRequest): Promise<INodeListSearchResult> {
		return await this.withNode(request, async (node, additionalData) =>
			this.methods.listSearch(node, request, additionalData),
		);
	}

	async resourceMapping(request: MethodRequest): Promise<ResourceMapperFields> {
		return await this.withNode(request, async (node, additionalData) =>
			this.methods.resourceMapping(node, request, additionalData),
		);
	}

	async testCredential({ type, data }: CredentialTestRequest): Promise<CredentialTestResult> {
		const id = this.storeCredential(type, data);
		try {
			const decrypted = structuredClone(data) as ICredentialDataDecryptedObject;
			const credential = { id, name: type, type, data: decrypted };
			const additionalData = createAdditionalData(this.credentialsHelper);
			return await new CredentialTester(this.package).test(type, credential, additionalData);
		} finally {
			this.store.remove(id);
		}
	}

	/** Keeps a credential between runs; `{ $stored: id }` refers to it in a request. */
	storeCredential(type: string, data: Json): string {
		this.package.getCredentialType(type);
		return this.store.save(type, data);
	}

	/** A stored credential as it is now, such as with the tokens of the last refresh. */
	readCredential(id: string, type: string): Json {
		return this.store.read(id, type);
	}

	/** A polling trigger that stays active; see `Poller`. */
	openPoller(request: PollerRequest, adapt?: Adapt): Poller {
		return new Poller(this.package, (latest) => this.stage(latest), request, adapt);
	}

	/** A webhook trigger with its static data; see `WebhookNode`. */
	openWebhook(request: WebhookRequest): WebhookNode {
		return new WebhookNode(this.package, this.stage(request), request);
	}

	private stage(request: NodeFields): Staged {
		const node = this.package.createNode(request.node, request);
		Object.keys(request.credentials ?? {}).forEach((type) => this.package.getCredentialType(type));
		const { node: credentials, forget } = this.store.attach(request.credentials);
		if (Object.keys(credentials).length > 0) node.credentials = credentials;
		const additionalData = createAdditionalData(this.credentialsHelper);
		return { node, additionalData, forget };
	}

	private async withNode<T>(
		request: NodeFields,
		use: (node: INode, additionalData: IWorkflowExecuteAdditionalData) => Promise<T>,
	): Promise<T> {
		const { node, additionalData, forget } = this.stage(request);
		try {
			return await use(node, additionalData);
		} finally {
			forget();
		}
	}
}
