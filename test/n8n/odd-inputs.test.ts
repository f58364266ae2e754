/**
 * What expressions give besides the right thing, in every input of every node. The nodes and their inputs
 * are found in the package, so a new one is tested too.
 */
import type { INodeProperties } from 'n8n-workflow';
import type { Json, OutputItem } from '../../tools/core-host/protocol';
import { describeNodes } from '../support/describeNodes';
import {
	EXPLAINED,
	inputsOf,
	LEFTOVER,
	NEVER_RIGHT,
	NOTHING,
	NOT_ONE,
	oddExpression,
	type FormInput,
} from '../support/oddInputs';
import type { Vendor } from '../support/sandbox';
import { SPECS, typicalRun } from '../support/typicalRuns';
import { startVendorRig, type VendorRig } from '../support/vendorRig';

interface Described {
	name: string;
	group: string[];
	properties: INodeProperties[];
}

const plainName = (name: string) => name.split('.').at(-1) as string;

/** Fields of records and data that is sent as it is: what they may hold depends on the vendor. */
const HOLDS_ANY_TEXT = ['value', 'attributeValue', 'externalStartPayload'];
/** What Get Many Prospects may know of one person. */
const PERSON = ['personEmails', 'linkedIn', 'firstName', 'lastName', 'company'];
/** Tells about a person: what is not known is left out. */
const isOptional = (node: string, { isRequired, name, type }: FormInput) => {
	if (node === 'exploriumMatchProspects') return type === 'string' && !isRequired;
	if (node === 'outreachGetManyProspects' && PERSON.includes(name)) return true;
	if (node === 'outreachCreateOrUpdateAccount') return name === 'ownerId' || name === 'tags';
	const isValue = type === 'string' || type === 'resourceLocator';
	return node === 'outreachCreateOrUpdateProspect' && isValue && !isRequired;
};

/** Where empty text says that the record has no such key, if it is found by another. */
const BLANK_KEYS: Record<string, string[]> = {
	outreachCreateOrUpdateAccount: ['companyDomain', 'customId', 'accountId'],
	outreachCreateOrUpdateProspect: ['linkedIn'],
};
const mayBeBlank = (node: string, { name }: FormInput) => BLANK_KEYS[node]?.includes(name) === true;

/** Whether a refusal is about the value: a switch may just be off, and a row of fields have no name. */
const isExplainable = ({ name, takesExpressions }: FormInput, text: string) =>
	takesExpressions && name !== 'applyToAll' && !text.includes('"Name" is empty for one field');

describe.each(Object.keys(SPECS) as Vendor[])('%s', (vendor) => {
	let rig: VendorRig;
	let nodes: Described[];
	let tried = 0;

	beforeAll(async () => {
		rig = await startVendorRig(vendor);
		nodes = (await describeNodes<Described>(rig.host)).filter(
			({ name, group }) => plainName(name).startsWith(vendor) && !group.includes('trigger'),
		);
	});
	afterAll(async () => await rig.stop());

	/** The refusals of one run with each odd value in this input: what was accepted is missing. */
	async function refusals(node: string, input: FormInput, odd: Record<string, string>) {
		await rig.reset();
		const { parameters = {}, ...usual } = await typicalRun(vendor, node)(rig);
		const before = (await rig.requests()).length;
		const { output, error } = await rig.run({
			...usual,
			node,
			parameters: input.with(parameters, oddExpression(odd)),
			items: Object.keys(odd).map((name) => ({ odd: name })),
			onError: 'continueErrorOutput',
		});
		if (error) throw new Error(`${node}, ${input.label}: ${error.message}`);
		tried += Object.keys(odd).length;
		const sent = JSON.stringify((await rig.requests()).slice(before));
		if (LEFTOVER.test(sent)) throw new Error(`${node}, ${input.label} sent ${sent}`);
		return new Map((output?.[1] ?? []).map((item) => [String(item.json.odd), saidBy(item)]));
	}

	/** What is wrong with the refusals of an input, in words. */
	async function faultsOf(node: string, input: FormInput, odd: Record<string, string>) {
		const said = await refusals(node, input, odd);
		return Object.keys(odd).flatMap((name) => {
			const text = said.get(name);
			const where = `${node}, ${input.label}, ${name}`;
			if (text === undefined) return [`${where}: accepted`];
			const names = input.name === 'value' || input.name === 'attributeValue' ? '' : input.label;
			const isSaid = text.includes(`"${names}`) && !/TypeError|not a function|of null/.test(text);
			const isExplained = !isExplainable(input, text) || text.includes(EXPLAINED[name] ?? '');
			return isSaid && isExplained ? [] : [`${where}: ${text}`];
		});
	}

	async function allFaults(
		odd: Record<string, string>,
		isMeant: (input: FormInput, node: string) => boolean,
	): Promise<string[]> {
		const faults: string[] = [];
		for (const { name, properties } of nodes) {
			const node = plainName(name);
			for (const input of inputsOf(properties).filter((one) => isMeant(one, node))) {
				faults.push(...(await faultsOf(node, input, odd)));
			}
		}
		return faults;
	}

	it('refuses what is right in no field, by the label of the field', async () => {
		const odd = { ...NEVER_RIGHT };
		expect(await allFaults(odd, ({ name }) => !HOLDS_ANY_TEXT.includes(name))).toEqual([]);
		expect(tried).toBeGreaterThan(50);
	}, 600_000);

	it('refuses what an expression does not find, so that nothing is widened', async () => {
		const isMeant = (input: FormInput, node: string) =>
			!HOLDS_ANY_TEXT.includes(input.name) && !isOptional(node, input);
		const { undefined: missing, null: nothing } = NOTHING;
		expect(
			await allFaults(NOTHING, (input, node) => isMeant(input, node) && !mayBeBlank(node, input)),
		).toEqual([]);
		expect(await allFaults({ missing, nothing }, (input, node) => mayBeBlank(node, input))).toEqual(
			[],
		);
	}, 600_000);

	it('refuses lists, dates and switches where one value is meant', async () => {
		const forSwitches = Object.fromEntries(
			Object.entries(NOT_ONE).filter(([name]) => name !== 'true'),
		);
		const isOne = (input: FormInput) => !input.isList && !HOLDS_ANY_TEXT.includes(input.name);
		expect(
			await allFaults(forSwitches, (input) => isOne(input) && input.type === 'boolean'),
		).toEqual([]);
		expect(
			await allFaults(
				NOT_ONE,
				(input) => isOne(input) && !['boolean', 'dateTime'].includes(input.type),
			),
		).toEqual([]);
	}, 600_000);

	it('writes nothing that is left of other values into a field of a record', async () => {
		const odd = NEVER_RIGHT;
		expect(
			await allFaults(odd, ({ name }) => name === 'value' || name === 'attributeValue'),
		).toEqual([]);
	}, 600_000);

	it('reads a list the same however it is written', async () => {
		for (const { name, properties } of nodes) {
			const node = plainName(name);
			for (const input of inputsOf(properties).filter(
				(one) => one.isList && one.name !== 'value',
			)) {
				const sent: string[] = [];
				let list: unknown[] = [];
				for (const write of WAYS_TO_WRITE) {
					await rig.reset();
					const { parameters = {}, ...usual } = await typicalRun(vendor, node)(rig);
					const held = input.usual(parameters);
					if (held === undefined) break;
					list = [held].flat().flatMap(partsOf);
					const before = (await rig.requests()).length;
					const run = { ...usual, node, parameters: input.with(parameters, write(list)) };
					const { error } = await rig.run(run);
					if (error) throw new Error(`${node}, ${input.label}: ${error.message}`);
					const requests = (await rig.requests()).slice(before);
					sent.push(
						JSON.stringify(
							requests.map(({ method, query, requestBody }) => [method, query, requestBody]),
						),
					);
				}
				expect([node, input.label, new Set(sent).size]).toEqual([
					node,
					input.label,
					sent.length > 0 ? 1 : 0,
				]);
			}
		}
	}, 600_000);
});

/** The entries of what a form usually holds, which may be text, also as an expression. */
const partsOf = (held: unknown): unknown[] =>
	typeof held === 'string' ? held.replace(/^={{ "|" }}$/g, '').split(/, */) : [held];

const WAYS_TO_WRITE: Array<(list: unknown[]) => unknown> = [
	(list) => list,
	(list) => ` ${JSON.stringify(list)} `,
	(list) => JSON.stringify([list]),
	(list) => list.join('\n'),
	(list) => [list],
];

const saidBy = ({ json }: OutputItem): string =>
	`${String(json.error)} ${String((json.details as { description?: string })?.description ?? '')}`;

describe('the polling trigger', () => {
	const NODE = 'exploriumProspectEventsTrigger';
	let rig: VendorRig;
	beforeAll(async () => {
		rig = await startVendorRig('explorium');
	});
	afterAll(async () => await rig.stop());

	const OPTIONS = {
		minutesBetweenSweeps: 'Check Every (Minutes)',
		creditFloor: 'Stop Below (Credits)',
		lookBackDays: 'Look Back (Days)',
		emitExisting: 'Emit Existing Events',
		includeSweepDetails: 'Include Check Details',
		delivery: 'Delivery',
	};
	const REQUESTS = {
		maxAttempts: 'Attempts per Call',
		callsAtOnce: 'Calls at Once',
		longestWait: 'Wait for Rate Limit at Most (Seconds)',
		timeout: 'Wait for Answer at Most (Seconds)',
	};
	const inOptions = (name: string) => (value: string) => ({ options: { [name]: value } });
	const inRequests = (name: string) => (value: string) => ({ requestOptions: { [name]: value } });
	const fields: Array<[string, (value: string) => object]> = [
		...Object.entries(OPTIONS).map(([name, label]): [string, (value: string) => object] => [
			label,
			inOptions(name),
		]),
		...Object.entries(REQUESTS).map(([name, label]): [string, (value: string) => object] => [
			label,
			inRequests(name),
		]),
		['Trigger On', (eventTypes) => ({ eventTypes })],
		['Watch', (source) => ({ source, prospectIds: '0'.repeat(40) })],
		['Explorium Prospect IDs', (prospectIds) => ({ source: 'prospectIds', prospectIds })],
		['List Names or IDs', (enrollmentKeys) => ({ enrollmentKeys })],
	];

	it.each(fields)('refuses odd values of "%s" before anything is sent', async (label, put) => {
		for (const code of [...Object.values(NOTHING), ...Object.values(NEVER_RIGHT)]) {
			const { error } = await rig.run({
				node: NODE,
				mode: 'trigger',
				parameters: put(`={{ ${code} }}`) as Json,
			});
			expect(error?.message).toContain(`"${label}" `);
		}
		expect(await rig.requests()).toEqual([]);
	});

	it('watches all enrolled prospects while no key is chosen, and names keys that nobody has', async () => {
		const all = await rig.run({ node: NODE, mode: 'trigger', parameters: { enrollmentKeys: [] } });
		expect(all.error).toBeNull();
		const { error } = await rig.run({
			node: NODE,
			mode: 'trigger',
			parameters: { enrollmentKeys: ['team A', 'team B'] },
		});
		expect(error?.message).toContain('no enrollment has the list name team A, team B');
	});
});

it('names lists that nobody has beside the output', async () => {
	const rig = await startVendorRig('explorium');
	const { output, hints } = await rig.run({
		node: 'exploriumGetProspectEnrollments',
		parameters: { enrollmentKeys: ['demo_watchlist', 'team B'] },
	});
	await rig.stop();
	expect(output?.[0]).toHaveLength(1);
	expect(JSON.stringify(hints)).toContain('No enrollment in Explorium has the list name team B');
});
