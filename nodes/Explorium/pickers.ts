import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { openClient } from '../shared/client';
import { nodeError } from '../shared/nodeError';
import { readRequestSettings } from '../shared/requestOptions';
import { getEnrollments, type Enrollment } from './api';
import { explorium } from './explorium';

async function prospectEnrollments(context: ILoadOptionsFunctions): Promise<Enrollment[]> {
	const client = await openClient(context, explorium, readRequestSettings({ longestWait: 20 }));
	const result = await getEnrollments(client);
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
