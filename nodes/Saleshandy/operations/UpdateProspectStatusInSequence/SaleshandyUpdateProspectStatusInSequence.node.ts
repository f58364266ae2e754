import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { counted } from '../../../shared/counted';
import { pickedName } from '../../../shared/pickedName';
import { clockOf } from '../../../shared/executionClock';
import { notice } from '../../../shared/notice';
import { pickerField } from '../../../shared/pickerField';
import { choicesOf, readChoice } from '../../../shared/read/choice';
import { readNumber } from '../../../shared/read/number';
import { readSettings } from '../../../shared/read/settings';
import { requestOptions } from '../../requestOptions';
import { badInput, success, type Result } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { openSaleshandy } from '../../client';
import { searchProspects, searchSequences } from '../../pickers';
import { prospectField, readProspect } from '../../prospectChoice';
import { readPicked } from '../../readPicked';
import { changePerson, statusLedger } from './changePerson';
import { nameProspect, planPeople, type ItemChange } from './people';
import { statusField, type NewStatus } from './statuses';

const sequencesField: INodeProperties = {
	displayName: 'Sequences',
	name: 'sequences',
	type: 'options',
	noDataExpression: true,
	default: 'one',
	options: [
		{
			name: 'All Sequences',
			value: 'all',
			description: 'All that the prospect is in and that are not finished',
		},
		{ name: 'One Sequence', value: 'one' },
	],
	description: 'Where the prospect gets the status',
};

const sequenceField: INodeProperties = {
	...pickerField({
		displayName: 'Sequence',
		name: 'sequenceId',
		method: 'searchSequences',
		placeholder: 'Select a sequence...',
		exampleId: 'mB3xK9pQ2v',
		description: 'A sequence that the prospect is in',
	}),
	displayOptions: { show: { sequences: ['one'] } },
};

const pauseDelayOption: INodeProperties = {
	displayName: 'Pause Delay (Days)',
	name: 'pauseDelayInDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 365 },
	default: 7,
	description:
		'After how many days the sequence goes on by itself. Only with the status Paused; without it, it stays paused.',
};

const DELAY_RULE = { field: pauseDelayOption.displayName, least: 1, most: 365, isWhole: true };

const SETTINGS = {
	pauseDelayInDays: {
		initial: undefined,
		read: (value: unknown): Result<number | undefined> => readNumber(value, DELAY_RULE),
	},
};

/** https://developer.saleshandy.com/api-reference/prospects/update-status */
export class SaleshandyUpdateProspectStatusInSequence implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Saleshandy: Update Prospect Status in Sequence',
		name: 'saleshandyUpdateProspectStatusInSequence',
		icon: {
			light: 'file:../../../../icons/saleshandy.svg',
			dark: 'file:../../../../icons/saleshandy.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ $parameter.status + " in " + ($parameter.sequences === "all" ? "all sequences" : ${pickedName('sequenceId', 'one sequence')}) }}`,
		description:
			'Pause, resume or finish a Saleshandy prospect in one sequence, or in all that the prospect is in',
		defaults: { name: 'Saleshandy: Update Prospect Status in Sequence' },
		documentationUrl: docsPage('saleshandy.md#saleshandy-update-prospect-status-in-sequence'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'saleshandyApi', required: true }],
		properties: [
			notice(
				'Finished stops the sequence for the prospect for good. Active sends its messages again. Nobody else in the sequence is affected.',
			),
			prospectField,
			statusField,
			sequencesField,
			sequenceField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [pauseDelayOption],
			},
			requestOptions,
		],
	};

	methods = { listSearch: { searchProspects, searchSequences } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const clock = clockOf(this);
		const ledger = statusLedger();
		return await runCalls(this, {
			open: openSaleshandy,
			read: readItem,
			plan: planPeople,
			attempt: async ({ settings }, _ids, { client, goesOn }) =>
				await changePerson(settings, { client, clock, goesOn, ledger }),
			output: ({ value }) => value.output,
			describe: ({ person }) => nameProspect(person),
			sayDone: ({ length }, calls) =>
				`Of ${counted(calls, 'prospect')}, ${length} ${length === 1 ? 'has' : 'have'} the new status.`,
		});
	}
}

function readItem(context: IExecuteFunctions, itemIndex: number): Result<ItemChange> {
	const prospect = readProspect(context, itemIndex);
	if (!prospect.ok) return prospect;
	const read = (field: INodeProperties) =>
		readChoice(
			context.getNodeParameter(field.name, itemIndex),
			field.displayName,
			choicesOf(field),
		);
	const status = read(statusField);
	if (!status.ok) return status;
	const sequences = read(sequencesField);
	if (!sequences.ok) return sequences;
	const options = readSettings(context.getNodeParameter('options', itemIndex, {}), SETTINGS);
	if (!options.ok) return options;
	const { pauseDelayInDays } = options.value;
	if (pauseDelayInDays !== undefined && status.value !== 'paused') {
		return badInput(
			`"${pauseDelayOption.displayName}" is ${pauseDelayInDays}, but goes with the status Paused only`,
			'Remove the option, or choose the status Paused.',
		);
	}
	const change = {
		itemIndex,
		prospect: prospect.value,
		status: status.value as NewStatus,
		pauseDelayInDays,
	};
	if (sequences.value === 'all') return success(change);
	const sequenceId = readPicked(context, itemIndex, sequenceField);
	return sequenceId.ok ? success({ ...change, sequenceId: sequenceId.value }) : sequenceId;
}
