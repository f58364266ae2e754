/**
 * A host in a process of its own: requests come and answers go as IPC messages, many at a time.
 * The one argument is the folder of the built package.
 */
import { HostRequestError, serializeError } from './errors.ts';
import { CoreHost } from './host.ts';
import type { Poller } from './poller.ts';
import type {
	CredentialTestRequest,
	Json,
	ListSearchRequest,
	MethodRequest,
	PollerChanges,
	PollerRequest,
	PollOptions,
	RunRequest,
	ToolCallRequest,
	ToolRequest,
	WebhookCall,
	WebhookMode,
	WebhookRequest,
	WorkerReply,
	WorkerRequest,
} from './protocol.ts';
import type { WebhookNode } from './webhook-node.ts';

interface OnPoller {
	poller: number;
}

const hosts = CoreHost.open(process.argv[2]);
const pollers = new Map<number, Poller>();
let nextPoller = 1;
const webhooks = new Map<number, WebhookNode>();
let nextWebhook = 1;

function pollerOf({ poller }: OnPoller): Poller {
	const found = pollers.get(poller);
	if (!found) throw new HostRequestError(`Poller ${poller} is closed.`);
	return found;
}

function openPoller(host: CoreHost, request: PollerRequest): number {
	pollers.set(nextPoller, host.openPoller(request));
	return nextPoller++;
}

function closePoller(request: OnPoller): void {
	pollerOf(request).close();
	pollers.delete(request.poller);
}

interface OnWebhook {
	webhook: number;
}

function webhookOf({ webhook }: OnWebhook): WebhookNode {
	const found = webhooks.get(webhook);
	if (!found) throw new HostRequestError(`Webhook ${webhook} is closed.`);
	return found;
}

function openWebhook(host: CoreHost, request: WebhookRequest): number {
	webhooks.set(nextWebhook, host.openWebhook(request));
	return nextWebhook++;
}

function closeWebhook(request: OnWebhook): void {
	webhookOf(request).close();
	webhooks.delete(request.webhook);
}

type Action = (host: CoreHost, payload: never) => unknown;

const actions: Record<string, Action> = {
	types: (host) => host.types(),
	describe: (host, { node }: { node: string }) => host.describe(node),
	run: (host, request: RunRequest) => host.run(request),
	describeTool: (host, request: ToolRequest) => host.describeTool(request),
	callTool: (host, request: ToolCallRequest) => host.callTool(request),
	loadOptions: (host, request: MethodRequest) => host.loadOptions(request),
	listSearch: (host, request: ListSearchRequest) => host.listSearch(request),
	resourceMapping: (host, request: MethodRequest) => host.resourceMapping(request),
	testCredential: (host, request: CredentialTestRequest) => host.testCredential(request),
	storeCredential: (host, { type, data }: { type: string; data: Json }) =>
		host.storeCredential(type, data),
	readCredential: (host, { id, type }: { id: string; type: string }) =>
		host.readCredential(id, type),
	openPoller,
	poll: (_, request: OnPoller & { options?: PollOptions }) =>
		pollerOf(request).poll(request.options),
	saved: (_, request: OnPoller) => pollerOf(request).saved(),
	restart: (_, request: OnPoller & { changes?: PollerChanges }) =>
		pollerOf(request).restart(request.changes),
	closePoller: (_, request: OnPoller) => closePoller(request),
	openWebhook,
	registerWebhook: (_, request: OnWebhook & { mode?: WebhookMode }) =>
		webhookOf(request).register(request.mode),
	removeWebhook: (_, request: OnWebhook & { mode?: WebhookMode }) =>
		webhookOf(request).remove(request.mode),
	callWebhook: (_, request: OnWebhook & { call: WebhookCall }) =>
		webhookOf(request).call(request.call),
	closeWebhook: (_, request: OnWebhook) => closeWebhook(request),
};

async function answer({ id, action, payload }: WorkerRequest): Promise<WorkerReply> {
	try {
		if (!Object.hasOwn(actions, action)) throw new HostRequestError(`Unknown action "${action}".`);
		return { id, result: await actions[action](await hosts, payload as never) };
	} catch (error) {
		const { knownNodes } = error as HostRequestError;
		return { id, error: { ...serializeError(error), ...(knownNodes && { knownNodes }) } };
	}
}

// The first request reports a package that cannot be loaded.
hosts.catch(() => {});
// n8n logs what a node leaves unhandled and goes on.
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection:', reason));
process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
	const reply = await answer(request);
	if (process.connected) process.send?.(reply);
});
