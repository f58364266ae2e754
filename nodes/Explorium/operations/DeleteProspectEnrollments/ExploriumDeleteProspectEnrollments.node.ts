import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { pickedName } from '../../../shared/pickedName';
import { mergeItems } from '../../../shared/merge';
import { notice } from '../../../shared/notice';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runCalls } from '../../../shared/runCalls';
import { openExplorium } from '../../client';
import { enrollmentField } from '../../fields';
import { readEnrollmentId } from '../../input';
import { searchEnrollments } from '../../pickers';
import { enrollmentEnder } from './endEnrollment';

/** https://developers.explorium.ai/reference/prospects/events/delete_prospects_enrollments */
export class ExploriumDeleteProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Delete Prospect Enrollments',
		name: 'exploriumDeleteProspectEnrollments',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ${pickedName('enrollmentId', 'by ID')} }}`,
		description: 'End an enrollment, so that Explorium stops monitoring its prospects',
		defaults: { name: 'Explorium: Delete Prospect Enrollments' },
		documentationUrl: docsPage('explorium.md#explorium-delete-prospect-enrollments'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// It destroys data, so it is not offered to AI agents.
		usableAsTool: undefined,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			notice(
				'Ends the enrollment: Explorium stops monitoring its prospects. This node cannot bring it back.',
			),
			enrollmentField,
			requestOptions,
		],
	};

	methods = { listSearch: { searchEnrollments } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const end = enrollmentEnder();
		return await runCalls(this, {
			open: openExplorium,
			read: (context, itemIndex) => {
				const id = readEnrollmentId(
					context.getNodeParameter('enrollmentId', itemIndex, '', { extractValue: true }),
				);
				return id.ok ? success({ itemIndex, ids: [id.value], settings: {} }) : id;
			},
			plan: async (requests) => ({ calls: await mergeItems(requests, 1) }),
			attempt: async (_call, [id], { client }) => await end(client, id),
			describe: ({ enrollment_id }) => enrollment_id,
		});
	}
}
