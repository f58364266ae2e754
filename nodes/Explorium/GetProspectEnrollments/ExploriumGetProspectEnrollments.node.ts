import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { finish, paired, readItems } from '../../shared/nodeRun';
import { readRequestSettings, requestOptions } from '../../shared/requestOptions';
import { success } from '../../shared/result';
import { printText } from '../../shared/valueText';
import { getEnrollments, type Enrollment } from '../api';
import { openExplorium } from '../client';
import { hasKey, keysWithout, readKeys } from '../enrollmentKeys';
import { enrollmentKeysField } from '../fields';
import { getEnrollmentKeys } from '../pickers';

/** https://developers.explorium.ai/reference/prospects/events/get_prospects_enrollments */
export class ExploriumGetProspectEnrollments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Get Prospect Enrollments',
		name: 'exploriumGetProspectEnrollments',
		icon: {
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ [$parameter.enrollmentKeys].flat().join(", ") || "all" }}',
		description:
			'List which prospects Explorium monitors, and for what. Needs nothing, takes enrollment keys to narrow the list, and returns one item per enrollment.',
		defaults: { name: 'Get Prospect Enrollments' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [enrollmentKeysField, requestOptions],
	};

	methods = { loadOptions: { getEnrollmentKeys } };

	/** One call lists the whole account, so it serves all input items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const request = readRequestSettings(this.getNodeParameter('requestOptions', 0, {}));
		const client = await openExplorium(this, request);
		const { requests, failures } = readItems(this, (itemIndex) => {
			const given = this.getNodeParameter('enrollmentKeys', itemIndex, []);
			const keys = readKeys(given, this.getNode());
			return keys.ok ? success({ itemIndex, keys: keys.value }) : keys;
		});
		if (requests.length === 0) return finish(this, [], failures);

		const result = await getEnrollments(client);
		if (!result.ok) {
			const concerned = requests.map(({ itemIndex }) => itemIndex);
			return finish(this, [], [...failures, { items: concerned, failure: result.failure }]);
		}
		const missing = new Set(requests.flatMap(({ keys }) => keysWithout(result.value, keys)));
		if (missing.size > 0) {
			client.report(`No enrollment has the key ${printText([...missing].join(', '))}`);
		}

		const itemsByKeys = new Map<string, number[]>();
		for (const { itemIndex, keys } of requests) {
			const choice = JSON.stringify(keys);
			itemsByKeys.set(choice, [...(itemsByKeys.get(choice) ?? []), itemIndex]);
		}
		const items = [...itemsByKeys].flatMap(([keys, itemsWithThem]) =>
			result.value
				.filter((enrollment) => isWanted(enrollment, JSON.parse(keys)))
				.map((enrollment) => paired({ ...enrollment }, itemsWithThem)),
		);
		return finish(this, items, failures);
	}
}

/** The list may hold enrollments of businesses, which have no prospects. */
function isWanted(enrollment: Enrollment, keys: string[]): boolean {
	return enrollment.prospect_ids !== undefined && hasKey(enrollment, keys);
}
