/** n8n stays responsive, however many items a node has: no node holds the event loop for long. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import type { Batch } from '../../nodes/Outreach/batches/batch';
import type { BulkOptions } from '../../nodes/Outreach/bulk/options';
import { outputOf } from '../../nodes/Outreach/bulk/output';
import { recordItems, type RecordItems } from '../../nodes/Outreach/bulk/recordItems';
import { inWaves } from '../../nodes/Outreach/bulk/waves';
import { filterQueries } from '../../nodes/Outreach/filterQueries';
import { errorItems } from '../../nodes/shared/errorItems';
import { inputFields } from '../../nodes/shared/includeInput';
import { joinLists } from '../../nodes/shared/joinLists';
import { mergeItems } from '../../nodes/shared/merge';
import { finish } from '../../nodes/shared/nodeRun';
import { paired } from '../../nodes/shared/paired';
import { badInput, success } from '../../nodes/shared/result';
import { sortOutCalls } from '../../nodes/shared/runCalls';
import { LOADS } from '../support/stretches/loads.ts';
import { runLoad, type Kind, type LoadRun } from '../support/stretches/runLoad.ts';
import { watchLoop } from '../support/stretches/watchLoop.ts';

const ROOT = join(__dirname, '../..');
const MANY = 100_000;
const LONGEST_MS = 200;
/** What else the machine does, and the garbage of other tests, may make one run longer. */
const TRIES = 5;

function nodes(): INodeType[] {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return n8n.nodes.map((file) => {
		const path = join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, ''));
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const [Node] = Object.values(require(path) as Record<string, new () => INodeType>);
		return new Node();
	});
}

const byName = new Map(nodes().map((node) => [node.description.name, node]));

/** The name of a load begins with that of its node. */
const nodeOf = (load: string) => byName.get(load.split(/[ ,]/)[0]) as INodeType;

it('each action node has a load to be measured with', () => {
	const actions = [...byName.values()].filter(({ execute }) => execute !== undefined);
	const names = actions.map(({ description }) => description.name);
	expect(names.filter((name) => !(name in LOADS))).toEqual([]);
	expect(Object.keys(LOADS).filter((name) => nodeOf(name)?.execute === undefined)).toEqual([]);
});

/** The shared ways to run a node, with what makes each of their steps long. */
it.each<[load: string, kind: Kind]>([
	['outreachAddTagsToProspects', 'bad'],
	['outreachAddTagsToProspects', 'refuses'],
	['outreachAddTagsToProspects', 'same'],
	['outreachFinishSequenceState', 'same'],
	['outreachModifyProspects, values of their own', 'good'],
	['outreachGetManyProspects', 'same'],
	['outreachGetManyBatches', 'same'],
	['exploriumMatchProspects or fail', 'nobody'],
	['exploriumUpdateProspectEnrollments', 'good'],
])(`%s of ${MANY} items, %s`, async (load, kind) => {
	let best: LoadRun | undefined;
	for (let turn = 0; turn < TRIES && (best?.longestMs ?? Infinity) > LONGEST_MS; turn += 1) {
		const run = await runLoad(nodeOf(load), LOADS[load], kind, MANY);
		if (best === undefined || (run?.longestMs ?? 0) < best.longestMs) best = run;
	}
	expect(best?.items).toBeGreaterThan(0);
	expect(best?.longestMs).toBeLessThan(LONGEST_MS);
});

it('a list that so many items ask for that it would fill the memory is refused, with what to do', async () => {
	const many = 125_001;
	const load = LOADS.outreachGetManyBatches;
	const run = await runLoad(nodeOf('outreachGetManyBatches'), load, 'same', many);
	expect(run).toMatchObject({
		failed: many,
		error: expect.stringContaining('125001 input items ask for the same 8 records'),
	});
});

/** Each step alone with more items, so that one that gives n8n no turns is seen: then all of it is one stretch. */
const MORE = 250_000;
/** The same for steps that are quick. */
const MANY_MORE = 1_000_000;
const LARGEST_SHARE = 0.6;

const list = <T>(make: (index: number) => T, many = MORE): T[] =>
	Array.from({ length: many }, (_, index) => make(index));

/** Settings as those of a field mapper, which are compared as text. */
const values = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field ${at}`, `${at}`]));

const requests = (many = MORE) =>
	list((index) => ({ itemIndex: index, ids: [String(index)], settings: { values } }), many);

/** A batch about these records, all of which went well. */
function bulkRun(ids: string[]) {
	const options = { waits: true, returnsFailed: false } as BulkOptions;
	const batch = { id: 1, action: 'prospectsAddTags', attributes: {} } as Batch;
	const outcomes = ids.map((id) => ({ id, status: 'done' as const }));
	return {
		call: { ids, settings: { attributes: {}, options } },
		result: success({ batch, outcomes }),
	};
}

/** The way to make output items that keep the fields of as many input items. */
function itemsOfRecords(): () => Promise<RecordItems> {
	const items = list((index) => ({
		json: { ...values, id: index, email: `p${index}@example.com` },
	}));
	const requests = list((index) => ({ itemIndex: index, ids: ['1'], settings: {} }));
	const inputs = inputFields({
		getNode: () => ({ type: 'x' }),
		getInputData: () => items,
	} as unknown as IExecuteFunctions);
	const reading = { getNodeParameter: () => ({}) } as unknown as IExecuteFunctions;
	for (const { itemIndex } of requests) inputs.read(reading, itemIndex);
	return async () => await recordItems(inputs, requests);
}

const context = { continueOnFail: () => true } as IExecuteFunctions;
const { failure } = badInput('It is not there');

it.each<[step: string, prepare: () => () => Promise<unknown>]>([
	[
		'merging',
		() => {
			const given = requests();
			return async () => await mergeItems(given, 1000);
		},
	],
	[
		'joining lists',
		() => {
			const given = list((index) => ({ itemIndex: index, search: { index, values } }));
			return async () => await joinLists(given, JSON.stringify);
		},
	],
	[
		'sorting calls out',
		() => {
			const itemsOf = new Map([['1', [0]]]);
			const calls = list((index) => ({ ids: ['1'], settings: { index }, itemsOf }), MANY_MORE);
			return async () => await sortOutCalls(calls, ({ index }) => success({ key: `k${index}` }));
		},
	],
	[
		'putting items in order',
		() => {
			const items = list((index) => paired({ index }, MORE - index));
			return async () => await finish(context, { items });
		},
	],
	[
		'making error items',
		() => {
			const failures = list((index) => ({ items: [index], failure }));
			return async () => await errorItems(failures);
		},
	],
	[
		'putting what items ask for in waves',
		() => {
			const given = requests(MANY_MORE);
			return async () => await inWaves(given);
		},
	],
	[
		'making an item of a record for each input item',
		() => {
			const prepared = itemsOfRecords();
			const { call, result } = bulkRun(list((index) => String(index)));
			const given = { ...call, itemsOf: new Map(call.ids.map((id) => [id, [Number(id)]])) };
			return async () => await outputOf({ call: given, result }, await prepared());
		},
	],
	[
		'making items of one record for all input items',
		() => {
			const prepared = itemsOfRecords();
			const { call, result } = bulkRun(['1']);
			const given = { ...call, itemsOf: new Map([['1', list((index) => index)]]) };
			return async () => await outputOf({ call: given, result }, await prepared());
		},
	],
	[
		'putting values into queries',
		() => {
			const emails = list((index) => `${'ä'.repeat(20)}${index}@example.com`);
			return async () => await filterQueries('emails', emails);
		},
	],
])('%s', async (_, prepare) => {
	let best = { longestMs: Infinity, longestShare: Infinity };
	const isLong = () => best.longestMs > LONGEST_MS || best.longestShare > LARGEST_SHARE;
	for (let turn = 0; turn < TRIES && isLong(); turn += 1) {
		best = await watchLoop(prepare());
	}
	expect(best.longestMs).toBeLessThan(LONGEST_MS);
	expect(best.longestShare).toBeLessThan(LARGEST_SHARE);
});
