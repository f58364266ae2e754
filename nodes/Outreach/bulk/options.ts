import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { includeInputOption } from '../../shared/includeInput';
import {
	choiceSetting,
	numberSetting,
	readSettings,
	switchSetting,
} from '../../shared/read/settings';
import { success, type Result } from '../../shared/result';

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
	displayName: 'Wait for Batch at Most (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT,
	description:
		'How long the node waits for Outreach to finish the batch. After that it stops with the ID of the batch, which continues in Outreach. It limits no single call: that is under Request Options.',
};

const options: INodeProperties[] = [
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
	{
		displayName: 'Accept Fewer Records',
		name: 'acceptFewer',
		type: 'boolean',
		default: false,
		description:
			'Whether to go on when Outreach finds only some of the records. Otherwise such a batch is canceled if it can still be canceled.',
	},
	maxWaitOption,
	includeInputOption,
];

const skipConfirmationOption: INodeProperties = {
	displayName: 'Skip Confirmation',
	name: 'skipConfirmation',
	type: 'boolean',
	default: false,
	description:
		'Whether a batch starts without a look at its number of records. Leave it off. Outreach allows this up to about 140 records.',
};

/** The form of the options of a bulk action, with those it has besides. */
export function bulkOptions(own: INodeProperties[] = []): INodeProperties {
	return batchOptions([...own, skipConfirmationOption]);
}

/** The form of the options of what starts and follows a batch, with those it has besides. */
export function batchOptions(own: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...options],
	};
}

/** The setting for `maxWaitOption`, in seconds. */
export const maxWaitSetting = numberSetting(maxWaitOption);

const waitSetting = switchSetting(waitField);
const [failedRecordsOption, acceptFewerOption] = options;
const SETTINGS = {
	acceptFewer: switchSetting(acceptFewerOption),
	failedRecords: choiceSetting(failedRecordsOption),
	maxWait: maxWaitSetting,
	skipConfirmation: switchSetting(skipConfirmationOption),
};

/** Reads the options for one input item. */
export function readBulkOptions(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<BulkOptions> {
	const waits = waitSetting.read(context.getNodeParameter(waitField.name, itemIndex, true));
	if (!waits.ok) return waits;
	const read = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!read.ok) return read;
	const { acceptFewer, failedRecords, maxWait, skipConfirmation } = read.value;
	return success({
		waits: waits.value,
		maxWaitMs: maxWait * 1000,
		acceptsFewer: acceptFewer,
		skipConfirmation,
		returnsFailed: failedRecords === 'output',
	});
}
