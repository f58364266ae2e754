/**
 * How much of each record a node returns: a few fields that people use, those they choose, or all. The nodes
 * are those of the package.
 */
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { OutputItem } from '../../tools/core-host/protocol';
import { itemsOf } from '../support/explorium';
import type { Vendor } from '../support/sandbox';
import { SPECS, typicalRun } from '../support/typicalRuns';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const MOST_FIELDS = 10;
/** What a list gives to a model that names no limit. */
const LIMIT_OF_TOOLS = 10;
const USUAL_LIMIT = 50;

const exported: Record<string, new () => INodeType> = jest.requireActual('../../index.js');
const actionNodes = Object.values(exported)
	.map((Class) => new Class())
	.filter(({ execute, description }) => execute !== undefined && 'properties' in description)
	.map(({ description }) => description);
const vendorOf = ({ name }: INodeTypeDescription) =>
	(Object.keys(SPECS) as Vendor[]).find((vendor) => name.startsWith(vendor)) as Vendor;
const field = ({ properties }: INodeTypeDescription, name: string) =>
	properties.find((one) => one.name === name);
const offeredBy = (description: INodeTypeDescription) =>
	((field(description, 'fields')?.options ?? []) as Array<{ value: string }>).map(
		({ value }) => value,
	);
const choosing = actionNodes.filter((description) => field(description, 'output'));
const listing = actionNodes.filter((description) => field(description, 'limit'));

const rigs = new Map<Vendor, VendorRig>();
beforeAll(async () => {
	for (const vendor of Object.keys(SPECS) as Vendor[]) {
		rigs.set(vendor, await startVendorRig(vendor));
	}
});
afterAll(async () => await Promise.all([...rigs.values()].map(async (rig) => await rig.stop())));

async function run(description: INodeTypeDescription, more: object): Promise<OutputItem[]> {
	const rig = rigs.get(vendorOf(description)) as VendorRig;
	await rig.reset();
	const usual = await typicalRun(vendorOf(description), description.name)(rig);
	const parameters = { ...usual.parameters, ...more };
	return itemsOf(await rig.run({ ...usual, node: description.name, parameters }));
}

it('no node has the older switch', () => {
	const texts = actionNodes.filter(({ properties }) =>
		/"simplify"/.test(JSON.stringify(properties)),
	);
	expect(texts.map(({ name }) => name)).toEqual([]);
	expect(choosing.length).toBeGreaterThan(10);
});

describe.each(actionNodes)('$name', (description) => {
	it('gives few fields at first', async () => {
		const items = await run(description, {});
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) {
			expect(Object.keys(json).length).toBeLessThanOrEqual(MOST_FIELDS);
		}
	});
});

describe.each(choosing)('$name', (description) => {
	it('gives the fields that are selected, and what tells records apart', async () => {
		const offered = offeredBy(description);
		expect(new Set(offered).size).toBe(offered.length);
		const simplified = await run(description, {});
		// Some names are only known to the account.
		if (offered.length === 0) offered.push(...Object.keys(simplified[0].json));
		const all = await run(description, { output: 'selectedFields', fields: offered });
		for (const [place, { json }] of all.entries()) {
			expect(json).toMatchObject(withoutMoving(simplified[place].json));
		}
		const [first] = offered.filter((name) => name in all[0].json);
		const few = await run(description, { output: 'selectedFields', fields: [first] });
		expect(few).toHaveLength(simplified.length);
		for (const { json } of few) {
			const ids = Object.keys(json).filter((name) => name !== first);
			expect(ids.every((name) => /(^id|_id)$/.test(name))).toBe(true);
			expect(ids.length + Number(/(^id|_id)$/.test(first))).toBeGreaterThan(0);
		}
	});

	it('refuses a selection of nothing, and a choice that there is not', async () => {
		await expect(run(description, { output: 'selectedFields' })).rejects.toThrow(/"Fields"/);
		await expect(run(description, { output: 'all' })).rejects.toThrow(
			/"Output" is "all", but must be one of raw \(Raw\)/,
		);
	});
});

/** What stays the same when everything is begun again. */
function withoutMoving(json: OutputItem['json']) {
	return Object.fromEntries(
		Object.entries(json).filter(([name]) => !/id$|ids$|At$|_time$|_date$/i.test(name)),
	);
}

describe.each(listing)('$name', (description) => {
	it('lists fewer as a tool', () => {
		const limits = description.properties.filter(({ name }) => name === 'limit');
		const shown = limits.map((one) => [one.displayOptions?.show?.['@tool'], one.default]);
		expect(shown).toEqual([
			[[false], USUAL_LIMIT],
			[[true], LIMIT_OF_TOOLS],
		]);
	});
});

it('a model that names no limit gets ten records', async () => {
	const { host, sandbox } = rigs.get('outreach') as VendorRig;
	await sandbox.control.reset();
	const tool = { node: 'outreachGetManyProspectsTool', parameters: { searchBy: 'all' }, args: {} };
	const { output, error } = await host.callTool({
		...tool,
		credentials: outreachCredential(sandbox),
	});
	expect(error).toBeNull();
	expect(JSON.parse(output ?? '')).toHaveLength(LIMIT_OF_TOOLS);
});
