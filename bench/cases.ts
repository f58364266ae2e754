import {
	fetchByHttp,
	fetchByLoop,
	fetchListItems,
	fetchNode,
	fetchOneByOne,
	fetchTask,
} from './fetch-task.ts';
import { importByLoop, importNode, importTask } from './import-task.ts';
import type { MeasuredNode } from './n8n.ts';
import { NO_LIMITS, type Limits, type Sandbox } from './sandbox.ts';
import {
	tagsByHttp,
	tagsByLoop,
	tagsListItems,
	tagsNode,
	tagsOneByOne,
	tagsTask,
} from './tags-task.ts';
import type { Case, Contender, Task } from './task.ts';
import type { Items } from './workflow.ts';
import {
	updateByHttp,
	updateByLoop,
	updateNode,
	updateOneByOne,
	updateTask,
} from './update-task.ts';
import { upsertByLoop, upsertNode, upsertTask } from './upsert-task.ts';

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
export const HTTP = 'HTTP Request node';
export const HTTP_PACED = 'HTTP Request node, batching';
export const OFFICIAL = 'official style, one call after the other';
export const LOOP = 'axios loop';
export const FEWEST = 'axios loop, fewest calls, no checks';
export const FLOOR = 'no calls: Edit Fields node, same expressions';

/** The case whose goal is the highest. */
export const TAGS_LIMITED = 'Outreach add tags, 10,000 prospects, limit in force';

const PROSPECTS_TO_FETCH = 2_000;
const PROSPECTS_TO_UPDATE = 500;
/** With the look-up of the fields, calls for three full windows and a bit. */
const PROSPECTS_TO_UPDATE_LIMITED = 65;
const PROSPECTS_TO_TAG = 10_000;
const PROSPECTS_TO_WRITE = 500;
const PEOPLE_TO_IMPORT = 1_000;
/** How many calls one after the other are measured; more of them take as long each. */
const PART = 100;
const PROSPECTS_TO_WARM_UP = 400;
const FIELDS = 4;

/** As fast as the limits allow and a twentieth slower, so that no call comes too early. */
const slower = (seconds: number) => seconds * 1050;
export const FETCH_BATCHES = { batchSize: 200, batchInterval: slower(MINUTE) };

const ours = (node: MeasuredNode, name = OURS) => ({ name, node, instance: 'ours' as const });
const oursOnList = (node: MeasuredNode, items: Items): Contender => ({
	...ours(node, OURS_LIST),
	items,
});
const official = (node: MeasuredNode, part: Task): Contender => ({
	name: OFFICIAL,
	node,
	instance: 'http',
	part,
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
				times(1, official(fetchOneByOne(sandbox), fetchTask(PART))),
				times(3, { name: LOOP, loop: fetchByLoop(PROSPECTS_TO_FETCH) }),
				times(2, oursOnList(fetchNode, fetchListItems(PROSPECTS_TO_FETCH))),
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
				times(1, official(updateOneByOne(sandbox), updateTask(PART / FIELDS, FIELDS))),
				times(2, { name: LOOP, loop: updateByLoop(PROSPECTS_TO_UPDATE, FIELDS) }),
				times(2, editFields(...UPDATE)),
			],
		},
		{
			title: 'Outreach add tags, 10,000 prospects',
			limits: NO_LIMITS,
			task: tagsTask(PROSPECTS_TO_TAG),
			contenders: [
				times(3, ours(tagsNode)),
				times(1, { ...http(tagsByHttp(sandbox)), part: tagsTask(PROSPECTS_TO_TAG / 10) }),
				times(1, official(tagsOneByOne(sandbox), tagsTask(PART))),
				times(3, { name: LOOP, loop: tagsByLoop(PROSPECTS_TO_TAG) }),
				times(3, oursOnList(tagsNode, tagsListItems(PROSPECTS_TO_TAG))),
				times(2, editFields(ID)),
			],
		},
		{
			title: 'Outreach create or update, 500 prospects',
			limits: NO_LIMITS,
			task: upsertTask(PROSPECTS_TO_WRITE),
			contenders: [
				times(1, ours(upsertNode)),
				times(1, { name: FEWEST, loop: upsertByLoop(PROSPECTS_TO_WRITE) }),
			],
		},
		{
			title: 'Saleshandy import into a sequence, 1,000 people',
			limits: NO_LIMITS,
			task: importTask(PEOPLE_TO_IMPORT),
			contenders: [
				times(1, ours(importNode)),
				times(1, { name: FEWEST, loop: importByLoop(PEOPLE_TO_IMPORT) }),
			],
		},
		{
			title: 'Explorium fetch, 2,000 prospects, limit in force',
			limits: LIMITS,
			task: fetchTask(PROSPECTS_TO_FETCH),
			contenders: [
				times(3, ours(fetchNode)),
				times(1, http(fetchByHttp(sandbox))),
				times(1, http(fetchByHttp(sandbox, FETCH_BATCHES), HTTP_PACED)),
				times(2, { name: LOOP, loop: fetchByLoop(PROSPECTS_TO_FETCH) }),
				times(2, oursOnList(fetchNode, fetchListItems(PROSPECTS_TO_FETCH))),
			],
		},
		{
			title: 'Saleshandy update, 65 prospects × 4 fields, limit in force',
			limits: LIMITS,
			task: updateTask(PROSPECTS_TO_UPDATE_LIMITED, FIELDS),
			contenders: [times(1, ours(updateNode())), times(1, http(updateByHttp(sandbox)))],
		},
		{
			title: TAGS_LIMITED,
			limits: LIMITS,
			task: tagsTask(PROSPECTS_TO_TAG),
			contenders: [
				times(3, ours(tagsNode)),
				times(1, http(tagsByHttp(sandbox))),
				times(3, { name: LOOP, loop: tagsByLoop(PROSPECTS_TO_TAG) }),
				times(3, oursOnList(tagsNode, tagsListItems(PROSPECTS_TO_TAG))),
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
