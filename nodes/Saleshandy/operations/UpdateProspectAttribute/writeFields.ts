import type { Client } from '../../../shared/client';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import { updateAttributes, type AttributeResult } from '../../api';
import type { Change } from '../../fieldTexts';
import type { ProspectWrite } from './prospectWrite';

type Verdicts = AttributeResult[] | undefined;

/**
 * Writes the fields of one prospect in one call. One bad value was seen to spoil all fields of a call, so if
 * none was written, each is sent once more by itself.
 *
 * @returns a verdict per field; nothing where the answer holds none
 */
export async function writeFields(client: Client, one: ProspectWrite): Promise<Result<Verdicts>> {
	const { fields, singleField } = one;
	const together = await send(client, one, fields, singleField);
	if (fields.length === 1 || !isSpoiled(one, together)) return together;
	const verdicts: AttributeResult[] = [];
	for (const field of fields) {
		const alone = await send(client, one, [field], false);
		if (!alone.ok && alone.failure.kind !== 'rejected') {
			return failed(withDone(alone.failure, fields, verdicts));
		}
		const isWritten = alone.ok && (alone.value?.some(isDone) ?? true);
		verdicts.push({ fieldId: field.fieldId, success: isWritten });
	}
	return together.ok || verdicts.some(isDone) ? success(verdicts) : together;
}

const isDone = ({ success: isWritten }: AttributeResult) => isWritten;

/**
 * Whether one field may have spoiled the others: none was written. A refusal of the whole call says the same of a
 * prospect that is not there, so it counts only for one that was found.
 */
function isSpoiled({ email }: ProspectWrite, together: Result<Verdicts>): boolean {
	if (together.ok) return together.value !== undefined && !together.value.some(isDone);
	return together.failure.kind === 'rejected' && email !== undefined;
}

async function send(
	client: Client,
	{ prospectId, email }: ProspectWrite,
	fields: Change[],
	single: boolean,
): Promise<Result<Verdicts>> {
	const attributes = fields.map(({ fieldId, value }) => ({ fieldId, attributeValue: value }));
	return await updateAttributes(client, prospectId, attributes, single, email);
}

/** A failure half-way that says what was written before it. */
function withDone(failure: Failure, fields: Change[], verdicts: AttributeResult[]): Failure {
	const written = new Set(verdicts.filter(isDone).map(({ fieldId }) => fieldId));
	if (written.size === 0) return failure;
	const labels = fields
		.filter(({ fieldId }) => written.has(fieldId))
		.map(({ label }) => `"${label}"`);
	const hint = [failure.hint, `Already updated: ${labels.join(', ')}.`].filter(Boolean).join(' ');
	return { ...failure, hasActed: true, hint };
}
