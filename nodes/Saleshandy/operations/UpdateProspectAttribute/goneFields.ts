import type { Client } from '../../../shared/client';
import type { Result } from '../../../shared/result';
import { listFields, type AttributeResult, type Field } from '../../api';
import type { Change } from '../../fieldTexts';

/** Tells which fields that Saleshandy did not update are not there any more. */
export type GoneFieldFinder = (
	client: Client,
	fields: Change[],
	results: AttributeResult[] | undefined,
) => Promise<Set<string>>;

/**
 * A form remembers the fields that there were when it was filled in, and Saleshandy gives no reason for a
 * field that it does not update. So its list is read once some field was not updated, and once at most.
 */
export function goneFieldFinder(): GoneFieldFinder {
	let listed: Promise<Result<Field[]>> | undefined;
	return async (client, fields, results) => {
		const written = new Set(results?.filter(({ success }) => success).map((one) => one.fieldId));
		const failed = results === undefined ? [] : fields.filter((one) => !written.has(one.fieldId));
		if (failed.length === 0) return new Set();
		listed ??= listFields(client);
		const known = await listed;
		if (!known.ok || known.value.length === 0) return new Set();
		const ids = new Set(known.value.map(({ id }) => id));
		return new Set(failed.map(({ fieldId }) => fieldId).filter((id) => !ids.has(id)));
	};
}
