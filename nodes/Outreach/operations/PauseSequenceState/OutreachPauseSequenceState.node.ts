import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { runStateAction, stateActionForm } from '../../sequenceStates/runStateAction';
import { PAUSE } from '../../sequenceStates/stateActions';
import { targetSubtitle } from '../../sequenceStates/stateTarget';

/** https://developers.outreach.io/api/reference */
export class OutreachPauseSequenceState implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Pause Sequence State',
		name: 'outreachPauseSequenceState',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description:
			'Pause one Outreach sequence for a prospect, until it is resumed. Needs the ID of the sequence state, or the IDs of the prospect and the sequence. It returns one item per sequence state.',
		defaults: { name: 'Outreach: Pause Sequence State' },
		documentationUrl: docsPage('outreach.md#outreach-pause-sequence-state'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: stateActionForm.properties,
	};

	methods = stateActionForm.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runStateAction(this, PAUSE);
	}
}
