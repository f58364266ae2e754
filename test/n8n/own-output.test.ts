/**
 * Each input item has output items of its own, each linked to it alone. Otherwise `$('Trigger').item` of
 * a later node stops with "Multiple matches found". The nodes are those of the package.
 */
import type { INodeType } from 'n8n-workflow';
import type { OutputItem, RunRequest } from '../../tools/core-host/protocol';
import type { Vendor } from '../support/sandbox';
import { SPECS, typicalRun } from '../support/typicalRuns';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const actionNodes = Object.values(exported)
	.map((Class) => new Class())
	.filter(({ execute, description }) => execute !== undefined && 'properties' in description)
	.map(({ description }) => description);

/** All items together are one list, and what is done with it is linked to the first item it is about. */
const TOGETHER = ['exploriumSyncProspectEnrollments'];

/** How many output items each of some input items has. A link to several, or to none, fails. */
function countsOf(items: OutputItem[], inputs: number): number[] {
	const counts = Array.from({ length: inputs }, () => 0);
	for (const { pairedItem } of items) {
		expect(pairedItem).toEqual({ item: expect.any(Number) });
		counts[(pairedItem as { item: number }).item] += 1;
	}
	return counts;
}

describe.each(Object.keys(SPECS) as Vendor[])('%s', (vendor) => {
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());
	beforeEach(async () => await rig.reset());

	const nodes = actionNodes.filter(({ name }) => name.startsWith(vendor));
	it('has nodes', () => expect(nodes.length).toBeGreaterThan(0));

	describe.each(nodes)('$name', ({ name: node, properties }) => {
		const isTogether = TOGETHER.includes(node);
		const waits = properties.some(({ name }) => name === 'waitForCompletion');

		async function outputsOf(request: Partial<RunRequest>, more?: () => Promise<unknown>) {
			const usual = await typicalRun(vendor, node)(rig);
			await more?.();
			const parameters = { ...usual.parameters, ...request.parameters };
			const items = [{ event: 1 }, { event: 2 }];
			const { output, error } = await rig.run({ ...usual, ...request, node, items, parameters });
			expect(error).toBeNull();
			return output ?? [];
		}

		it.each(waits ? [true, false] : [undefined])(
			'two items that ask for the same (%s)',
			async (wait) => {
				const parameters = wait === undefined ? {} : { waitForCompletion: wait };
				const [items] = await outputsOf({ parameters });
				const [first, second] = countsOf(items, 2);
				expect(first).toBeGreaterThan(0);
				expect(second).toBe(isTogether ? 0 : first);
			},
		);

		it('two items that fail', async () => {
			const refuse = async () =>
				await rig.sandbox.control.fault({ vendor, status: 403, times: 999 });
			const [items = [], failed = []] = await outputsOf({ onError: 'continueErrorOutput' }, refuse);
			expect(items).toEqual([]);
			expect(countsOf(failed, 2)).toEqual([1, 1]);
		});
	});
});
