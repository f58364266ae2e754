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
		'Pauses every sequence the prospects are in. Outreach does not let you choose one.',
	),
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachPauseProspectSequences implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Pause Prospect Sequences',
		name: 'outreachPauseProspectSequences',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description:
			'Pause all sequences that Outreach prospects are in, in bulk. Needs the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Pause Prospect Sequences' },
		documentationUrl: docsPage('outreach.md#outreach-pause-prospect-sequences'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, form, {
			action: 'prospectsPauseAll',
			repeatable: true,
			readAttributes: () => success({}),
		});
	}
}
