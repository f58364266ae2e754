import type { Client } from '../../shared/client';
import { badInput, success, type Result } from '../../shared/result';
import { askForOne, type Resource } from '../api';
import { typeOfPath } from '../typeOfPath';

/** A sequence, and the mailbox it sends from. */
export interface Sender {
	sequenceId: number;
	mailboxId: number;
}

/**
 * Looks whether a sequence takes prospects and a mailbox can send, before anybody is added. What the
 * connected user may not look at is left to Outreach.
 *
 * https://developers.outreach.io/api/reference
 */
export async function checkSender(
	client: Client,
	{ sequenceId, mailboxId }: Sender,
): Promise<Result<true>> {
	const sequence = await look(client, '/sequences', sequenceId);
	if (!sequence.ok) return sequence;
	const { lockedAt, name } = sequence.value?.attributes ?? {};
	if (lockedAt) {
		return badInput(
			`The sequence ${sequenceId}${name ? ` (${String(name)})` : ''} is locked`,
			'Have it unlocked in Outreach, or choose another one.',
		);
	}
	const mailbox = await look(client, '/mailboxes', mailboxId);
	if (!mailbox.ok) return mailbox;
	const { sendDisabled, email } = mailbox.value?.attributes ?? {};
	if (sendDisabled !== true) return success(true);
	return badInput(
		`The mailbox ${mailboxId}${email ? ` (${String(email)})` : ''} cannot send`,
		'Choose another one, or allow sending for it in Outreach.',
	);
}

async function look(
	client: Client,
	collection: string,
	id: number,
): Promise<Result<Resource | undefined>> {
	const path = `${collection}/${id}`;
	const found = await askForOne(
		client,
		{ method: 'GET', path, repeatable: true },
		typeOfPath(path),
		id,
	);
	return !found.ok && found.failure.kind === 'forbidden' ? success(undefined) : found;
}
