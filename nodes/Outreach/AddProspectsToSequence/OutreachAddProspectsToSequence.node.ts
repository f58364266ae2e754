import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { prospectIdsField } from '../bulk/idFields';
import { bulkOptions, waitField } from '../bulk/options';
import { runBulkAction } from '../bulk/runBulkAction';
import { searchMailboxes, searchSequences } from '../pickers';
import { readId } from '../readId';

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
			'Add prospects to a sequence in bulk, which starts to send them its messages. Returns one item per prospect.',
		defaults: { name: 'Add Prospects to Sequence' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [
			prospectIdsField,
			{
				displayName: 'Sequence',
				name: 'sequenceId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				required: true,
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Choose a sequence...',
						typeOptions: { searchListMethod: 'searchSequences', searchable: true },
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 11' },
				],
				description: 'The sequence to add to. The list shows those that are on and not locked.',
			},
			{
				displayName: 'Mailbox',
				name: 'mailboxId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				required: true,
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Choose a mailbox...',
						typeOptions: { searchListMethod: 'searchMailboxes', searchable: true },
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 41' },
				],
				description: 'The mailbox to send from. The list shows those that can send.',
			},
			waitField,
			bulkOptions(),
			requestOptions,
		],
	};

	methods = { listSearch: { searchMailboxes, searchSequences } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBulkAction(this, () => ({
			action: 'prospectsAddToSequence',
			idsLabel: 'Prospect IDs',
			readAttributes: (item) => readAttributes(this, item),
		}));
	}
}

function readAttributes(
	context: IExecuteFunctions,
	item: number,
): Result<{ sequenceId: number; mailboxId: number }> {
	const picked = { extractValue: true };
	const sequence = readId(context.getNodeParameter('sequenceId', item, '', picked), 'Sequence');
	if (!sequence.ok) return sequence;
	const mailbox = readId(context.getNodeParameter('mailboxId', item, '', picked), 'Mailbox');
	if (!mailbox.ok) return mailbox;
	return success({ sequenceId: sequence.value, mailboxId: mailbox.value });
}
