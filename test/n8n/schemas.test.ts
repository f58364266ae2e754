/**
 * n8n shows what a node will give before it has run, if there is `__schema__/v<version>.json` beside the
 * compiled node. The schemas are taken from real outputs: `npm run schemas` writes them anew.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSchema, schemaOf } from '../support/outputSchema';
import type { Vendor } from '../support/sandbox';
import { TYPICAL_ITEMS } from '../support/typicalRuns';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const root = join(__dirname, '../..');
const compiled: string[] = jest.requireActual('../../package.json').n8n.nodes;
const isUpdate = process.env.UPDATE_SCHEMAS === '1';

/** Where n8n looks for the schema of a node in version 1. */
const besideCompiled = (node: string) => {
	const file = compiled.find((path) =>
		path.toLowerCase().endsWith(`/${node}.node.js`.toLowerCase()),
	);
	return join(dirname(String(file)), '__schema__', 'v1.0.0.json');
};
const inSource = (node: string) => besideCompiled(node).replace(/^dist\//, '');

it('covers every node', () => {
	const run = Object.values(TYPICAL_ITEMS).flatMap((runs) => Object.keys(runs));
	expect(run.map(besideCompiled)).not.toContain(undefined);
	expect(new Set(run.map((node) => dirname(dirname(besideCompiled(node))))).size).toBe(
		compiled.length,
	);
});

describe.each(Object.keys(TYPICAL_ITEMS) as Vendor[])('%s', (vendor) => {
	const runs = TYPICAL_ITEMS[vendor];
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.reset());

	it.each(Object.keys(runs))('%s gives what its schema says', async (node) => {
		const items = await runs[node](rig);
		const real = schemaOf(items.map(({ json }) => json));
		const file = join(root, inSource(node));
		if (isUpdate) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, `${JSON.stringify(real, null, '\t')}\n`);
			return;
		}
		// n8n passes over a schema without fields.
		expect(Object.keys(real.properties ?? {}).length).toBeGreaterThan(1);
		expect(readSchema(file)).toEqual(real);
		expect(readSchema(join(root, besideCompiled(node)))).toEqual(real);
	});
});
