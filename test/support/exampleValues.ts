import type { Json } from '../../tools/core-host/protocol';
import { prospectId } from './explorium';
import type { Vendor } from './sandbox';
import { SPECS } from './typicalRuns';
import type { VendorRig } from './vendorRig';

const condition = (field: string, value: string) => ({
	condition: [{ field, operator: 'atLeast', value }],
});
const mapper = (value: Json) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});

const EXPLORIUM: Json = {
	linkedin: 'https://www.linkedin.com/in/ada-morales',
	phoneNumber: '+14155550123',
	fullName: 'Ada Morales',
	companyName: 'Northwind Robotics',
	businessId: '23d794056048ff2bc8c6b3a4ecd223d1',
	enrollmentKeys: ['customers'],
	'options.timestampFrom': '2020-01-01',
	'options.timestampTo': '2035-01-01',
	// Version 1 of the API has none to choose.
	'options.webhookId': '',
	'updateFields.webhookId': '',
	'updateFields.prospectIds': prospectId(1),
};

const OUTREACH: Json = {
	emails: 'ada.morales@northwind-robotics.example',
	domain: 'northwind-robotics.example',
	filter: condition('createdAt', '2000-01-01'),
	applyToAll: true,
	userIds: '1',
	searchText: 'Northwind',
	'options.externalStartPayload': 'from a test',
	'options.stepOverrides': '[{"id": 1}]',
	'filters.action': 'prospectsAddTags',
	'filters.prospectId': '1001',
	'filters.state': 'finished',
};

/** Values that serve in the fields of a node's form, by name, beside those it is usually run with. */
export async function exampleValues(node: string, usual: Json, rig: VendorRig): Promise<Json> {
	const [vendor] = /^(explorium|saleshandy|outreach)/.exec(node) as RegExpExecArray;
	const common = {
		explorium: async () => EXPLORIUM,
		saleshandy: async () => await saleshandyExamples(usual, rig),
		outreach: async () => outreachExamples(node),
	};
	return { ...(await common[vendor as Vendor]()), ...SPECS[vendor as Vendor][node]?.examples };
}

function outreachExamples(node: string): Json {
	const [name, value] = node.includes('Account') ? ['industry', 'Retail'] : ['title', 'CEO'];
	const single = {
		attributes: mapper({ [name]: value }),
		fieldValues: { field: [{ name, value }] },
	};
	return { ...OUTREACH, ...single, ids: node.includes('Account') ? '101' : '1001' };
}

async function saleshandyExamples(usual: Json, { sandbox }: VendorRig): Promise<Json> {
	const [{ email }] = (await sandbox.control.state()).people;
	const { sequences } = await sandbox.control.saleshandy();
	const sequence = sequences.find(({ title }) => title === 'New job');
	const { field } = (usual.fieldValues ?? { field: [] }) as { field: Json[] };
	return {
		emails: email,
		stepId: { __rl: true, mode: 'id', value: sequence?.steps[0].id },
		searchText: email,
		fields: ['First Name'],
		attributes: mapper(
			Object.fromEntries(field.map(({ fieldId, attributeValue }) => [fieldId, attributeValue])),
		),
	};
}
