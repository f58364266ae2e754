import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { runStateAction, stateActionForm } from '../../sequenceStates/runStateAction';
import { FINISH } from '../../sequenceStates/stateActions';
import { targetSubtitle } from '../../sequenceStates/stateTarget';

/** https://developers.outreach.io/api/reference */
export class OutreachFinishSequenceState implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Finish Sequence State',
		name: 'outreachFinishSequenceState',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description:
			'Take a prospect out of one Outreach sequence and keep its history; Finish Prospect Sequences ends all of them. Needs the ID of the sequence state, or the IDs of the prospect and the sequence. It returns one item per sequence state.',
		defaults: { name: 'Outreach: Finish Sequence State' },
		documentationUrl: docsPage('outreach.md#outreach-finish-sequence-state'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: stateActionForm.properties,
	};

	methods = stateActionForm.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runStateAction(this, FINISH);
	}
}
