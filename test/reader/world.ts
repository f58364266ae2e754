import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createAdditionalData } from '../../tools/core-host/additional-data.ts';
import { core, n8nWorkflow } from '../../tools/core-host/n8n.ts';
import type { Case } from './cases.ts';
import { build, type Recipe } from './values.ts';

export type Engine = 'legacy' | 'vm' | 'quickjs';

/** A node with every kind of parameter that the nodes of the package have. */
const description: INodeTypeDescription = {
	displayName: 'Reader',
	name: 'reader',
	group: ['transform'],
	version: 1,
	description: '',
	defaults: { name: 'Reader' },
	inputs: ['main'],
	outputs: ['main'],
	properties: [
		{ displayName: 'Plain', name: 'plain', type: 'string', default: '' },
		{
			displayName: 'Picker',
			name: 'picker',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list' },
				{ displayName: 'By ID', name: 'id', type: 'string' },
				{ displayName: 'By Email', name: 'email', type: 'string' },
				{
					displayName: 'By URL',
					name: 'url',
					type: 'string',
					extractValue: { type: 'regex', regex: '^.*/(\\d+)$' },
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [{ displayName: 'A', name: 'a', type: 'string', default: '' }],
		},
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'fixedCollection',
			default: {},
			typeOptions: { multipleValues: true },
			options: [
				{
					displayName: 'Row',
					name: 'row',
					values: [
						{ displayName: 'Name', name: 'name', type: 'string', default: '' },
						{ displayName: 'Value', name: 'value', type: 'string', default: '' },
					],
				},
			],
		},
		{
			displayName: 'Mapper',
			name: 'mapper',
			type: 'resourceMapper',
			default: {},
			typeOptions: { resourceMapper: { resourceMapperMethod: 'none', mode: 'add' } },
		},
		{
			displayName: 'Hidden',
			name: 'hidden',
			type: 'string',
			default: '',
			displayOptions: { show: { plain: ['never'] } },
		},
	],
};

const nodeType = { description } as INodeType;
const node: INode = {
	id: 'reader',
	name: 'Reader',
	type: 'reader',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n with one of its ways to work out expressions, and a workflow with one node. */
export class World {
	private readonly additionalData: IWorkflowExecuteAdditionalData;
	private readonly workflow = new n8nWorkflow.Workflow({
		id: 'reader',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});

	constructor() {
		this.additionalData = createAdditionalData({} as never);
	}

	async start(engine: Engine): Promise<void> {
		const { Expression } = n8nWorkflow;
		await Expression.initExpressionEngine({
			engine,
			bridgeTimeout: 5_000,
			bridgeMemoryLimit: 128,
			poolSize: 1,
			maxCodeCacheSize: 1_024,
		});
		await this.renew();
	}

	/** An engine that still runs when its process ends takes the process down. */
	async end(): Promise<void> {
		await this.workflow.expression.releaseIsolate();
		await n8nWorkflow.Expression.disposeExpressionEngine();
	}

	/** A new sandbox, as for another execution. */
	async renew(): Promise<void> {
		await this.workflow.expression.releaseIsolate();
		await this.workflow.expression.acquireIsolate();
	}

	/** The context of one run, with items of its own. */
	open({ place, parameters, items, others }: Case): {
		context: IExecuteFunctions;
		items: INodeExecutionData[];
	} {
		const stored = this.workflow.nodes[node.name];
		stored.parameters = parameters as INode['parameters'];
		this.workflow.settings = {
			executionOrder: 'v1',
			...(place === 'combinedBinary' && { binaryMode: 'combined' }),
		};
		const own = toItems(items);
		const seen = place === 'tool' || place === 'otherItems' ? toItems(others) : own;
		this.workflow.pinData = place === 'pinned' ? { [node.name]: toItems(others) } : undefined;
		const run = n8nWorkflow.createRunExecutionData({});
		const { additionalData, workflow } = this;
		const mode = place === 'pinned' ? 'manual' : 'trigger';
		if (place === 'tool') {
			const input = { ai_tool: [own] };
			const data = { node: stored, data: input, source: null };
			return {
				items: own,
				context: new core.SupplyDataContext(
					...([workflow, stored, additionalData, mode, run, 0, seen, input] as const),
					'ai_tool',
					data,
					[],
				) as unknown as IExecuteFunctions,
			};
		}
		const input = { main: [own] };
		const data = { node: stored, data: input, source: null };
		const context = new core.ExecuteContext(
			...([workflow, stored, additionalData, mode, run, 0, seen, input, data] as const),
			[],
		);
		return { items: own, context };
	}
}

function toItems(recipes: Recipe[]): INodeExecutionData[] {
	return recipes.map((recipe) => ({ json: build(recipe) }) as INodeExecutionData);
}
