import { setTimeout as sleep } from 'node:timers/promises';
import type {
	INode,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { HostRequestError, serializeError, toJson } from './errors.ts';
import { toOutput } from './items.ts';
import { core, n8nWorkflow } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type {
	Json,
	Output,
	WebhookCall,
	WebhookChange,
	WebhookMode,
	WebhookRequest,
	WebhookResult,
} from './protocol.ts';
import { assertNoIssues, createTriggerWorkflow } from './run-trigger.ts';

interface Staged {
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	forget: () => void;
}

/** What saving an execution takes. */
const START_MS = 20;

/** What is answered to a call. */
class Answer {
	statusCode = 200;
	headersSent = false;
	private body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(value: unknown): this {
		this.body = value;
		this.headersSent = true;
		return this;
	}

	get given(): { status: number; response: unknown } {
		return { status: this.statusCode, response: this.body };
	}
}

type RegistrationMethod = (this: unknown) => Promise<boolean>;

/**
 * A workflow with a webhook trigger. Each registration and each call starts from the static data that is
 * saved, and saves what it changed; a test has static data of its own, and is removed in another mode than
 * it was made. A call that starts the workflow and that the node has not answered is answered when the
 * workflow has been started. n8n takes its static data for unchanged when it begins with that.
 *
 * Follows n8n 2.41 (packages/cli/src/webhooks/live-webhooks.ts,
 * packages/cli/src/webhooks/test-webhooks.ts, packages/cli/src/webhooks/webhook-helpers.ts,
 * packages/cli/src/workflow-runner.ts, packages/cli/src/workflows/triggers/webhook-trigger-registrar.ts).
 */
export class WebhookNode {
	private readonly types: NodePackage;
	private readonly staged: Staged;
	private readonly request: WebhookRequest;
	/** The node's static data, published and of a test. */
	private saved: Record<WebhookMode, Json>;

	constructor(types: NodePackage, staged: Staged, request: WebhookRequest) {
		this.types = types;
		this.staged = staged;
		this.request = request;
		this.saved = { trigger: structuredClone(request.staticData ?? {}), manual: {} };
		staged.node.webhookId = '5f1c2d0e-0000-4000-8000-000000000001';
		const base = request.baseUrl ?? 'http://localhost';
		staged.additionalData.webhookBaseUrl = `${base}/webhook`;
		staged.additionalData.webhookTestBaseUrl = `${base}/webhook-test`;
	}

	/** Publishing, or a click on "Listen for test event": registers what is not registered yet. */
	async register(mode: WebhookMode = 'trigger'): Promise<WebhookChange> {
		return await this.change(mode, mode, async (run) => {
			if (await run('checkExists')) return false;
			return await run('create');
		});
	}

	/** Unpublishing, or the end of a test. */
	async remove(mode: WebhookMode = 'trigger'): Promise<WebhookChange> {
		return await this.change(mode, 'internal', async (run) => {
			await run('delete');
			return false;
		});
	}

	/** A request to the node's address. */
	async call(call: WebhookCall): Promise<WebhookResult> {
		const { headers, body, mode = 'trigger' } = call;
		const { node, additionalData } = this.staged;
		const workflow = this.createWorkflow(mode);
		const rawBody = Buffer.from(body);
		const response = new Answer();
		const context = new core.WebhookContext(
			workflow,
			node,
			{
				...additionalData,
				httpRequest: { headers, body: JSON.parse(body), rawBody, params: {}, query: {} },
				httpResponse: response,
			} as unknown as IWorkflowExecuteAdditionalData,
			mode === 'manual' ? 'manual' : 'webhook',
			this.webhookData(workflow, mode),
			[],
			null,
		);
		const type = this.types.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		if (!type.webhook) throw new HostRequestError(`${node.type} has no webhook.`);
		try {
			const result = await workflow.expression.withIsolate(
				async () => await type.webhook?.call(context),
			);
			const output = toOutput(result?.workflowData ?? null);
			if (result?.noWebhookResponse === true) return this.reply(workflow, call, response, output);
			if (output !== null && !(await this.start(workflow, call))) {
				response.status(500).json({ message: 'There was a problem executing the workflow' });
				return { ...response.given, output: null, error: null, staticData: this.saved[mode] };
			}
			const message = output === null ? 'Webhook call received' : 'Workflow was started';
			response.status(200).json({ message });
			return this.reply(workflow, call, response, output);
		} catch (error) {
			response.status(500).json(undefined);
			const staticData = this.saved[mode];
			return { ...response.given, output: null, error: serializeError(error), staticData };
		}
	}

	/** Whether the workflow could be started, after the time that takes. */
	private async start(workflow: Workflow, call: WebhookCall): Promise<boolean> {
		workflow.staticData.__dataChanged = false;
		await sleep(call.startMs ?? START_MS);
		return call.startFails !== true;
	}

	private reply(
		workflow: Workflow,
		{ mode = 'trigger' }: WebhookCall,
		{ given }: Answer,
		output: Output,
	): WebhookResult {
		return { ...given, output, error: null, staticData: this.save(workflow, mode) };
	}

	close(): void {
		this.staged.forget();
	}

	private async change(
		mode: WebhookMode,
		executionMode: WorkflowExecuteMode,
		work: (run: (method: string) => Promise<boolean>) => Promise<boolean>,
	): Promise<WebhookChange> {
		const { node, additionalData } = this.staged;
		const workflow = this.createWorkflow(mode);
		const context = new core.HookContext(
			workflow,
			node,
			additionalData,
			executionMode,
			mode === 'manual' ? 'manual' : 'update',
			this.webhookData(workflow, mode),
		);
		const type = this.types.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const methods = type.webhookMethods?.default as Record<string, RegistrationMethod> | undefined;
		if (!methods) throw new HostRequestError(`${node.type} registers no webhook.`);
		try {
			assertNoIssues(workflow, node);
			const created = await workflow.expression.withIsolate(
				async () => await work(async (method) => await methods[method].call(context)),
			);
			return { error: null, created, staticData: this.save(workflow, mode) };
		} catch (error) {
			return { error: serializeError(error), created: false, staticData: this.saved[mode] };
		}
	}

	private createWorkflow(mode: WebhookMode): Workflow {
		const { node } = this.staged;
		return createTriggerWorkflow(this.types, node, this.request.workflowId ?? 'webhook', {
			[`node:${node.name}`]: structuredClone(this.saved[mode]),
		});
	}

	private webhookData(workflow: Workflow, mode: WebhookMode): IWebhookData {
		const { node, additionalData } = this.staged;
		const { description } = this.types.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const [webhookDescription] = description.webhooks ?? [];
		return {
			httpMethod: 'POST',
			node: node.name,
			path: n8nWorkflow.NodeHelpers.getNodeWebhookPath(
				workflow.id,
				node,
				String(webhookDescription?.path),
			),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			...(mode === 'manual' && { isTest: true }),
		};
	}

	private save(workflow: Workflow, mode: WebhookMode): Json {
		if (workflow.staticData.__dataChanged === true) {
			this.saved[mode] = toJson(workflow.getStaticData('node', this.staged.node)) as Json;
		}
		return structuredClone(this.saved[mode]);
	}
}
