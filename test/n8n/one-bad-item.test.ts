/**
 * An expression that n8n cannot resolve for one item costs that item and no other, wherever it stands.
 * The nodes are those of the package, and the places those of their forms: one without an example fails.
 */
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Json, OutputItem, RunRequest, RunResult } from '../../tools/core-host/protocol';
import { everyPlace, type Place } from '../support/everyParameter';
import { exampleValues } from '../support/exampleValues';
import { origins } from '../support/explorium';
import type { Vendor } from '../support/sandbox';
import { SPECS, typicalRun } from '../support/typicalRuns';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const actionNodes = Object.values(exported)
	.map((Class) => new Class())
	.filter(({ execute, description }) => execute !== undefined && 'properties' in description)
	.map(({ description }) => description);

const vendorOf = ({ credentials }: INodeTypeDescription) =>
	String(credentials?.[0].name).replace(/(OAuth2)?Api$/, '') as Vendor;

/** All items together are one list, so one that cannot be read stops all. */
const TOGETHER = ['exploriumSyncProspectEnrollments'];
/** Fields whose values of all items together are one list, of the records that the items are about. */
const LISTS: Record<string, RegExp> = { exploriumUpdateProspectEnrollments: /prospectIds/ };

const CANNOT_RESOLVE = /Referenced node doesn't exist/;

/** An expression that n8n cannot resolve for an item with `bad`, and gives others the value. */
const unlessBad = (value: unknown) =>
	`={{ $json.bad ? $('Nope').item.json.x : ${JSON.stringify(value)} }}`;

const isError = ({ json }: OutputItem) => 'error' in json;

/** What is wrong with the outputs; nothing if the items at these places failed, and only they. */
function faultOf(
	{ output, error }: RunResult,
	{ onError, bad }: { onError: RunRequest['onError']; bad: number[] },
): unknown {
	if (error) return { error };
	const all = output?.flat() ?? [];
	const failed = onError === 'continueErrorOutput' ? (output?.[1] ?? []) : all.filter(isError);
	const served = onError === 'continueErrorOutput' ? (output?.[0] ?? []) : all;
	const good = [0, 1].filter((item) => !bad.includes(item));
	const fine = {
		failed: failed.map(({ pairedItem }) => pairedItem),
		served: [...new Set(served.filter((one) => !isError(one)).flatMap(origins))],
		reasons: failed.every(({ json }) => CANNOT_RESOLVE.test(String(json.error))),
	};
	const wanted = { failed: bad.map((item) => ({ item })), served: good, reasons: true };
	return JSON.stringify(fine) === JSON.stringify(wanted) ? undefined : { fine, all };
}

describe.each(Object.keys(SPECS) as Vendor[])('%s', (vendor) => {
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());

	/** The node's places, in a sandbox prepared for it. */
	async function prepared(description: INodeTypeDescription): Promise<Place[]> {
		await rig.reset();
		const { parameters: usual = {} } = await typicalRun(vendor, description.name)(rig);
		const takesTime = description.properties.some(({ name }) => name === 'waitForCompletion');
		const parameters = takesTime ? { ...usual, waitForCompletion: false } : usual;
		// Once confirmed, a batch is known to be under way. Others are looked at again after a while.
		await rig.sandbox.control.switches({ outreach: { confirmationThreshold: 0 } });
		await rig.sandbox.control.clearRequests();
		return everyPlace(
			description,
			parameters,
			await exampleValues(description.name, parameters, rig),
		);
	}

	async function run(node: string, { withValue, example }: Place, request: Partial<RunRequest>) {
		const parameters: Json = withValue(unlessBad(example));
		return await rig.run({ node, parameters, items: [{}, { bad: true }], ...request });
	}

	const nodes = actionNodes.filter((description) => vendorOf(description) === vendor);

	it('has nodes', () => expect(nodes.length).toBeGreaterThan(0));

	describe.each(nodes)('$name', (description) => {
		const { name } = description;
		const isTogether = TOGETHER.includes(name);

		it.each<[RunRequest['onError'], Json[]]>([
			['continueErrorOutput', [{}, { bad: true }]],
			['continueRegularOutput', [{}, { bad: true }]],
			['continueErrorOutput', [{ bad: true }, {}]],
		])('%s: only the bad one of %j fails', async (onError, items) => {
			const faults: unknown[] = [];
			const count = (await prepared(description)).length;
			for (let index = 0; index < count; index += 1) {
				const place = (await prepared(description))[index];
				const result = await run(name, place, { onError, items });
				const badItem = items.findIndex(({ bad }) => bad);
				// The run goes by the first item's Request Options.
				const isList = LISTS[name]?.test(place.name) === true;
				const isWhole =
					isTogether || isList || (place.name.startsWith('requestOptions') && badItem === 0);
				const fault = faultOf(result, { onError, bad: isWhole ? [0, 1] : [badItem] });
				if (fault) faults.push({ place: place.name, fault });
				if (isWhole && (await rig.requests()).length > 0) faults.push(`${place.name}: sent`);
			}
			expect(faults).toEqual([]);
			expect(count).toBeGreaterThanOrEqual(4);
		});

		it('stop: throws before anything is sent', async () => {
			const faults: unknown[] = [];
			for (const place of await prepared(description)) {
				const { error, output } = await run(name, place, {});
				const isSent = (await rig.requests()).length > 0;
				if (isSent || output?.flat().length || !CANNOT_RESOLVE.test(String(error?.message))) {
					faults.push({ place: place.name, isSent, error, output });
				}
			}
			expect(faults).toEqual([]);
		});
	});
});
