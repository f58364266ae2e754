import type { Client } from '../../../shared/client';
import { badInput, success, type Result } from '../../../shared/result';
import { askForOne, type Resource, type Wanted } from '../../jsonApi';
import { typeOfPath } from '../../typeOfPath';

/** A sequence, and the mailbox it sends from. */
export interface Sender {
	sequenceId: number;
	mailboxId: number;
}

/** Looks at a record of a collection. */
type Look = (collection: string, wanted: Wanted) => Promise<Result<Resource | undefined>>;

/** A check of senders, which looks at each sequence and each mailbox once. */
export function senderChecker(): (client: Client, sender: Sender) => Promise<Result<true>> {
	const looks = new Map<string, ReturnType<Look>>();
	return async (client, sender) => {
		return await checkSender(client, sender, async (collection, wanted) => {
			const path = `${collection}/${wanted.id}`;
			const looked = looks.get(path) ?? look(client, path, wanted);
			looks.set(path, looked);
			return await looked;
		});
	};
}

/**
 * Looks whether a sequence takes prospects and a mailbox can send, before anybody is added. What the
 * connected user may not look at is left to Outreach.
 *
 * https://developers.outreach.io/api/reference
 */
async function checkSender(
	client: Client,
	{ sequenceId, mailboxId }: Sender,
	lookOnce: Look,
): Promise<Result<true>> {
	const sequence = await lookOnce('/sequences', { field: 'Sequence', id: sequenceId });
	if (!sequence.ok) return sequence;
	const attributes = sequence.value?.attributes ?? {};
	const { lockedAt, enabledAt, name } = attributes;
	const sequenceName = `sequence ${sequenceId}${name ? ` (${String(name)})` : ''}`;
	if (lockedAt) {
		return badInput(
			`The ${sequenceName} is locked`,
			'Unlock it in Outreach, or choose another one.',
		);
	}
	if (enabledAt === null || attributes.enabled === false) {
		client.report(
			`The ${sequenceName} is turned off. It sends nothing until it is turned on in Outreach.`,
		);
	}
	const mailbox = await lookOnce('/mailboxes', { field: 'Mailbox', id: mailboxId });
	if (!mailbox.ok) return mailbox;
	const { sendDisabled, email } = mailbox.value?.attributes ?? {};
	if (sendDisabled !== true) return success(true);
	return badInput(
		`The mailbox ${mailboxId}${email ? ` (${String(email)})` : ''} cannot send`,
		'Choose another mailbox, or allow sending for it in Outreach.',
	);
}

async function look(
	client: Client,
	path: string,
	wanted: Wanted,
): Promise<Result<Resource | undefined>> {
	const found = await askForOne(
		client,
		{ method: 'GET', path, repeatable: true },
		typeOfPath(path),
		wanted,
	);
	return !found.ok && found.failure.kind === 'forbidden' ? success(undefined) : found;
}
