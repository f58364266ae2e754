/**
 * A value that throws when it is looked at costs its item and no other, wherever it stands. An Interval
 * of n8n's expressions is one once n8n has copied it.
 */
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Json, OutputItem } from '../../tools/core-host/protocol';
import { everyPlace } from '../support/everyParameter';
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

const RAW = /is not a function|Cannot read|undefined|toISO|\[object/;

const unlessBad = (value: unknown) =>
	`={{ $json.bad ? Interval.after(DateTime.now(), { days: 1 }) : ${JSON.stringify(value)} }}`;

const isError = ({ json }: OutputItem) => 'error' in json;

describe.each(Object.keys(SPECS) as Vendor[])('%s', (vendor) => {
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig(vendor);
	});
	afterAll(async () => await rig.stop());

	async function prepared(description: INodeTypeDescription) {
		await rig.reset();
		const { parameters: usual = {} } = await typicalRun(vendor, description.name)(rig);
		const takesTime = description.properties.some(({ name }) => name === 'waitForCompletion');
		const parameters: Json = takesTime ? { ...usual, waitForCompletion: false } : usual;
		// Once confirmed, a batch is known to be under way. Others are looked at again after a while.
		await rig.sandbox.control.switches({ outreach: { confirmationThreshold: 0 } });
		const examples = await exampleValues(description.name, parameters, rig);
		return everyPlace(description, parameters, examples);
	}

	const nodes = actionNodes.filter(
		(description) => vendorOf(description) === vendor && !TOGETHER.includes(description.name),
	);

	it.each(nodes)('$name: only the item with it fails', async (description) => {
		const faults: unknown[] = [];
		const places = await prepared(description);
		for (const { name, example, withValue } of places) {
			const { output, error } = await rig.run({
				node: description.name,
				onError: 'continueErrorOutput',
				parameters: withValue(unlessBad(example)),
				items: [{}, { bad: true }],
			});
			const [served = [], failed = []] = output ?? [];
			const its = failed.filter((one) => origins(one).includes(1));
			const isRight =
				!error &&
				its.length === 1 &&
				its.every(({ json }) => 'error' in json && !RAW.test(String(json.error))) &&
				served.every((one) => !isError(one) && origins(one).join() === '0');
			if (!isRight) faults.push({ name, error, served: served.length, failed });
		}
		expect(faults).toEqual([]);
		expect(places.length).toBeGreaterThanOrEqual(4);
	});
});
