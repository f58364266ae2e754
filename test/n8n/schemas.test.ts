/**
 * n8n shows what a node will give before it has run, if there is `__schema__/v<version>.json` beside the
 * compiled node. The schemas are taken from real outputs: `npm run nodes` writes them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readSchema, schemaOf, type Schema } from '../support/outputSchema';
import type { Vendor } from '../support/sandbox';
import { TYPICAL_ITEMS } from '../support/typicalRuns';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const root = join(__dirname, '../..');
const compiled: string[] = jest.requireActual('../../package.json').n8n.nodes;
const isUpdate = process.env.UPDATE_NODES === '1';

/** Where n8n looks for the schema of a node in version 1. */
const besideCompiled = (node: string) => {
	const file = compiled.find((path) =>
		path.toLowerCase().endsWith(`/${node}.node.js`.toLowerCase()),
	);
	return join(dirname(String(file)), '__schema__', 'v1.0.0.json');
};
const inSource = (node: string) => besideCompiled(node).replace(/^dist\//, '');

/** Leaves a file alone that says the same already. The order of its fields is what people see. */
function write(file: string, schema: Schema): void {
	if (JSON.stringify(readSchema(file)) === JSON.stringify(schema)) return;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
}

it('covers every node: CONTRIBUTING.md says where the spec row of a new one goes', () => {
	const run = Object.values(TYPICAL_ITEMS).flatMap((runs) => Object.keys(runs));
	const inPackage = compiled.map((file) => basename(file, '.node.js').toLowerCase());
	expect(run.map((node) => node.toLowerCase()).sort()).toEqual(inPackage.sort());
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
			write(file, real);
			return;
		}
		// n8n passes over a schema without fields.
		expect(Object.keys(real.properties ?? {}).length).toBeGreaterThan(1);
		expect(readSchema(file)).toEqual(real);
		expect(readSchema(join(root, besideCompiled(node)))).toEqual(real);
	});
});
