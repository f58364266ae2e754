import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import {
	enrollmentKeysField,
	eventTypesField,
	eventTypesSubtitle,
	prospectIdsField,
} from '../../fields';
import { getEnrollmentKeys } from '../../pickers';
import { checkEveryField } from './checkEvery';
import { pollAndEmit } from './pollAndEmit';
import { triggerOptions } from './triggerOptions';
import { tryOut } from './tryOut';

/** Polls https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events */
export class ExploriumProspectEventsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium Prospect Events Trigger',
		name: 'exploriumProspectEventsTrigger',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventTypesSubtitle,
		description:
			'Starts the workflow when Explorium finds that a watched prospect changed role or company, or has a work anniversary',
		eventTriggerDescription: 'Waiting for Explorium to discover an event',
		activationMessage:
			'The events there are now are remembered. New events will start this workflow.',
		defaults: { name: 'Explorium Prospect Events Trigger' },
		documentationUrl: docsPage('explorium.md#explorium-prospect-events-trigger'),
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			checkEveryField,
			{ ...eventTypesField, displayName: 'Trigger On', description: undefined },
			{
				displayName: 'Watch',
				name: 'source',
				type: 'options',
				default: 'enrollments',
				options: [
					{
						name: 'Enrolled Prospects',
						value: 'enrollments',
						description:
							'The prospects of the enrollments in the account, as they are at each check',
					},
					{
						name: 'Prospects From a List',
						value: 'prospectIds',
						description: 'The prospects whose IDs are given here',
					},
				],
				description: 'Which prospects to watch',
			},
			{ ...enrollmentKeysField, displayOptions: { show: { source: ['enrollments'] } } },
			{
				...prospectIdsField,
				description:
					'One or more Explorium prospect IDs (40 characters, 0-9 and a-f), separated by commas, or a list from an expression',
				displayOptions: { show: { source: ['prospectIds'] } },
			},
			triggerOptions,
			requestOptions,
		],
	};

	methods = { loadOptions: { getEnrollmentKeys } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await tryOut(this) : await pollAndEmit(this);
	}
}
