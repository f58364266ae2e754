import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { notice } from '../../shared/notice';
import { requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { prospectTarget, targetSubtitle } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { prospects } from '../recordTypes';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachDeleteProspects implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Delete Prospects',
		name: 'outreachDeleteProspects',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: targetSubtitle,
		description:
			'Delete Outreach prospects in bulk. Needs the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Delete Prospects' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			notice('Deletes the prospects from Outreach. This node cannot bring them back.'),
			...prospectTarget,
			waitField,
			bulkOptions(),
			requestOptions,
		],
	};

	methods = { loadOptions: prospectLists };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, {
			action: 'prospectsDestroyAll',
			recordType: prospects,
			readAttributes: () => success({}),
		});
	}
}
