import type { Client } from '../../../shared/client';
import type { Resource } from '../../jsonApi';
import { optOutsIn, optOutValues } from '../../modify/optOut';
import { prospects } from '../../recordTypes';
import type { RecordValues } from '../../records/recordValues';
import { readRecord, type NamedRecord } from '../../records/readRecord';
import { updateRecord } from '../../records/updateRecord';

/** A change of addresses that says the opt-outs of the prospect once more: Outreach may drop them with an address. */
export function withOptOuts(values: RecordValues, before: Resource): RecordValues {
	const kept = optOutValues(optOutsIn(before.attributes));
	return { ...values, attributes: { ...values.attributes, ...kept } };
}

/**
 * Opts a prospect out again who has lost an opt-out by a change.
 *
 * @param wanted the names of the fields by which the prospect has to have opted out
 * @returns the prospect as it is then; as it was if that failed
 */
export async function keepOptOuts(
	client: Client,
	named: NamedRecord,
	record: Resource,
	wanted: string[],
): Promise<Resource> {
	const kept = optOutsIn(record.attributes);
	const lost = wanted.filter((name) => !kept.includes(name));
	if (lost.length === 0) return record;
	await updateRecord(client, prospects, named, { attributes: optOutValues(lost) });
	// What it shows counts, whatever the answer to the change was.
	const now = await readRecord(client, prospects, named);
	if (!now.ok) return record;
	const isBack = lost.every((name) => optOutsIn(now.value.attributes).includes(name));
	if (isBack) {
		client.report(
			`The change of addresses took the opt-out of the prospect ${named.id} away (${lost.join(', ')}). It was set again.`,
		);
	}
	return now.value;
}
