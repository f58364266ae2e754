import { makeSaleshandyState } from '../sandbox/saleshandy/state.ts';
import { makePeople } from '../sandbox/world/people.ts';
import { bareClient, callPatiently, loop } from './axios-loop.ts';
import { httpRequest, type Batching } from './http-request.ts';
import type { MeasuredNode } from './n8n.ts';
import { oneByOne } from './one-by-one.ts';
import type { Sandbox } from './sandbox.ts';
import type { Outcome, Task } from './task.ts';

/** Fields of the sandbox that take any text. */
const LABELS = ['Company', 'Job Title', 'City', 'Phone', 'Nickname'];

interface Saleshandy {
	prospects: string[];
	fields: Array<{ id: string; label: string }>;
}

/** The sandbox's world is the same every time, so its ids are known beforehand. */
function saleshandyOf(people: number, fieldsEach: number): Saleshandy {
	const labels = LABELS.slice(0, fieldsEach);
	const { prospects, fields } = makeSaleshandyState(makePeople(people), Date.now());
	return {
		prospects: prospects.map(({ id }) => id),
		fields: fields.filter(({ label }) => labels.includes(label)),
	};
}

/** Setting fields of so many prospects, given as one item for each field of each prospect. */
export function updateTask(people: number, fieldsEach: number): Task {
	const { prospects, fields } = saleshandyOf(people, fieldsEach);
	return {
		vendor: 'saleshandy',
		people,
		items: `
			const prospects = ${JSON.stringify(prospects)};
			const fields = ${JSON.stringify(fields.map(({ id }) => id))};
			return prospects.flatMap((prospectId, number) =>
				fields.map((fieldId) => ({ json: { prospectId, fieldId, value: 'New ' + number } })),
			);`,
		records: people * fieldsEach,
		fewestCalls: people,
		counters: ['attributeCalls'],
		arrived: async (sandbox) => {
			const known = await sandbox.people();
			return known.reduce((sum, { saleshandy: { attributes } }, number) => {
				const written = fields.filter(({ label }) => attributes[label] === `New ${number}`);
				return sum + written.length;
			}, 0);
		},
	};
}

export function updateNode(requestOptions: object = {}): MeasuredNode {
	return {
		type: 'n8n-nodes-prospect-events.saleshandyUpdateProspectAttribute',
		credential: 'Saleshandy (sandbox)',
		parameters: {
			prospectId: '={{ $json.prospectId }}',
			fieldsToSet: 'byId',
			fieldValues: {
				field: [{ fieldId: '={{ $json.fieldId }}', attributeValue: '={{ $json.value }}' }],
			},
			requestOptions,
		},
	};
}

/** The HTTP Request node with a call per field. */
export function updateByHttp(sandbox: Sandbox, batching?: Batching): MeasuredNode {
	const root = `${sandbox.url}/saleshandy/v1/prospects`;
	return httpRequest({
		credential: 'Saleshandy key',
		url: `=${root}/{{ encodeURIComponent($json.prospectId) }}/attribute`,
		body: '={{ { fieldId: $json.fieldId, attributeValue: $json.value } }}',
		batching,
	});
}

/** A call per field, one after the other. */
export function updateOneByOne(sandbox: Sandbox): MeasuredNode {
	const root = `${sandbox.url}/saleshandy/v1/prospects`;
	return oneByOne('Saleshandy (sandbox)', 'saleshandyApi', {
		url: `=${root}/{{ encodeURIComponent($json.prospectId) }}/attribute`,
		body: '={{ { fieldId: $json.fieldId, attributeValue: $json.value } }}',
	});
}

/** Our calls without n8n and our nodes. */
export function updateByLoop(people: number, fieldsEach: number) {
	const { prospects, fields } = saleshandyOf(people, fieldsEach);
	const writes = prospects.map((id, number) => ({
		path: `/prospects/${encodeURIComponent(id)}/attribute`,
		body: {
			attributes: fields.map((field) => ({ fieldId: field.id, attributeValue: `New ${number}` })),
		},
	}));
	return async ({ url }: Sandbox): Promise<Outcome> => {
		const client = bareClient(`${url}/saleshandy/v1`, { 'x-api-key': 'demo-saleshandy-key' });
		let failures = 0;
		const started = performance.now();
		await client.get('/fields?systemFields=true');
		await loop(writes, async ({ path, body }) => {
			const answer = await callPatiently(() => client.post(path, body));
			if (answer.status !== 201) failures += fieldsEach;
		});
		return { seconds: (performance.now() - started) / 1000, failures };
	};
}
