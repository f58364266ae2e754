import fc from 'fast-check';
import { BULK_ACTIONS } from '../../sandbox/outreach/actions.ts';
import { BULK_ACCOUNT_NODES, BULK_PROSPECT_NODES } from '../support/outreachBulkNodes';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const NODES = [...BULK_ACCOUNT_NODES, ...BULK_PROSPECT_NODES];
const ITEMS = 100;

/** What an expression may give, as far as data of n8n can hold it. */
const nothing = fc.constantFrom<unknown>(
	...[undefined, null, '', ' ', '\t\n', ',', ' , ;', '0', 0, -1, 1.5, '1.5', '1e3', '01', '+1'],
	...['abc', 'null', 'undefined', '[]', 'NaN', true, false, {}, { id: 1 }, [], [[]], [null], ['']],
);
const goodId = fc.oneof(fc.integer({ min: 101, max: 112 }), fc.integer({ min: 1001, max: 1012 }));
const entry = fc.oneof(goodId, nothing, fc.jsonValue());
const entries = fc.oneof(
	{ weight: 3, arbitrary: entry },
	{ weight: 2, arbitrary: fc.array(entry, { maxLength: 4 }) },
	{ weight: 1, arbitrary: fc.array(goodId, { maxLength: 4 }).map((ids) => ids.join(', ')) },
);
const item = fc.record(
	{ target: entries, all: fc.oneof(fc.boolean(), nothing), most: fc.oneof(goodId, nothing) },
	{ requiredKeys: [] },
);

/** The ways to name records, each with the fields of the form that go with it. */
const WAYS = [
	{ selectBy: 'ids', ids: '={{ $json.target }}' },
	{ selectBy: 'emails', emails: '={{ $json.target }}' },
	{ selectBy: 'domain', domain: '={{ $json.target }}' },
	{
		selectBy: 'filter',
		filter: { condition: [{ field: 'id', operator: 'is', value: '={{ $json.target }}' }] },
		applyToAll: '={{ $json.all }}',
		atMost: '={{ $json.most }}',
	},
];

let rig: VendorRig;
let inputs = 0;
const called = new Set<string>();

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => {
	await rig.reset();
	await rig.sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 0 } });
});

describe.each(NODES)('$node, with anything at all in the field for the records', (row) => {
	const isForAccounts = row.node.endsWith('Accounts');
	const ways = WAYS.filter(({ selectBy }) => selectBy !== (isForAccounts ? 'emails' : 'domain'));

	it('sends nothing that does not name records which an item named', async () => {
		for (const way of ways) {
			const items = fc.sample(item, ITEMS) as Array<Record<string, unknown>>;
			inputs += items.length;
			const { error } = await rig.run({
				node: row.node,
				parameters: { ...row.parameters, ...way, waitForCompletion: false },
				items,
				onError: 'continueRegularOutput',
			});
			expect(error).toBeNull();
			const named = new Set(JSON.stringify(items).match(/\d+/g)?.map(Number));
			for (const { path, requestBody } of await rig.requests(/\/batches\/actions\//)) {
				called.add(path.replace(/^.*\//, ''));
				const { ids } = requestBody.data.attributes as { ids: number[] };
				expect(ids.length).toBeGreaterThan(0);
				expect(ids.filter((id) => !named.has(id))).toEqual([]);
			}
			await rig.sandbox.control.clearRequests();
		}
		const { outreach, schemaViolations } = await rig.sandbox.control.counters();
		expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
		expect(outreach.batches).toBeGreaterThan(0);
	});
});

it('was tried often enough', () => {
	expect([...called].sort()).toEqual(BULK_ACTIONS.map(({ name }) => name).sort());
	expect(inputs).toBeGreaterThanOrEqual(2_000);
});
