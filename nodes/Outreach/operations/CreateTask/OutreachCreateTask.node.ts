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
import { addTo } from '../../../shared/addTo';
import { paired } from '../../../shared/paired';
import { printValue } from '../../../shared/valueText';
import { notice } from '../../../shared/notice';
import { inShape, outputForm, type Shape } from '../../../shared/outputShape';
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
import type { Resource } from '../../jsonApi';
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
				const [{ wish }, ...others] = settings;
				const made = await create(client, wish);
				if (made.ok && made.value.created && others.some((one) => isOther(one.wish, wish))) {
					client.reportEach(sayLeftOut, String(wish.reference));
				}
				return made;
			},
			output: ({ call: { settings }, value }) => ({
				items: settings.map(({ item, wish }, place) =>
					paired(show(value.task, value.created && place === 0, wish.shape), item),
				),
			}),
			describe: ({ task, created }) => `task ${task.id}${created ? '' : ', which was there'}`,
		});
	}
}

/** What an input item asks for. */
interface Asked {
	item: number;
	wish: TaskWish;
}

/** One call for each item, or for all items with the same reference for the same record. */
function callPerTask(requests: Asked[]): Array<MergedCall<Asked[]>> {
	const calls = new Map<string, Asked[]>();
	for (const asked of requests) {
		const { subject, reference } = asked.wish;
		const key = JSON.stringify(reference === undefined ? [asked.item] : [subject, reference]);
		addTo(calls, key, asked);
	}
	return [...calls].map(([key, all]) => {
		return { settings: all, ids: [key], itemsOf: new Map([[key, all.map(({ item }) => item)]]) };
	});
}

/** Whether a wish asks for a task that says something else. */
const isOther = (one: TaskWish, made: TaskWish) =>
	one.note !== made.note ||
	one.action !== made.action ||
	one.dueAt !== made.dueAt ||
	one.ownerId !== made.ownerId;

const SHOWN_REFERENCES = 5;

/** Says for which references some items asked for something else than the task that was created. */
function sayLeftOut(references: string[]): string {
	const shown = references.slice(0, SHOWN_REFERENCES).map((reference) => printValue(reference));
	const left = references.length - shown.length;
	return `Items with the same reference make one task, and the first of them counts. Others asked for another note, type, due time or user, which was left out: reference ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
}

function show(task: Resource, created: boolean, shape: Shape): IDataObject {
	return inShape(shape, TASK_OUTPUT, {
		whole: () => ({ ...flatRecord(task), created }),
		raw: () => ({ created, ...task, id: Number(task.id) }) as unknown as IDataObject,
	});
}
