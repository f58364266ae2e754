/** What goes into the host and comes out of it. Everything here survives JSON. */

export type Json = Record<string, unknown>;

/** Credential data per credential type, as a user would fill in the form (plus `oauthTokenData`). */
export type CredentialsByType = Record<string, Json | StoredCredentialReference>;

/** A credential kept by the host, so that a refreshed token is there for the next run. */
export interface StoredCredentialReference {
	$stored: string;
}

export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

interface NodeRequest {
	/** Internal name, with or without the package prefix. */
	node: string;
	/** Missing parameters get the node's defaults. */
	parameters?: Json;
	credentials?: CredentialsByType;
	typeVersion?: number;
	workflowId?: string;
}

export interface RunRequest extends NodeRequest {
	/** Plain objects or n8n items; without it an action node gets one empty item. */
	items?: Json[];
	/** Short for `onError: 'continueRegularOutput'`. */
	continueOnFail?: boolean;
	onError?: OnError;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	/** How often n8n comes to the node in this execution, with the same items, as in a loop; 1 if absent. */
	rounds?: number;
	mode?: 'trigger' | 'manual';
	/** The node's own static data. */
	staticData?: Json;
	/** What `getPollBudgetMs()` tells a polling trigger. */
	budgetMs?: number;
}

export interface SerializedError {
	name: string;
	message: string;
	description: string | null;
	httpCode: string | null;
	itemIndex: number | null;
	context?: Json;
	/** Earlier messages that n8n replaced by its own. */
	messages?: string[];
	/** What the node declared for n8n's poll backoff. */
	failure?: Json;
}

export interface OutputItem {
	json: Json;
	pairedItem?: unknown;
	binary?: unknown;
	error?: SerializedError;
}

/** One list of items for each output; `null` when the node gave nothing. */
export type Output = OutputItem[][] | null;

export interface RunResult {
	output: Output;
	error: SerializedError | null;
	staticData: Json;
	/** Only when the node gave hints. */
	hints?: Json[];
}

/** A node as a tool of an AI agent: its name ends in `Tool`, its parameters may use `$fromAI`. */
export type ToolRequest = NodeRequest;

export interface ToolCallRequest
	extends ToolRequest, Pick<RunRequest, 'retryOnFail' | 'maxTries' | 'waitBetweenTries'> {
	/** What the model fills in. */
	args: Json;
	/** How often the model calls it with them in one answer of the agent; 1 if absent. */
	calls?: number;
}

/** What a model is told about a tool. */
export interface ToolDescription {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: Json;
}

/** What a model is given, or the error that n8n shows to it instead. */
export interface ToolResult {
	output: string | null;
	error: SerializedError | null;
}

export interface MethodRequest extends NodeRequest {
	method: string;
	/** Path of the parameter that asks, for `&sibling` references. */
	path?: string;
}

export interface ListSearchRequest extends MethodRequest {
	filter?: string;
	paginationToken?: string;
}

export interface CredentialTestRequest {
	type: string;
	data: Json;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** How n8n keeps a trigger's static data: see `poller.ts`. */
export type PollEngine = 'plain' | 'durable';

export interface PollerRequest extends NodeRequest {
	engine?: PollEngine;
	/** The node's static data that is already saved. */
	staticData?: Json;
	budgetMs?: number;
	/** Name on the canvas; the plain engine keeps static data under it. */
	name?: string;
}

/** What a saved workflow may change when it is activated again. */
export type PollerChanges = Partial<
	Pick<PollerRequest, 'parameters' | 'credentials' | 'name' | 'budgetMs'>
>;

export interface PollOptions {
	/** The poll that n8n makes on activation and at every start: a throw fails the activation. */
	activation?: boolean;
	/**
	 * It became due before what the last one learned was saved: on the durable engine it begins with the
	 * same memory as that one.
	 */
	hasty?: boolean;
}

export interface PollResult {
	output: Output;
	error: SerializedError | null;
	/** The node's static data in memory after this poll. */
	staticData: Json;
	/** The node's static data in the database after this poll. */
	saved: Json;
	/** n8n threw the result away: restarted since, or (durable) a later poll took the lease. */
	discarded: boolean;
}

export interface WebhookRequest extends NodeRequest {
	/** Where n8n is reached from outside. */
	baseUrl?: string;
	/** The node's static data that is already saved. */
	staticData?: Json;
}

/** Published, or listening for one test event. */
export type WebhookMode = 'trigger' | 'manual';

/** What a node's method for its registration came to. */
export interface WebhookChange {
	error: SerializedError | null;
	/** Whether the node registered anything. */
	created: boolean;
	/** The node's static data in the database (of a test: in n8n's memory) after this. */
	staticData: Json;
}

/** A call of the node's address. */
export interface WebhookCall {
	headers: Record<string, string>;
	/** The bytes as text. */
	body: string;
	mode?: WebhookMode;
	/** How long n8n takes to save the execution. */
	startMs?: number;
	/** n8n cannot save it, and answers that. */
	startFails?: boolean;
}

export interface WebhookResult {
	status: number;
	response: unknown;
	/** What the workflow is started with; `null` if it is not. */
	output: Output;
	error: SerializedError | null;
	staticData: Json;
}

export interface PackageTypes {
	nodes: string[];
	credentials: string[];
}

/** A request to the worker process. */
export interface WorkerRequest {
	id: number;
	action: string;
	payload: unknown;
}

/** The worker's answer; `error` only when the host itself could not do it. */
export interface WorkerReply {
	id: number;
	result?: unknown;
	error?: SerializedError & { knownNodes?: string[] };
}
