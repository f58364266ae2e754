import type { OutputFields } from '../../../shared/outputShape';

const SIMPLIFIED = [
	'note',
	'action',
	'state',
	'dueAt',
	'created',
	'id',
	'prospectId',
	'accountId',
	'ownerId',
	'createdAt',
];

/** The fields of a task: https://developers.outreach.io/api/reference */
export const TASK_OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...SIMPLIFIED,
		'autoskipAt',
		'compiledSequenceTemplateHtml',
		'completed',
		'completedAt',
		'taskType',
		'updatedAt',
	],
	ids: ['id'],
};
