import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { checkedFirst } from '../../bulk/bulkInput';
import { bulkForm } from '../../bulk/bulkForm';
import { runSettledAction } from '../../bulk/runBulkAction';
import { searchMailboxes, searchSequences } from '../../pickers';
import { prospects } from '../../recordTypes';
import { senderChecker } from './checkSender';
import { mailboxField, readSequencing, sequenceField, stepOverridesOption } from './sequencing';

const form = bulkForm(prospects, {
	fields: [sequenceField, mailboxField],
	options: [stepOverridesOption],
	methods: { listSearch: { searchMailboxes, searchSequences } },
});

/** https://developers.outreach.io/api/bulk-api */
export class OutreachAddProspectsToSequence implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outreach: Add Prospects to Sequence',
		name: 'outreachAddProspectsToSequence',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('sequenceId', 'sequence by ID')} }}`,
		description:
			'Add Outreach prospects to a sequence in bulk, which starts to send them its messages. Needs the IDs of the sequence and of the mailbox to send from, and the prospects, by ID, email or filter, and returns one item per prospect with its status.',
		defaults: { name: 'Outreach: Add Prospects to Sequence' },
		documentationUrl: docsPage('outreach.md#outreach-add-prospects-to-sequence'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: form.properties,
	};

	methods = form.methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSettledAction(this, form, {
			action: 'prospectsAddToSequence',
			readAttributes: readSequencing,
			settle: checkedFirst(senderChecker()),
		});
	}
}
