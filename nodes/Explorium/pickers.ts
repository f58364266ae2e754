import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { counted } from '../shared/counted';
import { unwrap } from '../shared/nodeError';
import { badInput } from '../shared/result';
import { EDITOR_OPTIONS, readRequestSettings } from '../shared/requestOptions';
import { getEnrollments, type Enrollment } from './api';
import { openExplorium, type ExploriumClient } from './client';

const NO_WEBHOOKS =
	'The Explorium credential is set to version 1 of the API, where enrollments do not name a webhook';

async function openForPicker(context: ILoadOptionsFunctions): Promise<ExploriumClient> {
	return await openExplorium(context, readRequestSettings(EDITOR_OPTIONS));
}

async function prospectEnrollments(context: ILoadOptionsFunctions): Promise<Enrollment[]> {
	const enrollments = await getEnrollments(await openForPicker(context));
	return unwrap(context.getNode(), enrollments).filter(
		({ prospect_ids }) => prospect_ids !== undefined,
	);
}

/** The account's enrollments whose key or id holds the search text. */
export async function searchEnrollments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const enrollments = await prospectEnrollments(this);
	return hits(
		enrollments.map(({ enrollment_id, enrollment_key, prospect_ids }) => ({
			name: `${enrollment_key} (${counted(prospect_ids?.length ?? 0, 'prospect')}, ${enrollment_id})`,
			value: enrollment_id,
		})),
		filter,
	);
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
	const webhooks =
		result ??
		badInput(NO_WEBHOOKS, 'Leave this field empty, or choose version 2 in the credential.');
	return hits(
		unwrap(this.getNode(), webhooks).map(({ webhook_id, name, webhook_url }) => ({
			name: `${name} (${webhook_url}, ${webhook_id})`,
			value: webhook_id,
		})),
		filter,
	);
}

/** The choices whose name holds the search text, by name. */
function hits(choices: INodeListSearchItems[], filter: string | undefined): INodeListSearchResult {
	const wanted = (filter ?? '').toLowerCase();
	const results = choices
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
