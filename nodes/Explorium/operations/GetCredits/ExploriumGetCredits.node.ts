import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { mergeItems } from '../../../shared/merge';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { openExplorium } from '../../client';
import { getCredits } from '../../credits';

/** All items ask for the same: the one account of the credential. */
const ACCOUNT = 'account';

/** https://developers.explorium.ai/reference/credits */
export class ExploriumGetCredits implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Get Credits',
		name: 'exploriumGetCredits',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: 'remaining and allocated',
		description:
			'Get how many credits the Explorium account has left, and how many it was given. Needs nothing, costs nothing, and returns one item.',
		defaults: { name: 'Explorium: Get Credits' },
		documentationUrl: docsPage('explorium.md#explorium-get-credits'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [requestOptions],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openExplorium,
			read: (_context, itemIndex) => success({ itemIndex, settings: {}, ids: [ACCOUNT] }),
			plan: async (requests) => ({ calls: await mergeItems(requests, 1) }),
			attempt: async (_call, _ids, { client }) => await getCredits(client),
		});
	}
}
