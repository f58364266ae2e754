import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { serializeError, toJson } from './errors.ts';
import { toOutput } from './items.ts';
import { core, service } from './n8n.ts';
import type { NodePackage } from './node-package.ts';
import type {
	Json,
	PollerChanges,
	PollerRequest,
	PollOptions,
	PollResult,
	SerializedError,
} from './protocol.ts';
import { assertNoIssues, createTriggerWorkflow } from './run-trigger.ts';

/** Makes a trigger node with its credentials and what surrounds it. */
export type PollerFactory = (request: PollerRequest) => {
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	forget: () => void;
};

/** What a test may change about the functions that the node is given. */
export type Adapt = (context: InstanceType<typeof core.PollContext>) => void;

/** What one poll, of several at a time, came to. */
interface PollRecord {
	emitted: INodeExecutionData[][] | null;
	error: SerializedError | null;
	discarded: boolean;
	/** The durable engine's copy of the static data, thrown away unless it is committed. */
	snapshot: Json;
	/** What that copy was when the poll began. */
	seed: Json;
	lease: number;
}

const PLAIN_BUDGET_MS = 300_000;
const DURABLE_BUDGET_MS = 36_000;

/**
 * An active polling trigger that is polled by hand, many times, also at once.
 *
 * - `plain`, n8n's default engine: all polls share the static data in memory. It is saved, as a
 *   whole, when a poll emits and n8n saw a change; an empty poll saves nothing; a throw undoes
 *   nothing.
 * - `durable`: each poll works on a copy of what is saved. Items and the copy are saved together, an
 *   empty poll saves its copy, a throw discards it, and only the latest poll may save.
 *
 * Follows n8n 2.41 (packages/cli/src/workflows/triggers/trigger-execution-context.factory.ts,
 * packages/cli/src/workflows/triggers/poll-cursor.service.ts).
 */
export class Poller {
	private readonly types: NodePackage;
	private readonly create: PollerFactory;
	private readonly adapt: Adapt;
	private readonly records = new AsyncLocalStorage<PollRecord>();
	private request: PollerRequest;
	private active: ReturnType<PollerFactory>;
	private workflow: Workflow;
	private context: InstanceType<typeof core.PollContext>;
	/** The workflow's static data in the database (durable: the node's). */
	private database: Json;
	/** What the latest poll began with. */
	private lastSeed: Json;
	private starts = 0;
	private lease = 0;
	/** What a node keeps in its process is by workflow: each poller has one of its own. */
	private readonly workflowId: string;

	constructor(
		types: NodePackage,
		create: PollerFactory,
		request: PollerRequest,
		adapt: Adapt = () => {},
	) {
		this.types = types;
		this.create = create;
		this.adapt = adapt;
		this.request = request;
		this.workflowId = request.workflowId ?? `poller-${randomUUID()}`;
		this.active = create(request);
		const staticData = structuredClone(request.staticData ?? {});
		this.database = this.isDurable ? staticData : { [this.key]: staticData };
		this.lastSeed = this.database;
		this.workflow = this.createWorkflow();
		this.context = this.createContext(this.workflow);
		assertNoIssues(this.workflow, this.active.node);
	}

	/** One tick of the clock. */
	async poll({ activation = false, hasty = false }: PollOptions = {}): Promise<PollResult> {
		const start = this.starts;
		const before = hasty ? this.lastSeed : this.database;
		this.lastSeed = before;
		const seed = this.isDurable ? before : {};
		const record: PollRecord = {
			emitted: null,
			error: null,
			discarded: false,
			snapshot: structuredClone(seed),
			seed,
			lease: ++this.lease,
		};
		const { workflow } = this;
		const { node } = this.active;
		const execute = service(core.PollTriggerExecutor).create(
			workflow,
			node,
			this.context,
			() => start === this.starts,
		);
		try {
			await this.records.run(record, async () => await execute(activation));
		} catch (error) {
			// Only the poll at activation throws; n8n calls the activation failed.
			record.error = serializeError(error);
		}
		const inMemory = this.isDurable ? record.snapshot : workflow.getStaticData('node', node);
		return {
			output: toOutput(record.emitted),
			error: record.error,
			staticData: toJson(inMemory) as Json,
			saved: this.saved(),
			discarded: record.discarded || start !== this.starts,
		};
	}

	/** The node's static data in the database: all that a new start of n8n would find. */
	saved(): Json {
		return structuredClone(
			(this.isDurable ? this.database : this.database[this.key]) ?? {},
		) as Json;
	}

	/**
	 * A new start of n8n, or (with changes) a saved edit of the workflow: memory is gone, what was
	 * saved is read again, results of polls still under way are thrown away.
	 */
	restart(changes: PollerChanges = {}): void {
		this.starts++;
		this.lastSeed = this.database;
		this.active.forget();
		this.request = { ...this.request, ...changes };
		this.active = this.create(this.request);
		this.workflow = this.createWorkflow();
		this.context = this.createContext(this.workflow);
		assertNoIssues(this.workflow, this.active.node);
	}

	close(): void {
		this.starts++;
		this.active.forget();
	}

	private get isDurable(): boolean {
		return this.request.engine === 'durable';
	}

	private get key(): string {
		return `node:${this.active.node.name}`;
	}

	private get record(): PollRecord {
		const record = this.records.getStore();
		if (!record) throw new Error('The trigger used its static data outside of a poll.');
		return record;
	}

	private createWorkflow(): Workflow {
		const staticData = this.isDurable ? {} : structuredClone(this.database);
		return createTriggerWorkflow(this.types, this.active.node, this.workflowId, staticData);
	}

	private createContext(workflow: Workflow): InstanceType<typeof core.PollContext> {
		const { node, additionalData } = this.active;
		const emit = (items: INodeExecutionData[][]) => {
			const { record } = this;
			const saved = this.isDurable ? this.commit(record) : this.saveChanges(workflow);
			if (saved) record.emitted = items;
		};
		const emitError = (error: Error) => {
			this.record.error = serializeError(error);
		};
		const commitCursor = async () => {
			if (this.isDurable) this.commit(this.record);
		};
		const staticData = () =>
			this.isDurable ? this.record.snapshot : workflow.getStaticData('node', node);
		const budget = () =>
			this.request.budgetMs ?? (this.isDurable ? DURABLE_BUDGET_MS : PLAIN_BUDGET_MS);
		const context = new core.PollContext(
			workflow,
			node,
			additionalData,
			'trigger',
			'update',
			emit,
			emitError,
			commitCursor,
			async (poll) => await poll(),
			staticData as () => Workflow['staticData'],
			budget,
		);
		this.adapt(context);
		return context;
	}

	private saveChanges(workflow: Workflow): true {
		if (workflow.staticData.__dataChanged === true) {
			this.database = toJson(workflow.staticData) as Json;
			workflow.staticData.__dataChanged = false;
		}
		return true;
	}

	/** False when a later poll holds the lease: then neither cursor nor execution is written. */
	private commit(record: PollRecord): boolean {
		if (isDeepStrictEqual(record.snapshot, record.seed)) return true;
		record.discarded = record.lease !== this.lease;
		if (!record.discarded) this.database = toJson(record.snapshot);
		return !record.discarded;
	}
}
