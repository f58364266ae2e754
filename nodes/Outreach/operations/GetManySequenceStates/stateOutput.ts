import type { OutputFields } from '../../../shared/outputShape';

const SIMPLIFIED = [
	'prospectName',
	'prospectEmail',
	'sequenceName',
	'state',
	'reason',
	'stateChangedAt',
	'id',
	'prospectId',
	'sequenceId',
	'mailboxId',
];

/** The fields of a sequence state that is found: https://developers.outreach.io/api/reference */
export const STATE_OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...SIMPLIFIED,
		'accountId',
		'activeAt',
		'bounceCount',
		'callCompletedAt',
		'clickCount',
		'createdAt',
		'deliverCount',
		'errorReason',
		'failureCount',
		'negativeReplyCount',
		'neutralReplyCount',
		'openCount',
		'optOutCount',
		'pauseReason',
		'positiveReplyCount',
		'repliedAt',
		'replyCount',
		'scheduleCount',
		'updatedAt',
	],
	ids: ['id'],
};
