import type { Client } from '../../shared/client';
import type { Result } from '../../shared/result';
import { askForOne, type Resource } from '../jsonApi';
import type { RecordKind } from './recordValues';

/** How a record to read or to change is named. */
export interface NamedRecord {
	id: number;
	/** The label of the form's field that names it, if there is one. */
	field?: string;
}

/**
 * Reads one record with all its fields.
 *
 * @param lacks what it lacks to go on with it, in a few words
 */
export async function readRecord(
	client: Client,
	kind: RecordKind,
	named: NamedRecord,
	lacks?: (record: Resource) => string | undefined,
): Promise<Result<Resource>> {
	const path = `${kind.path}/${named.id}`;
	const request = { method: 'GET' as const, path, repeatable: true };
	return await askForOne(client, request, kind.name, named, lacks);
}
