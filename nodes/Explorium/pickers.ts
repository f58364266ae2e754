import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { nodeError } from '../shared/nodeError';
import { readRequestSettings } from '../shared/requestOptions';
import { getEnrollments, type Enrollment } from './api';
import { openExplorium, type ExploriumClient } from './client';

async function openForPicker(context: ILoadOptionsFunctions): Promise<ExploriumClient> {
	return await openExplorium(context, readRequestSettings({ longestWait: 20 }));
}

async function prospectEnrollments(context: ILoadOptionsFunctions): Promise<Enrollment[]> {
	const result = await getEnrollments(await openForPicker(context));
	if (!result.ok) throw nodeError(context.getNode(), result.failure);
	return result.value.filter(({ prospect_ids }) => prospect_ids !== undefined);
}

/** The account's enrollments whose key or id holds the search text. */
export async function searchEnrollments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	const results = (await prospectEnrollments(this))
		.map(({ enrollment_id, enrollment_key, prospect_ids }) => ({
			name: `${enrollment_key} (${prospect_ids?.length} prospects, ${enrollment_id})`,
			value: enrollment_id,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** The keys in use, each once. */
export async function getEnrollmentKeys(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const keys = new Set(
		(await prospectEnrollments(this)).map(({ enrollment_key }) => enrollment_key),
	);
	return [...keys].sort().map((key) => ({ name: key, value: key }));
}

/** The account's active webhooks whose name, address or id holds the search text. */
export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const client = await openForPicker(this);
	const result = await client.version.webhooksToEnrollTo?.(client);
	if (result === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'The credential says version 1 of the API, in which enrollments do not name a webhook',
		);
	}
	if (!result.ok) throw nodeError(this.getNode(), result.failure);
	const wanted = (filter ?? '').toLowerCase();
	const results = result.value
		.map(({ webhook_id, name, webhook_url }) => ({
			name: `${name} (${webhook_url}, ${webhook_id})`,
			value: webhook_id,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
