import { DemoError } from './demo-error.ts';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface CredentialDetails {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface StoredCredential extends CredentialDetails {
	id: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[key: string]: unknown;
}

export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export interface Workflow extends WorkflowFile {
	id: string;
	active: boolean;
	versionId: string;
	staticData?: Record<string, unknown> | null;
}

export interface Execution {
	id: string;
	mode: string;
	status: string;
	createdAt: string;
	startedAt: string;
	stoppedAt?: string;
}

interface ExecutionPage {
	results: Execution[];
	/** Older n8n gives none, and the newest executions only. */
	nextCursor?: string | null;
}

/** The most that n8n gives at once. */
const EXECUTIONS_PER_PAGE = 100;

/** The part of n8n's own API, the one its editor uses, that the demo and the tests need. */
export class N8nApi {
	private readonly n8nUrl: string;
	private cookie = '';

	constructor(n8nUrl: string) {
		this.n8nUrl = n8nUrl;
	}

	/** Logs in, after making the owner's account if this n8n is new. */
	async logIn(owner: Owner): Promise<void> {
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		if ((await this.send('POST', '/login', login)).ok) return;
		// A new n8n makes the account; one that has an owner refuses, and the login says what is wrong.
		await this.send('POST', '/owner/setup', owner);
		await this.post('/login', login);
	}

	/** What a request of the editor itself carries. */
	private get headers(): Record<string, string> {
		return {
			'content-type': 'application/json',
			cookie: this.cookie,
			// n8n closes a connection that was idle for five seconds, at times just when it is used again.
			connection: 'close',
		};
	}

	listCredentials(): Promise<StoredCredential[]> {
		return this.get('/credentials');
	}

	createCredential(credential: CredentialDetails): Promise<StoredCredential> {
		return this.post('/credentials', credential);
	}

	updateCredential(id: string, credential: CredentialDetails): Promise<StoredCredential> {
		return this.request('PATCH', `/credentials/${id}`, credential);
	}

	/** What the "Retry" button of n8n's credential form does. */
	testCredential(credentials: CredentialDetails): Promise<{ status: string; message: string }> {
		return this.post('/credentials/test', { credentials });
	}

	async findWorkflow(id: string): Promise<Workflow | undefined> {
		const response = await this.send('GET', `/workflows/${id}`);
		return response.status === 404 ? undefined : this.read(response, `GET /workflows/${id}`);
	}

	createWorkflow(id: string, workflow: WorkflowFile): Promise<Workflow> {
		// Older n8n takes no workflow that does not say this.
		return this.post('/workflows', { ...workflow, id, active: false });
	}

	/** Saves a changed workflow; what is published stays as it was until it is published again. */
	updateWorkflow({ id, ...changed }: Workflow): Promise<Workflow> {
		return this.request('PATCH', `/workflows/${id}`, changed);
	}

	publishWorkflow({ id, versionId }: Workflow): Promise<Workflow> {
		return this.post(`/workflows/${id}/activate`, { versionId });
	}

	unpublishWorkflow(id: string): Promise<Workflow> {
		return this.post(`/workflows/${id}/deactivate`, {});
	}

	/** What "Execute workflow" of n8n's editor does, from the trigger of this name. */
	async runWorkflow(id: string, triggerName: string): Promise<{ executionId: string }> {
		// Older n8n runs the workflow that it is given, not the one that it has.
		const workflowData = await this.findWorkflow(id);
		const triggerToStartFrom = { name: triggerName };
		return await this.post(`/workflows/${id}/run`, { workflowData, triggerToStartFrom });
	}

	/** The same with items that stand for what the trigger gives, as pinned data does. */
	async runWorkflowWith(
		id: string,
		triggerName: string,
		items: Array<Record<string, unknown>>,
	): Promise<{ executionId: string }> {
		const workflowData = await this.findWorkflow(id);
		const main = [items.map((json) => ({ json }))];
		const ran = { startTime: Date.now(), executionIndex: 0, executionTime: 0, source: [] };
		const data = { ...ran, executionStatus: 'success', data: { main } };
		const triggerToStartFrom = { name: triggerName, data };
		return await this.post(`/workflows/${id}/run`, { workflowData, triggerToStartFrom });
	}

	async listExecutions(workflowId: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		// An execution that ends while n8n looks is listed as running, and as ended.
		const all = new Map<string, Execution>();
		for (let cursor: string | null = ''; cursor !== null;) {
			const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
			const page: ExecutionPage = await this.get(
				`/executions?filter=${filter}&limit=${EXECUTIONS_PER_PAGE}${from}`,
			);
			for (const execution of page.results) all.set(execution.id, execution);
			cursor = page.nextCursor ?? null;
		}
		return [...all.values()];
	}

	/** One execution; `data` is n8n's own flattened form. */
	getExecution(id: string): Promise<Execution & { data: string }> {
		return this.get(`/executions/${id}`);
	}

	/** What "Retry" of an execution in n8n's list does; answers when it has ended. */
	retryExecution(id: string): Promise<Execution> {
		return this.post(`/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** What n8n's editor knows of all nodes, and of those that it can give to AI agents as tools. */
	async listNodeTypes<T>(): Promise<T[]> {
		const response = await this.load('types/nodes.json');
		if (!response.ok) throw new DemoError(`n8n does not list its node types (${response.status}).`);
		return (await response.json()) as T[];
	}

	/** What n8n serves at this path of its address, such as an icon. */
	load(path: string): Promise<Response> {
		return fetch(`${this.n8nUrl}/${path}`, { headers: this.headers });
	}

	get<T>(path: string): Promise<T> {
		return this.request('GET', path);
	}

	post<T>(path: string, body: unknown): Promise<T> {
		return this.request('POST', path, body);
	}

	private async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		return this.read<T>(await this.send(method, path, body), `${method} ${path}`);
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.n8nUrl}/rest${path}`, {
			method,
			headers: this.headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}

	private async read<T>(response: Response, what: string): Promise<T> {
		const text = await response.text();
		if (!response.ok) {
			throw new DemoError(`n8n answered ${response.status} to ${what}: ${text.slice(0, 500)}`);
		}
		return (JSON.parse(text) as { data: T }).data;
	}
}
