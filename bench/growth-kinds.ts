import { fetchNode, fetchTask } from './fetch-task.ts';
import type { MeasuredNode } from './n8n.ts';
import { tagsNode, tagsTask } from './tags-task.ts';
import type { Task } from './task.ts';
import { updateNode, updateTask } from './update-task.ts';

export type GrowthKind = 'fetch' | 'update' | 'tags';

/** The sandbox takes at most 20,000 persons, so for 100,000 items each of them comes in five. */
const SHARED_BY = 5;

/** The kinds of node whose growth is measured, and work for them by the number of items. */
export const GROWTH: Record<
	GrowthKind,
	{ title: string; node: MeasuredNode; task: (items: number) => Task }
> = {
	fetch: { title: 'Explorium fetch', node: fetchNode, task: fetchTask },
	update: {
		title: 'Saleshandy update',
		node: updateNode(),
		task: (items) => updateTask(items / SHARED_BY, SHARED_BY),
	},
	tags: {
		title: 'Outreach add tags',
		node: tagsNode,
		task: (items) => tagsTask(items / SHARED_BY, SHARED_BY),
	},
};
