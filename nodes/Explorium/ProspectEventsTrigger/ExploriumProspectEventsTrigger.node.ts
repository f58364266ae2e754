import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { unwrap } from '../../shared/nodeError';
import { checkRequestSettings, requestOptions } from '../../shared/requestOptions';
import { openExplorium } from '../client';
import { eventItem } from '../eventItem';
import {
	enrollmentKeysField,
	eventTypesField,
	eventTypesSubtitle,
	prospectIdsField,
} from '../fields';
import { nodeKey } from '../nodeKey';
import { getEnrollmentKeys } from '../pickers';
import type { SavedMemory } from './memory';
import { onlyOnePoll } from './onlyOnePoll';
import { isOutdated, noteOutput } from './outdated';
import { poll, type PollResult } from './poll';
import { pollTimes } from './pollTimes';
import { sampleEvents } from './sample';
import { readTriggerSettings } from './settings';
import { triggerOptions } from './triggerOptions';
import { readWatchList } from './watchList';

/** Polls https://developers.explorium.ai/reference/prospects/events/fetch_prospects_events */
export class ExploriumProspectEventsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium Prospect Events Trigger',
		name: 'exploriumProspectEventsTrigger',
		icon: {
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventTypesSubtitle,
		description:
			'Starts the workflow when Explorium finds that a watched prospect changed role or company, or has a work anniversary. Needs enrolled prospects or a list of prospect IDs, and returns one item per event, each event once.',
		eventTriggerDescription: 'Waiting for Explorium to discover an event',
		activationMessage:
			'The events there are now have been remembered. New ones will start this workflow.',
		defaults: { name: 'Explorium Prospect Events Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
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
							'The prospects of the enrollments of the account, as they are at each sweep',
					},
					{
						name: 'Prospects From a List',
						value: 'prospectIds',
						description: 'The prospects whose IDs are given here',
					},
				],
				description: 'Which prospects to watch',
				hint: 'Explorium takes credits for the events of each sweep, new or not. How often to sweep is under Options.',
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
		const settings = unwrap(this.getNode(), readTriggerSettings(this));
		const { stopAt, deadline } = pollTimes(this.getPollBudgetMs?.(), Date.now());
		const options = this.getNodeParameter('requestOptions', {});
		const request = unwrap(this.getNode(), checkRequestSettings(options));
		const client = await openExplorium(this, { ...request, deadline });

		if (this.getMode() === 'manual') {
			const watchList = unwrap(this.getNode(), await readWatchList(settings.source, client));
			const events = unwrap(
				this.getNode(),
				await sampleEvents(settings, watchList, client, Date.now()),
			);
			return [
				events.map((event) => eventItem(event, watchList.enrollmentKeyOf.get(event.prospect_id))),
			];
		}

		const node = nodeKey(this);
		return await onlyOnePoll(node, async () => {
			const memory: SavedMemory = this.getWorkflowStaticData('node');
			if (isOutdated(node, memory.outputs ?? 0, Date.now())) return null;
			const found = unwrap(this.getNode(), await poll(memory, settings, client, Date.now, stopAt));
			if (found === undefined) return null;
			if (found.sweep.refused.length > 0) {
				const ids = found.sweep.refused.join(', ');
				this.logger.warn(`Explorium calls these prospect IDs invalid, they are skipped: ${ids}`);
			}
			const output = toOutput(found, settings.includeSweepDetails);
			// Last, and with nothing to wait for after it: what is remembered and what is emitted go together.
			Object.assign(memory, found.save);
			if (output !== null) noteOutput(node, found.save.outputs, Date.now());
			return output;
		});
	}
}

/**
 * Without events the answer is `null`, which n8n's plain poll engine does not save. What has to
 * outlive a restart is therefore handed over as an output without items: it is saved, and no other
 * node runs.
 */
function toOutput(found: PollResult, includeSweepDetails: boolean): INodeExecutionData[][] | null {
	const { events, watchList, mustSave, sweep } = found;
	if (events.length === 0) return mustSave ? [[]] : null;
	const details: IDataObject = {
		checked_prospects: sweep.checked,
		skipped_prospect_ids: sweep.refused,
		total_credits: sweep.credits,
	};
	return [
		events.map((event) => {
			const item = eventItem(event, watchList.enrollmentKeyOf.get(event.prospect_id));
			return includeSweepDetails ? { json: { ...item.json, sweep: details } } : item;
		}),
	];
}
