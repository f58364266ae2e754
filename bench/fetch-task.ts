import { bareClient, callPatiently, loop } from './axios-loop.ts';
import { httpRequest, type Batching } from './http-request.ts';
import type { MeasuredNode } from './n8n.ts';
import { oneByOne } from './one-by-one.ts';
import type { Sandbox } from './sandbox.ts';
import type { Outcome, Task } from './task.ts';
import type { Items } from './workflow.ts';

const PER_CALL = 40;
const EVENT_TYPES = ['prospect_changed_role', 'prospect_changed_company'];

/** A prospect id of Explorium by its number, in JavaScript that the Code node runs as well. */
const ID = `number.toString(16).padStart(40, '0')`;
const idOf = (number: number) => number.toString(16).padStart(40, '0');

interface Answer {
	output_events?: Array<{ event_id: string }>;
}

/** Fetching the events of so many prospects, each of which has one. */
export function fetchTask(prospects: number): Task {
	const ids = Array.from({ length: prospects }, (_, number) => idOf(number));
	return {
		vendor: 'explorium',
		people: 0,
		items: `return Array.from({ length: ${prospects} }, (_, number) => ({ json: { id: ${ID} } }));`,
		records: prospects,
		fewestCalls: Math.ceil(prospects / PER_CALL),
		counters: ['eventFetches'],
		prepare: async (sandbox) => await sandbox.addEvents(ids),
		received: (output) => {
			const events = output.flatMap((json) => (json as Answer).output_events ?? [json]);
			return new Set(events.map(({ event_id }) => event_id).filter(Boolean)).size;
		},
	};
}

export const fetchNode: MeasuredNode = {
	type: 'n8n-nodes-prospect-events.exploriumFetchProspectEvents',
	credential: 'Explorium (sandbox)',
	parameters: { prospectIds: '={{ $json.id }}' },
};

/** All prospect ids as one item, as n8n's Aggregate node makes it. */
export function fetchListItems(prospects: number): Items {
	return `return [{
		json: { id: Array.from({ length: ${prospects} }, (_, number) => ${ID}) },
	}];`;
}

/** The HTTP Request node with a call per prospect. */
export function fetchByHttp(sandbox: Sandbox, batching?: Batching): MeasuredNode {
	return httpRequest({
		credential: 'Explorium key',
		url: `${sandbox.url}/explorium/v1/prospects/events`,
		body: `={{ { event_types: ${JSON.stringify(EVENT_TYPES)}, prospect_ids: [$json.id] } }}`,
		batching,
	});
}

/** A call per prospect, one after the other. */
export function fetchOneByOne(sandbox: Sandbox): MeasuredNode {
	return oneByOne('Explorium (sandbox)', 'exploriumApi', {
		url: `${sandbox.url}/explorium/v1/prospects/events`,
		body: `={{ { event_types: ${JSON.stringify(EVENT_TYPES)}, prospect_ids: [$json.id] } }}`,
	});
}

/** Our calls without n8n and our nodes. */
export function fetchByLoop(prospects: number) {
	const ids = Array.from({ length: prospects }, (_, number) => idOf(number));
	return async ({ url }: Sandbox): Promise<Outcome> => {
		const client = bareClient(`${url}/explorium/v1`, { api_key: 'demo-explorium-key' });
		const chunks = Array.from({ length: Math.ceil(prospects / PER_CALL) }, (_, index) =>
			ids.slice(index * PER_CALL, (index + 1) * PER_CALL),
		);
		const found = new Set<string>();
		let failures = 0;
		const started = performance.now();
		await loop(chunks, async (prospect_ids) => {
			const body = { event_types: EVENT_TYPES, prospect_ids };
			const answer = await callPatiently(() => client.post<Answer>('/prospects/events', body));
			if (answer.status !== 200) failures += prospect_ids.length;
			for (const { event_id } of (answer.data as Answer).output_events ?? []) found.add(event_id);
		});
		return { seconds: (performance.now() - started) / 1000, failures, received: found.size };
	};
}
