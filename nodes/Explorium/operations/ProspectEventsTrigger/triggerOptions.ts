import type { INodeProperties } from 'n8n-workflow';
import { formerInterval } from './checkEvery';

const options: INodeProperties[] = [
	{
		displayName: 'Add to Each Event',
		name: 'addToEvents',
		type: 'multiOptions',
		options: [
			{
				name: 'Contacts',
				value: 'contacts',
				description: 'The email addresses, and whether Explorium calls the current one valid',
			},
			{
				name: 'Profile',
				value: 'profile',
				description: 'The name, and the present job with company and domain',
			},
		],
		default: [],
		description:
			'What else to fetch about the prospect of each new event. Explorium uses credits for every prospect it finds, 2 for contacts. If it cannot be fetched, the event comes without it and says why.',
	},
	{
		displayName: 'Stop Below (Credits)',
		name: 'creditFloor',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Check no more when the account has this many credits or fewer. The trigger says so once, and goes on when there are more. 0 means that it never stops.',
	},
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		options: [
			{
				name: 'Once',
				value: 'once',
				description:
					'No event comes twice. If n8n is killed in the short moment before it has saved an execution, the events of that execution are lost.',
			},
			{
				name: 'At Least Once',
				value: 'atLeastOnce',
				description:
					'No event is lost. After a restart, the events that n8n may not have saved come once more, with "redelivered" set to true.',
			},
		],
		default: 'once',
		description:
			"What happens to events if n8n is killed just when they come. At Least Once costs one more execution, without items, after each one with events. The nodes of this package may safely run again for the same event, if Create Task has a Once Per Reference. n8n's durable engine loses and repeats nothing, whatever you choose.",
	},
	{
		displayName: 'Look Back (Days)',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 90 },
		default: 90,
		description:
			'How far back to look for events not seen before. Explorium finds many of them weeks after they happened, and keeps them for about 90 days.',
	},
	{
		displayName: 'Emit Existing Events',
		name: 'emitExisting',
		type: 'boolean',
		default: false,
		description:
			'Whether to also emit the events that a prospect already has when it is watched for the first time, instead of only remembering them',
	},
	{
		displayName: 'Include Check Details',
		name: 'includeSweepDetails',
		type: 'boolean',
		default: false,
		description:
			'Whether to add to each item how many prospects the check was about, which IDs it skipped because Explorium refused them, how many entries it could not read, and how many credits it used',
	},
	formerInterval,
];

/** The trigger's less common settings, in the order in which people need them. */
export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
};
