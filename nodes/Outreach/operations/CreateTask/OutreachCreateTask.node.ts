import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import type { MergedCall } from '../../../shared/merge';
import { notice } from '../../../shared/notice';
import { inShape, outputForm } from '../../../shared/outputShape';
import { flatRecord } from '../../flatRecord';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { openOutreach } from '../../client';
import { searchAccounts, searchProspects, searchUsers } from '../../pickers';
import { taskCreator } from './createTask';
import {
	actionField,
	assignToField,
	dueAtField,
	dueField,
	noteField,
	optionsField,
	subjectFields,
	subjectTypeField,
	taskOwnerField,
} from './fields';
import { readTask, type TaskWish } from './readTask';
import { TASK_OUTPUT } from './taskOutput';

/** https://developers.outreach.io/api/reference */
export class OutreachCreateTask implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Create Task',
		name: 'outreachCreateTask',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.action.replace("_", " ") + " for the " + $parameter.subjectType }}',
		description:
			'Create an Outreach task for a user about a prospect or an account, such as a call or an email to write. Needs the ID of the prospect or account, and returns one item per task with its ID.',
		defaults: { name: 'Outreach: Create Task' },
		documentationUrl: docsPage('outreach.md#outreach-create-task'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice(
				'Tasks need the scope tasks.all. If the credential was connected before this node came, add it to Scope in the credential and to the app in the Outreach developer portal, then reconnect.',
			),
			subjectTypeField,
			subjectFields.prospect,
			subjectFields.account,
			actionField,
			dueField,
			dueAtField,
			assignToField,
			taskOwnerField,
			noteField,
			...outputForm(TASK_OUTPUT),
			optionsField,
			requestOptions,
		],
	};

	methods = { listSearch: { searchAccounts, searchProspects, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const create = taskCreator();
		return await runCalls(this, {
			open: openOutreach,
			read: (context, item) => {
				const wish = readTask(context, item);
				return wish.ok ? success({ item, wish: wish.value }) : wish;
			},
			plan: (requests) => ({ calls: callPerTask(requests) }),
			attempt: async ({ settings }, _ids, { client }) => {
				const made = await create(client, settings);
				if (!made.ok) return made;
				const { created, task } = made.value;
				return success(
					inShape(settings.shape, TASK_OUTPUT, {
						whole: () => ({ ...flatRecord(task), created }),
						raw: () => ({ created, ...task, id: Number(task.id) }) as unknown as IDataObject,
					}),
				);
			},
			describe: ({ id, created = true }) =>
				`task ${String(id)}${created ? '' : ', which was there'}`,
		});
	}
}

/** One call for each item, or for all items with the same reference for the same record. */
function callPerTask(
	requests: Array<{ item: number; wish: TaskWish }>,
): Array<MergedCall<TaskWish>> {
	const calls = new Map<string, { wish: TaskWish; items: number[] }>();
	for (const { item, wish } of requests) {
		const { subject, reference } = wish;
		const key = JSON.stringify(reference === undefined ? [item] : [subject, reference]);
		const known = calls.get(key);
		if (known === undefined) calls.set(key, { wish, items: [item] });
		else known.items.push(item);
	}
	return [...calls].map(([key, { wish, items }]) => {
		return { settings: wish, ids: [key], itemsOf: new Map([[key, items]]) };
	});
}
