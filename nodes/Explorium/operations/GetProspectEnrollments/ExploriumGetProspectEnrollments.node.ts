import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import { success } from '../../../shared/result';
import { runLists } from '../../../shared/runLists';
import { printText } from '../../../shared/valueText';
import { getEnrollments, type Enrollment } from '../../api';
import { openExplorium, type ExploriumClient } from '../../client';
import { byKeys, readKeys } from '../../enrollmentKeys';
import { enrollmentKeysField } from '../../fields';
import { getEnrollmentKeys } from '../../pickers';

/** https://developers.explorium.ai/reference/prospects/events/get_prospects_enrollments */
export class ExploriumGetProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Get Prospect Enrollments',
		name: 'exploriumGetProspectEnrollments',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ [$parameter.enrollmentKeys].flat().join(", ") || "all" }}',
		description:
			'List which prospects Explorium monitors, and for what. Needs nothing, takes list names to narrow the list, and returns one item per enrollment.',
		defaults: { name: 'Explorium: Get Prospect Enrollments' },
		documentationUrl: docsPage('explorium.md#explorium-get-prospect-enrollments'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [enrollmentKeysField, requestOptions],
	};

	methods = { loadOptions: { getEnrollmentKeys } };

	/** One call lists the whole account, so it serves all input items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		return await runLists(this, {
			open: openExplorium,
			read: (context, item) => readKeys(context.getNodeParameter('enrollmentKeys', item, []), node),
			find: async (searches, { client }) => {
				const enrollments = await getEnrollments(client);
				if (!enrollments.ok) return () => enrollments;
				const enrollmentsOf = byKeys(enrollments.value);
				reportMissing(client, searches.flat(), enrollmentsOf);
				return (keys) => success(wanted(enrollmentsOf(keys)));
			},
			nothing: 'No enrollments were found in Explorium',
		});
	}
}

/** Says which of the keys no enrollment has: one may be misspelled. */
function reportMissing(
	client: ExploriumClient,
	keys: string[],
	enrollmentsOf: (keys: string[]) => Enrollment[],
) {
	const missing = [...new Set(keys)].filter((key) => enrollmentsOf([key]).length === 0);
	if (missing.length === 0) return;
	client.report(
		`No enrollment in Explorium has the list name ${printText(missing.join(', '))}. Check the spelling.`,
	);
}

/** The list may hold enrollments of businesses, which have no prospects. */
function wanted(enrollments: Enrollment[]): IDataObject[] {
	return enrollments
		.filter((one) => one.prospect_ids !== undefined)
		.map(({ enrollment_id, ...one }) => ({ ...one, enrollment_id }));
}
