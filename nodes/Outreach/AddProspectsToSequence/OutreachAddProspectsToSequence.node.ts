import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { checkedFirst } from '../bulk/bulkInput';
import { bulkOptions, waitField } from '../bulk/options';
import { runSettledAction } from '../bulk/runBulkAction';
import { prospectTarget } from '../bulk/targetFields';
import { prospectLists } from '../filter/lists';
import { searchMailboxes, searchSequences } from '../pickers';
import { prospects } from '../recordTypes';
import { checkSender } from './checkSender';
import { mailboxField, readSequencing, sequenceField, stepOverridesOption } from './sequencing';

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddProspectsToSequence implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Prospects to Sequence',
		name: 'outreachAddProspectsToSequence',
		icon: {
			light: 'file:../../../icons/outreach.svg',
			dark: 'file:../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "sequence " + $parameter.sequenceId }}',
		description:
			'Add Outreach prospects to a sequence in bulk, which starts to send them its messages. Needs the IDs of the sequence and of the mailbox to send from, and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Add Prospects to Sequence' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			...prospectTarget,
			sequenceField,
			mailboxField,
			waitField,
			bulkOptions([stepOverridesOption]),
			requestOptions,
		],
	};

	methods = { loadOptions: prospectLists, listSearch: { searchMailboxes, searchSequences } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, {
			action: 'prospectsAddToSequence',
			recordType: prospects,
			readAttributes: (item) => readSequencing(this, item),
			settle: checkedFirst(checkSender),
		});
	}
}
