import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import { runLists } from '../../../shared/runLists';
import { openOutreach } from '../../client';
import { searchAnySequences } from '../../pickers';
import { searchFields, searchSubtitle } from './fields';
import { findStates } from './findStates';
import { listKey, readStateSearch } from './readStateSearch';

/** https://developers.outreach.io/api/reference */
export class OutreachGetManySequenceStates implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Get Many Sequence States',
		name: 'outreachGetManySequenceStates',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: searchSubtitle,
		description:
			'Find which Outreach sequences prospects are or were in, and whether they are active, paused, finished or in another state. Needs email addresses or IDs of prospects, or lists everybody, and returns one item per prospect and sequence.',
		defaults: { name: 'Outreach: Get Many Sequence States' },
		documentationUrl: docsPage('outreach.md#outreach-get-many-sequence-states'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [...searchFields, requestOptions],
	};

	methods = { listSearch: { searchAnySequences } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runLists(this, {
			open: openOutreach,
			read: readStateSearch,
			listKey,
			find: findStates,
			nothing: 'No sequence states were found in Outreach',
		});
	}
}
