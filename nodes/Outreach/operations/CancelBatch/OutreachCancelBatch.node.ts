import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { pairedWithEach } from '../../../shared/paired';
import { itemsBehind, type ItemRequest } from '../../../shared/merge';
import { outputForm, readShape, type OutputFields, type Shape } from '../../../shared/outputShape';
import { BATCH_OUTPUT, showBatchWith } from '../../batches/showBatch';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { callPerBatch } from '../../batches/callPerBatch';
import { batchesToCancelField, readBatchIds } from '../../batches/field';
import { openBatches } from '../../batches/openBatches';
import { searchBatchesToCancel } from '../../pickers';
import { cancelBatch } from './cancelBatch';

const withChanged = ([action, state, ...others]: readonly string[]) => [
	action,
	state,
	'changed',
	...others,
];

const OUTPUT: OutputFields = {
	...BATCH_OUTPUT,
	simplified: withChanged(BATCH_OUTPUT.simplified ?? []),
	offered: withChanged(BATCH_OUTPUT.offered),
};

/** https://developers.outreach.io/api/bulk-api */
export class OutreachCancelBatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cancel Batch (Outreach)',
		name: 'outreachCancelBatch',
		icon: {
			light: 'file:../../../../icons/outreach.svg',
			dark: 'file:../../../../icons/outreach.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('batchIds', 'by ID')} }}`,
		description:
			'Cancel Outreach bulk actions that wait or run. Records that are done by then stay changed. Needs the IDs of the batches and returns one item per batch.',
		defaults: { name: 'Outreach: Cancel Batch' },
		documentationUrl: docsPage('outreach.md#cancel-batch-outreach'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'outreachOAuth2Api', required: true }],
		properties: [batchesToCancelField, ...outputForm(OUTPUT), requestOptions],
	};

	methods = { listSearch: { searchBatchesToCancel } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runCalls(this, {
			open: openBatches(batchesToCancelField.displayName),
			read: readItem,
			plan: async (requests) => ({ calls: await callPerBatch(requests) }),
			attempt: async ({ settings }, [id], { client: { client, api, clock } }) => {
				const cancelled = await cancelBatch(api, Number(id), clock);
				if (!cancelled.ok) return cancelled;
				const { batch, changed } = cancelled.value;
				if (!changed) client.reportEach(sayBefore, id);
				return success({
					id,
					changed,
					json: showBatchWith({ changed }, batch, settings.shape, OUTPUT),
				});
			},
			output: ({ call, ids, value }) => ({
				items: pairedWithEach(value.json, itemsBehind(call.itemsOf, ids)),
			}),
			describe: ({ id, changed }) => `batch ${id}${changed ? '' : ', which was canceled before'}`,
		});
	}
}

const SHOWN_IDS = 5;

/** Says which batches were canceled already. */
function sayBefore(ids: string[]): string {
	const left = ids.length - SHOWN_IDS;
	const shown = `${ids.slice(0, SHOWN_IDS).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
	return ids.length === 1
		? `The batch ${shown} was canceled before, so nothing was done.`
		: `The batches ${shown} were canceled before, so nothing was done about them.`;
}

function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ItemRequest<{ shape: Shape }>> {
	const ids = readBatchIds(context, itemIndex);
	if (!ids.ok) return ids;
	const shape = readShape(context, itemIndex, OUTPUT);
	if (!shape.ok) return shape;
	return success({ itemIndex, ids: ids.value, settings: { shape: shape.value } });
}
