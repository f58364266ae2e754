import type { IDataObject } from 'n8n-workflow';
import { textIn } from '../../../shared/answers';
import { flatRecord } from '../../flatRecord';
import { relatedId, type Resource } from '../../jsonApi';
import { stateOf } from '../../sequenceStates/sequenceState';

/** Related records by type and ID. */
export type Related = Map<string, Resource>;

const keyOf = (type: string, id: number | string) => `${type.toLowerCase()} ${id}`;

/** Related records, so that those of a sequence state are found. */
export const relatedBy = (records: Resource[]): Related =>
	new Map(records.map((one) => [keyOf(one.type, one.id), one]));

/**
 * A sequence state on one level: who is where in which sequence, since when, and why if it is not
 * running. Names that Outreach did not send along are empty.
 */
export function showState(record: Resource, related: Related): IDataObject {
	const { pauseReason, errorReason, stateChangedAt } = record.attributes;
	const prospectId = relatedId(record, 'prospect');
	const sequenceId = relatedId(record, 'sequence');
	const prospect = related.get(keyOf('prospect', prospectId ?? ''))?.attributes ?? {};
	const sequence = related.get(keyOf('sequence', sequenceId ?? ''))?.attributes ?? {};
	const [email] = [prospect.emails].flat();
	return {
		...flatRecord(record),
		state: stateOf(record) || null,
		reason: textIn(pauseReason) ?? textIn(errorReason) ?? null,
		prospectId,
		prospectName: textIn(prospect.name) ?? null,
		prospectEmail: textIn(email) ?? null,
		sequenceId,
		sequenceName: textIn(sequence.name) ?? null,
		mailboxId: relatedId(record, 'mailbox'),
		stateChangedAt: textIn(stateChangedAt) ?? null,
	};
}
