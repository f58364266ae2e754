import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';
import { runBulkNode, type Answers, type TargetInput } from './support/fakeOutreach';
import { mutate, restore, type Mutation } from './support/mutant';
import { answers, bulkOptions, targetInput } from './support/targetInputs';
import { faultOf, faultOfList } from './support/untargeted';

const FOLDER = join(__dirname, '../../../nodes/Outreach');
const BULK = /^(Add|Remove|Assign|Modify|Delete|Finish|Pause|Set|Create)/;

/** The nodes that change records, as they are now; a mutated module makes other ones. */
function loadBulkNodes(): INodeType[] {
	return readdirSync(FOLDER)
		.filter((folder) => BULK.test(folder))
		.map((folder) => {
			const file = join(FOLDER, folder, `Outreach${folder}.node`);
			// eslint-disable-next-line @typescript-eslint/no-require-imports
			const [Class] = Object.values<new () => INodeType>(require(file));
			return new Class();
		});
}

const inputs = (most: number) =>
	fc.array(targetInput, { minLength: 1, maxLength: most, size: 'max' });

interface Search {
	inputs: number;
	sent: number;
	/** What is wrong with a request that was sent, and the smallest input that led to it. */
	fault?: unknown;
}

/** Runs a node on random inputs and answers, and looks at every request that would change records. */
async function search(node: INodeType, numRuns: number, mostInputs: number): Promise<Search> {
	const fields = new Set(node.description.properties.map(({ name }) => name));
	const count = { inputs: 0, sent: 0 };
	const check = async (any: TargetInput[], answer: Answers, options: object) => {
		const given = any.map((one) =>
			Object.fromEntries(Object.entries(one).filter(([name]) => fields.has(name))),
		);
		const { actions, lists } = await runBulkNode(node, given, answer, options);
		count.inputs += given.length;
		count.sent += actions.length;
		const faults = [
			...lists.map(faultOfList),
			...actions.map((action) => faultOf(action, given, answer)),
		];
		const fault = faults.find((one) => one !== undefined);
		if (fault !== undefined) throw new Error(fault);
	};
	const property = fc.asyncProperty(inputs(mostInputs), answers, bulkOptions, check);
	const { failed, errorInstance, counterexample } = await fc.check(property, { numRuns });
	return failed ? { ...count, fault: { error: String(errorInstance), counterexample } } : count;
}

describe('every node that changes records', () => {
	const nodes = loadBulkNodes();
	const total = { inputs: 0, sent: 0 };

	it.each(nodes.map((node) => [node.description.name, node] as const))(
		'%s never sends a request without a record that it was told to work on',
		async (_, node) => {
			const { fault, ...count } = await search(node, 1_050, 9);
			expect(fault).toBeUndefined();
			expect(count.sent).toBeGreaterThan(0);
			total.inputs += count.inputs;
			total.sent += count.sent;
		},
	);

	it('is among these, and was tried often enough', () => {
		// The 21 bulk actions, and Create Batch.
		expect(nodes).toHaveLength(22);
		expect(total.inputs).toBeGreaterThanOrEqual(100_000);
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
		[{ module: 'bulk/wanted', from: "'applyToAll', itemIndex, false) !== true", to: "'x', 0, 0)" }],
	],
	[
		'the number of matches does not matter',
		'it names more records than may match',
		[{ module: 'bulk/resolve', from: 'if (count <= atMost)', to: 'if (true)' }],
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
		],
	],
];

describe('the search above', () => {
	afterEach(restore);

	it.each(MUTANTS)('finds it when %s: %s', async (_, fault, mutations) => {
		jest.resetModules();
		mutations.forEach(mutate);
		const node = loadBulkNodes().find(({ description }) => description.name.includes('Delete'));
		const found = await search(node as INodeType, 150_000, 1);
		expect(found.fault).toMatchObject({ error: expect.stringContaining(fault) });
	});
});
