import { globSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';
import { BULK_ACTIONS } from '../../../sandbox/outreach/actions.ts';
import { runBulkNode, type Answers, type TargetInput } from './support/fakeOutreach';
import { mutate, restore, type Mutation } from './support/mutant';
import { findNodes, loadNodes } from './support/senders';
import { answers, bulkOptions, targetInput } from './support/targetInputs';
import { faultOf, faultOfList } from './support/untargeted';

const NODES = join(__dirname, '../../../nodes');
const { senders, writers, others } = findNodes();

/** Everything that changes records: the bulk actions, and Create Batch. */
const ACTIONS = [...BULK_ACTIONS.map(({ name }) => `/batches/actions/${name}`), '/batches'];
/** What works on one batch or sequence state that is there. */
const ABOUT_NAMED =
	/^\/(batches\/1\/actions\/(confirm|cancel)|sequenceStates\/1\/actions\/(finish|pause|resume))$/;

/** What writes one record. */
const ONE_RECORD = /^\/[a-z]+(\/\d+)?$/i;

const inputs = (most: number) =>
	fc.array(targetInput, { minLength: 1, maxLength: most, size: 'max' });

interface Search {
	inputs: number;
	sent: number;
	/** Where requests were sent. */
	actions: Set<string>;
	/** What is wrong with a request that was sent, and the smallest input that led to it. */
	fault?: unknown;
}

/** How a node is told its records if nobody chooses: Create Batch knows only IDs. */
const usualWay = ({ description: { properties } }: INodeType) =>
	String(properties.find(({ name }) => name === 'selectBy')?.default ?? 'ids');

/** Runs a node on random inputs and answers, and looks at every request that would change records. */
async function search(node: INodeType, numRuns: number, mostInputs: number): Promise<Search> {
	const fields = new Set(node.description.properties.map(({ name }) => name));
	const count = { inputs: 0, sent: 0, actions: new Set<string>() };
	const check = async (any: TargetInput[], answer: Answers, options: object) => {
		const given = any.map((one) =>
			Object.fromEntries(Object.entries(one).filter(([name]) => fields.has(name))),
		);
		const { actions, lists } = await runBulkNode(node, given, answer, options);
		count.inputs += given.length;
		count.sent += actions.length;
		for (const { action } of actions) count.actions.add(action);
		const faults = [
			...lists.map(faultOfList),
			...actions.map((action) => faultOf(action, given, answer, usualWay(node))),
		];
		const fault = faults.find((one) => one !== undefined);
		if (fault !== undefined) throw new Error(fault);
	};
	const property = fc.asyncProperty(inputs(mostInputs), answers, bulkOptions, check);
	const { failed, errorInstance, counterexample } = await fc.check(property, { numRuns });
	return failed ? { ...count, fault: { error: String(errorInstance), counterexample } } : count;
}

describe('every node that changes records', () => {
	const nodes = loadNodes(senders);
	const total = { inputs: 0, actions: new Set<string>() };

	it.each(nodes.map((node) => [node.description.name, node] as const))(
		'%s never sends a request without a record that it was told to work on',
		async (_, node) => {
			const { fault, ...count } = await search(node, 1_050, 9);
			expect(fault).toBeUndefined();
			expect(count.sent).toBeGreaterThan(0);
			total.inputs += count.inputs;
			for (const action of count.actions) total.actions.add(action);
		},
	);

	it('is among these, and was tried often enough', () => {
		expect([...total.actions].sort()).toEqual([...ACTIONS].sort());
		expect(nodes).toHaveLength(ACTIONS.length);
		expect(total.inputs).toBeGreaterThanOrEqual(100_000);
	});
});

describe('every node that writes single records', () => {
	it.each(loadNodes(writers).map((node) => [node.description.name, node] as const))(
		'%s asks for no list without a filter, and starts nothing for many records',
		async (_, node) => {
			let sent = 0;
			const check = async (any: TargetInput[], answer: Answers) => {
				const { actions, lists } = await runBulkNode(node, any, answer, {});
				sent += actions.length;
				const strays = actions.filter(({ action }) => !ONE_RECORD.test(action));
				expect([strays, lists.map(faultOfList).filter(Boolean)]).toEqual([[], []]);
			};
			await fc.assert(fc.asyncProperty(inputs(5), answers, check), { numRuns: 300 });
			expect(sent).toBeGreaterThan(0);
		},
	);
});

describe('every other node', () => {
	it.each(loadNodes(others).map((node) => [node.description.name, node] as const))(
		'%s sends nothing but questions, and what is about the one thing that was named',
		async (_, node) => {
			const batch = { batchId: 1, batchIds: 1, confirmedCount: 1 };
			const parameters = { searchBy: 'ids', ids: 1, selectBy: 'id', sequenceStateId: 1, ...batch };
			const records = [{ type: 'record', id: 1, attributes: {} }];
			const { actions } = await runBulkNode(node, [parameters], { records, meta: {} }, {});
			const strays = actions.filter(({ action }) => !ABOUT_NAMED.test(action));
			expect(strays).toEqual([]);
		},
	);

	it('is known', () => {
		expect(others.length).toBeGreaterThan(0);
		expect(writers.length).toBeGreaterThan(0);
		expect(senders.length + writers.length + others.length).toBe(
			globSync('Outreach/**/*.node.ts', { cwd: NODES }).length,
		);
	});
});

/** Each takes one guard away; the search has to see what gets through then. */
const MUTANTS: Array<[string, string, Mutation[]]> = [
	[
		'ids are not looked at',
		'it names what is no record',
		[
			{
				module: 'readId',
				from: 'read: (entry) => (isId(entry) ? entry : undefined)',
				to: 'read: (entry) => entry',
			},
			{ module: 'bulk/target', from: 'if (unfit !== undefined)', to: 'if (false)' },
		],
	],
	[
		'the request leaves the ids out',
		'it names no record',
		[{ module: 'bulk/sendAction', from: 'ids: target.ids', to: 'ids: []' }],
	],
	[
		'the switch is not asked for',
		'which nobody let be worked on',
		[
			{
				module: 'bulk/selection',
				from: "'applyToAll', itemIndex, false) !== true",
				to: "'x', 0, 0)",
			},
		],
	],
	[
		'a preview is no preview',
		'which nobody let be worked on',
		[{ module: 'bulk/selection', from: "isPreview.value ? 'preview' : 'filter'", to: "'filter'" }],
	],
	[
		'the number of matches does not matter',
		'it names more records than may match',
		[{ module: 'bulk/match', from: 'if (count <= atMost)', to: 'if (true)' }],
	],
	[
		'a filter may have no condition',
		'a list without a filter',
		[{ module: 'filter/readFilter', from: 'if (conditions.length === 0)', to: 'if (false)' }],
	],
	[
		'a condition may have no value',
		'a list with an empty filter',
		[{ module: 'filter/readFilter', from: 'read(one) : undefined', to: "read(one) : ''" }],
	],
	[
		'whatever a look-up answers is taken for what was asked for',
		'which nobody let be worked on',
		[
			{
				module: 'lookUp',
				from: 'const same = found.get(keyOf(filter, value));',
				to: 'const same = [...found.values()][0]; void value;',
			},
			{
				module: 'lookUp',
				from: 'return listed.value.some(isWanted) ? listed : failed(notAsked(path));',
				to: 'return (isWanted, listed);',
			},
		],
	],
];

describe('the search above', () => {
	afterEach(restore);

	it.each(MUTANTS)(
		'finds it when %s: %s',
		async (_, fault, mutations) => {
			jest.resetModules();
			mutations.forEach(mutate);
			const [node] = loadNodes(senders.filter((file) => file.includes('Delete')));
			const found = await search(node, 900_000, 1);
			expect(found.fault).toMatchObject({ error: expect.stringContaining(fault) });
		},
		300_000,
	);
});
