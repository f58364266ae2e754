import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** What a user may set about how a bulk action is sent and followed. */
export interface BulkOptions {
	waits: boolean;
	maxWaitMs: number;
	acceptsFewer: boolean;
	skipConfirmation: boolean;
	/** Whether failed records come out as items with their status, instead of failing. */
	returnsFailed: boolean;
}

const DEFAULT_MAX_WAIT = 600;

export const waitField: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until Outreach has worked on all records and return one item per record, instead of returning the batch as soon as it is under way',
};

export const maxWaitOption: INodeProperties = {
	displayName: 'Maximum Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT,
	description:
		'How long to wait for Outreach to finish. After that the node stops with the ID of the batch, which goes on in Outreach.',
};

const options: INodeProperties[] = [
	{
		displayName: 'Accept Fewer Records',
		name: 'acceptFewer',
		type: 'boolean',
		default: false,
		description:
			'Whether to go on when Outreach finds only some of the records. Otherwise such a batch is cancelled where that is still possible.',
	},
	{
		displayName: 'If Records Fail',
		name: 'failedRecords',
		type: 'options',
		default: 'stop',
		options: [
			{ name: 'Return Them With Their Status', value: 'output' },
			{ name: 'Treat Their Items as Failed', value: 'stop' },
		],
		description: 'What to do with records that Outreach could not work on',
	},
	maxWaitOption,
];

const skipConfirmationOption: INodeProperties = {
	displayName: 'Skip Confirmation',
	name: 'skipConfirmation',
	type: 'boolean',
	default: false,
	description:
		'Whether large batches start at once, instead of only when the number of records is right. It has no effect above about 140 records.',
};

/** The form of the options of a bulk action, with those it has besides. */
export function bulkOptions(own: INodeProperties[] = []): INodeProperties {
	return batchOptions([skipConfirmationOption, ...own]);
}

/** The form of the options of what starts and follows a batch, with those it has besides. */
export function batchOptions(own: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options, ...own].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Reads the longest time to wait, in milliseconds; what is no number has its default. */
export function readMaxWaitMs(value: unknown): number {
	const seconds = Number(value ?? DEFAULT_MAX_WAIT);
	return Math.max(0, Number.isFinite(seconds) ? seconds : DEFAULT_MAX_WAIT) * 1000;
}

/** Reads the options for one input item. */
export function readBulkOptions(context: IExecuteFunctions, itemIndex: number): BulkOptions {
	const values = context.getNodeParameter('options', itemIndex, {});
	return {
		waits: context.getNodeParameter('waitForCompletion', itemIndex, true) !== false,
		maxWaitMs: readMaxWaitMs(values.maxWait),
		acceptsFewer: values.acceptFewer === true,
		skipConfirmation: values.skipConfirmation === true,
		returnsFailed: values.failedRecords === 'output',
	};
}
