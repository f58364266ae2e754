import type { N8nApi, StoredCredential } from '../../../playground/src/n8n-api.ts';

/**
 * What n8n's form sends for a stored secret that was not changed.
 *
 * Follows n8n 2.41 (packages/workflow/src/constants.ts).
 */
export const UNCHANGED = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';

/** Runs n8n's test of a stored credential, with the tokens it has and some fields changed. */
export async function testStored(
	api: N8nApi,
	id: string,
	changes: Record<string, unknown> = {},
): Promise<{ status: string; message: string }> {
	const stored = await api.get<StoredCredential>(`/credentials/${id}?includeData=true`);
	return api.testCredential({ ...stored, data: { ...stored.data, ...changes } });
}
