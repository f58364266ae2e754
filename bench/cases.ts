import { fetchByHttp, fetchByLoop, fetchListItems, fetchNode, fetchTask } from './fetch-task.ts';
import type { MeasuredNode } from './n8n.ts';
import { NO_LIMITS, type Limits, type Sandbox } from './sandbox.ts';
import { tagsByHttp, tagsByLoop, tagsListItems, tagsNode, tagsTask } from './tags-task.ts';
import type { Case, Contender } from './task.ts';
import type { Items } from './workflow.ts';
import { updateByHttp, updateByLoop, updateNode, updateTask } from './update-task.ts';

/** How much faster than the vendors' the clock of the limits runs. */
export const CLOCK = 5;

const MINUTE = 60 / CLOCK;
const HOUR = 60 * MINUTE;

/** The vendors' limits, on the faster clock. */
export const LIMITS: Limits = {
	explorium: { limit: 200, windowSeconds: MINUTE, unit: 'requests' },
	saleshandy: { limit: 20, windowSeconds: MINUTE, unit: 'requests' },
	outreach: { limit: 10_000, windowSeconds: HOUR, unit: 'requests' },
};

export const OURS = 'our node';
export const OURS_LIST = 'our node, all ids in one item';
export const OURS_20 = 'our node, 20 calls at once';
export const HTTP = 'HTTP Request node';
export const HTTP_PACED = 'HTTP Request node, batching';
export const LOOP = 'axios loop';
export const FLOOR = 'no calls: Edit Fields node, same expressions';

const PROSPECTS_TO_FETCH = 2_000;
const PROSPECTS_TO_UPDATE = 500;
const PROSPECTS_TO_UPDATE_LIMITED = 25;
const PROSPECTS_TO_TAG = 10_000;
const PROSPECTS_TO_TAG_PACED = 500;
const PROSPECTS_TO_WARM_UP = 400;
const FIELDS = 4;

/** As fast as the limits allow and a twentieth slower, so that no call comes too early. */
const slower = (seconds: number) => seconds * 1050;
export const FETCH_BATCHES = { batchSize: 200, batchInterval: slower(MINUTE) };
const UPDATE_BATCHES = { batchSize: 20, batchInterval: slower(MINUTE) };
export const TAGS_BATCHES = { batchSize: 50, batchInterval: slower((HOUR * 50) / 10_000) };

const ours = (node: MeasuredNode, name = OURS) => ({ name, node, instance: 'ours' as const });
const oursOnList = (node: MeasuredNode, items: Items): Contender => ({
	...ours(node, OURS_LIST),
	items,
});
const http = (node: MeasuredNode, name = HTTP): Contender => ({ name, node, instance: 'http' });

/** n8n's node that sets fields of items, given the expressions of one of ours. It calls nobody. */
function editFields(...expressions: string[]): Contender {
	const assignments = expressions.map((value, index) => ({
		id: String(index),
		name: `field${index}`,
		type: 'string',
		value,
	}));
	return {
		name: FLOOR,
		instance: 'ours',
		node: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments }, options: {} },
		},
	};
}

const ID = '={{ $json.id }}';
const UPDATE = ['={{ $json.prospectId }}', '={{ $json.fieldId }}', '={{ $json.value }}'];

/** All that is measured side by side, in the order of the report. */
export function allCases(sandbox: Sandbox, mostRuns = Infinity): Case[] {
	const times = (runs: number, contender: Contender) => ({
		...contender,
		runs: Math.min(runs, mostRuns),
	});
	return [
		{
			title: 'Explorium fetch, 2,000 prospects',
			limits: NO_LIMITS,
			task: fetchTask(PROSPECTS_TO_FETCH),
			contenders: [
				times(3, ours(fetchNode)),
				times(2, http(fetchByHttp(sandbox))),
				times(3, { name: LOOP, loop: fetchByLoop(PROSPECTS_TO_FETCH) }),
				times(3, oursOnList(fetchNode, fetchListItems(PROSPECTS_TO_FETCH))),
				times(2, editFields(ID)),
			],
		},
		{
			title: 'Saleshandy update, 500 prospects × 4 fields',
			limits: NO_LIMITS,
			task: updateTask(PROSPECTS_TO_UPDATE, FIELDS),
			contenders: [
				times(2, ours(updateNode())),
				times(2, http(updateByHttp(sandbox))),
				times(2, { name: LOOP, loop: updateByLoop(PROSPECTS_TO_UPDATE, FIELDS) }),
				times(2, ours(updateNode({ callsAtOnce: 20 }), OURS_20)),
				times(2, editFields(...UPDATE)),
			],
		},
		{
			title: 'Outreach add tags, 10,000 prospects',
			limits: NO_LIMITS,
			task: tagsTask(PROSPECTS_TO_TAG),
			contenders: [
				times(3, ours(tagsNode)),
				times(1, http(tagsByHttp(sandbox))),
				times(3, { name: LOOP, loop: tagsByLoop(PROSPECTS_TO_TAG) }),
				times(3, oursOnList(tagsNode, tagsListItems(PROSPECTS_TO_TAG))),
				times(2, editFields(ID)),
			],
		},
		{
			title: 'Explorium fetch, 2,000 prospects, limit in force',
			limits: LIMITS,
			task: fetchTask(PROSPECTS_TO_FETCH),
			contenders: [
				times(3, ours(fetchNode)),
				times(2, http(fetchByHttp(sandbox))),
				times(1, http(fetchByHttp(sandbox, FETCH_BATCHES), HTTP_PACED)),
				times(3, { name: LOOP, loop: fetchByLoop(PROSPECTS_TO_FETCH) }),
				times(3, oursOnList(fetchNode, fetchListItems(PROSPECTS_TO_FETCH))),
			],
		},
		{
			title: 'Saleshandy update, 25 prospects × 4 fields, limit in force',
			limits: LIMITS,
			task: updateTask(PROSPECTS_TO_UPDATE_LIMITED, FIELDS),
			contenders: [
				times(1, ours(updateNode())),
				times(2, http(updateByHttp(sandbox))),
				times(1, http(updateByHttp(sandbox, UPDATE_BATCHES), HTTP_PACED)),
				times(1, { name: LOOP, loop: updateByLoop(PROSPECTS_TO_UPDATE_LIMITED, FIELDS) }),
			],
		},
		{
			title: 'Outreach add tags, 10,000 prospects, limit in force',
			limits: LIMITS,
			task: tagsTask(PROSPECTS_TO_TAG),
			contenders: [
				times(3, ours(tagsNode)),
				times(1, http(tagsByHttp(sandbox))),
				times(3, { name: LOOP, loop: tagsByLoop(PROSPECTS_TO_TAG) }),
				times(3, oursOnList(tagsNode, tagsListItems(PROSPECTS_TO_TAG))),
			],
		},
		{
			title: 'Outreach add tags, 500 prospects, limit in force',
			limits: LIMITS,
			task: tagsTask(PROSPECTS_TO_TAG_PACED),
			contenders: [
				times(3, ours(tagsNode)),
				times(1, http(tagsByHttp(sandbox, TAGS_BATCHES), HTTP_PACED)),
				times(3, { name: LOOP, loop: tagsByLoop(PROSPECTS_TO_TAG_PACED) }),
				times(3, oursOnList(tagsNode, tagsListItems(PROSPECTS_TO_TAG_PACED))),
			],
		},
	];
}

/** A small case to begin with: what runs first in a new n8n is slower. */
export function warmUp(sandbox: Sandbox): Case {
	return {
		title: 'Warming up',
		limits: NO_LIMITS,
		task: fetchTask(PROSPECTS_TO_WARM_UP),
		contenders: [
			{ ...ours(fetchNode), runs: 2 },
			{ ...http(fetchByHttp(sandbox)), runs: 2 },
		],
	};
}
