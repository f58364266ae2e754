import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { notice } from '../../../shared/notice';
import { success } from '../../../shared/result';
import { bulkForm } from '../../bulk/bulkForm';
import { runBulkAction } from '../../bulk/runBulkAction';
import { targetSubtitle } from '../../bulk/targetFields';
import { prospects } from '../../recordTypes';

const form = bulkForm(prospects, {
	notice: notice(
		'Finishes every sequence the prospects are in. Outreach does not let you choose one, and this node cannot start them again.',
	),
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachFinishProspectSequences implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Finish Prospect Sequences',
		name: 'outreachFinishProspectSequences',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description: 'Finish all sequences that Outreach prospects are in, in bulk',
		defaults: { name: 'Outreach: Finish Prospect Sequences' },
		documentationUrl: docsPage('outreach.md#outreach-finish-prospect-sequences'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsFinishAll',
			repeatable: true,
			readAttributes: () => success({}),
		});
	}
}
