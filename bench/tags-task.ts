import { setTimeout as sleep } from 'node:timers/promises';
import { bareClient } from './axios-loop.ts';
import { httpRequest, type Batching } from './http-request.ts';
import type { MeasuredNode } from './n8n.ts';
import { oneByOne } from './one-by-one.ts';
import type { Sandbox } from './sandbox.ts';
import type { Outcome, Task } from './task.ts';
import type { Items } from './workflow.ts';

const TAG = 'Bench';
const MEDIA_TYPE = 'application/vnd.api+json';
const ACTION = '/batches/actions/prospectsAddTags';
/** The sandbox numbers its prospects from here on. */
const FIRST_ID = 1001;
/** When our nodes look at a batch: after these pauses, in milliseconds. */
const PAUSES = [300, 1000, 1500, 2250];
/** A batch takes 400 ms in the sandbox. */
const BATCHES_END_WITHIN_MS = 1000;

interface BatchAnswer {
	data: { id: number; attributes: { state: string; total: number } };
}

/** Adding a tag to so many prospects, each of which comes in one or several items. */
export function tagsTask(prospects: number, itemsEach = 1): Task {
	return {
		vendor: 'outreach',
		people: prospects,
		items: `return Array.from({ length: ${prospects * itemsEach} }, (_, number) => ({
			json: { id: ${FIRST_ID} + (number % ${prospects}) },
		}));`,
		records: prospects,
		fewestCalls: 1,
		counters: ['batches'],
		arrived: async (sandbox) => {
			await sleep(BATCHES_END_WITHIN_MS);
			const people = await sandbox.people();
			return people.filter(({ outreach }) => outreach?.tags.includes(TAG)).length;
		},
	};
}

/** All prospect ids as one item, as n8n's Aggregate node makes it. */
export function tagsListItems(prospects: number): Items {
	return `return [{
		json: { id: Array.from({ length: ${prospects} }, (_, number) => ${FIRST_ID} + number) },
	}];`;
}

export const tagsNode: MeasuredNode = {
	type: 'n8n-nodes-prospect-events.outreachAddTagsToProspects',
	credential: 'Outreach (sandbox)',
	parameters: { selectBy: 'ids', ids: '={{ $json.id }}', tags: TAG },
};

/** The HTTP Request node with a bulk action per prospect, whose end it does not wait for. */
export function tagsByHttp(sandbox: Sandbox, batching?: Batching): MeasuredNode {
	return httpRequest({
		credential: 'Outreach (sandbox)',
		credentialType: 'outreachOAuth2Api',
		url: `${sandbox.url}/outreach/api/v2${ACTION}`,
		contentType: MEDIA_TYPE,
		body: `={{ JSON.stringify({ data: { attributes: { tags: ['${TAG}'], ids: [$json.id] } } }) }}`,
		batching,
	});
}

/** A bulk action per prospect, one after the other, whose end nobody waits for. */
export function tagsOneByOne(sandbox: Sandbox): MeasuredNode {
	return oneByOne('Outreach (sandbox)', 'outreachOAuth2Api', {
		url: `${sandbox.url}/outreach/api/v2${ACTION}`,
		contentType: MEDIA_TYPE,
		body: `={{ { data: { attributes: { tags: ['${TAG}'], ids: [$json.id] } } } }}`,
	});
}

/** Our calls without n8n and our nodes: one bulk action, its confirmation, looks until it ends. */
export function tagsByLoop(prospects: number) {
	const ids = Array.from({ length: prospects }, (_, number) => FIRST_ID + number);
	return async ({ url }: Sandbox): Promise<Outcome> => {
		const client = bareClient(`${url}/outreach/api/v2`, {
			authorization: 'Bearer demo-access-token',
			'content-type': MEDIA_TYPE,
		});
		const started = performance.now();
		const body = { data: { attributes: { tags: [TAG], ids } } };
		let batch = (await client.post<BatchAnswer>(ACTION, body)).data.data;
		if (batch.attributes.state === 'confirming') {
			const query = `actionParams[confirmedCount]=${batch.attributes.total}`;
			await client.post(`/batches/${batch.id}/actions/confirm?${query}`, {});
		}
		for (const pause of PAUSES) {
			await sleep(pause);
			batch = (await client.get<BatchAnswer>(`/batches/${batch.id}`)).data.data;
			if (batch.attributes.state === 'finished') break;
		}
		const seconds = (performance.now() - started) / 1000;
		return { seconds, failures: batch.attributes.state === 'finished' ? 0 : prospects };
	};
}
