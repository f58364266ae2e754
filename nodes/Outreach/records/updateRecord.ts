import type { Client } from '../../shared/client';
import type { Result } from '../../shared/result';
import { askForOne, type Resource } from '../jsonApi';
import type { NamedRecord } from './readRecord';
import { recordBody, type RecordKind, type RecordValues } from './recordValues';

/**
 * Changes one record: https://developers.outreach.io/api/making-requests
 *
 * It sets values, so it may be sent again when its answer is lost.
 *
 * @returns the record as it is then
 */
export async function updateRecord(
	client: Client,
	kind: RecordKind,
	named: NamedRecord,
	values: RecordValues,
): Promise<Result<Resource>> {
	const request = {
		method: 'PATCH' as const,
		path: `${kind.path}/${named.id}`,
		body: recordBody(kind, values, named.id),
		repeatable: true,
		lookAt: `at the ${kind.name} ${named.id}`,
	};
	return await askForOne(client, request, kind.name, named);
}
