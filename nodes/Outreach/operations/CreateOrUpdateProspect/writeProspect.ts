import type { Client } from '../../../shared/client';
import { nobodyFound } from '../../../shared/ifNotFound';
import type { Shape } from '../../../shared/outputShape';
import { badInput, failed, isMissing, success, type Result } from '../../../shared/result';
import type { Resource } from '../../jsonApi';
import { lacksOptOuts, optOutsIn } from '../../modify/optOut';
import { isSlug } from '../../person/linkedIn';
import { hasReadableKeys, keysOf, prospects } from '../../recordTypes';
import { createRecord, readCreated } from '../../records/createRecord';
import { notReadBack } from '../../records/notReadBack';
import { reportNotTaken } from '../../records/notTaken';
import { hasReadableTags, missingTags, tagsOf } from '../../records/recordTags';
import { setsNothing, type RecordValues } from '../../records/recordValues';
import { readRecord, type NamedRecord } from '../../records/readRecord';
import type { WrittenRecord } from '../../records/runRecordWrites';
import { updateRecord } from '../../records/updateRecord';
import { eachOnce, isSameList, planEmails, sameEmail } from './emailPlan';
import { findProspects, lookUpsOf } from './findProspects';
import { emailsField, prospectIdField } from './form';
import { refuseNamesake } from './nameGuard';
import { explainRefusal, isSentAgain } from './refusals';
import type { ProspectWrite } from './samePerson';
import { keepOptOuts, withOptOuts } from './keepOptOuts';
import { checkWritten, emailsIn, sentNotTaken } from './writtenRight';

/** What to do about a prospect that was written and cannot be looked at. */
const LOOK_AFTER = 'Look at the prospect in Outreach before it is added to a sequence.';

/** What became of a prospect. */
export interface WrittenProspect extends WrittenRecord {
	removedEmails: string[];
	/** The names of fields that were sent and show other values. */
	notTaken: string[];
	shape: Shape;
}

/**
 * Creates or updates one prospect: https://developers.outreach.io/api/reference
 *
 * It is read whole before and after the change.
 */
export async function writeProspect(
	client: Client,
	write: ProspectWrite,
): Promise<Result<WrittenProspect>> {
	return write.id === undefined
		? await notFound(client, write)
		: await found(client, write, write.id);
}

async function notFound(client: Client, write: ProspectWrite): Promise<Result<WrittenProspect>> {
	if (write.ifNotFound === 'nothing') return success(nobody(write));
	if (write.ifNotFound === 'error') {
		return failed(nobodyFound('Outreach', wantedBy(write), prospects.name));
	}
	if (write.emails.length === 0 && write.linkedIn === undefined) {
		return badInput(
			`Outreach has no prospect ${wantedBy(write)}, and "${emailsField.displayName}" is empty, so nobody was created`,
			`Give the address of the new prospect under "${emailsField.displayName}", or set "If Not Found" under Options to "Return Nothing for the Item".`,
		);
	}
	const isNew = await refuseNamesake(client, write);
	return isNew.ok ? await create(client, write) : isNew;
}

async function create(client: Client, write: ProspectWrite): Promise<Result<WrittenProspect>> {
	const { emails, linkedIn, fields, relationships, tags, shape } = write;
	const lookUps = lookUpsOf({ emails, formerEmails: [], linkedIn });
	const attributes = {
		...(linkedIn && { linkedInUrl: linkedIn.url }),
		...fields,
		...(emails.length > 0 && { emails }),
		...(tags.length > 0 && { tags: eachOnce(tags) }),
	};
	const keys = [
		...emails.map((email) => email.toLowerCase()),
		...(linkedIn ? [linkedIn.slug.toLowerCase()] : []),
	];
	const lookFor = `for a prospect ${wantedBy({ ...write, formerEmails: [] })} (Get Many Prospects)`;
	const find = async () => (await findProspects(client, lookUps))(lookUps);
	const made = await createRecord(
		client,
		prospects,
		{ attributes, relationships },
		{
			keys,
			lookFor,
			find,
			isIt: (record) => isOf(record, write),
			readsBack: true,
			lacks: lacksEmails,
		},
	);
	if (!made.ok) return failed(await explainRefusal(client, made.failure, emails));
	const now = await readCreated(client, prospects, made.value, LOOK_AFTER, lacksEmails);
	if (!now.ok) return now;
	const id = Number(now.value.id);
	const right = checkWritten(now.value, emails[0], optOutsIn(fields));
	if (!right.ok) return right;
	return success({
		record: now.value,
		isCreated: true,
		isUpdated: false,
		removedEmails: [],
		notTaken: reportNotTaken(
			client,
			prospects,
			id,
			sentNotTaken(now.value, { attributes, relationships }),
		),
		shape,
	});
}

/** Whether a new record is the one that was sent: by its addresses, or by its page. */
function isOf(record: Resource, { emails, linkedIn }: ProspectWrite): boolean {
	if (emails.length > 0) {
		return emailsIn(record).some((one) => emails.some((email) => sameEmail(one, email)));
	}
	if (linkedIn === undefined) return true;
	const url = String(record.attributes.linkedInUrl).toLowerCase();
	return (
		url === linkedIn.url.toLowerCase() || keysOf(record, 'linkedInSlug').some(isSlug(linkedIn))
	);
}

async function found(
	client: Client,
	write: ProspectWrite,
	id: number,
): Promise<Result<WrittenProspect>> {
	if (write.ifFound === 'error') {
		return badInput(
			`Outreach has the prospect ${id} ${wantedBy(write)} already`,
			'To update it, set "If Found" under Options to "Update the Prospect".',
		);
	}
	const named: NamedRecord = {
		id,
		...(write.isNamedById && { field: prospectIdField.displayName }),
	};
	const before = await readRecord(client, prospects, named, (record) =>
		lacksToWrite(record, write),
	);
	if (!before.ok) {
		const isSkipped = isMissing(before.failure) && write.ifNotFound === 'nothing';
		return isSkipped ? success(nobody(write)) : before;
	}
	if (write.ifFound === 'leave') {
		return success({ ...nobody(write), record: before.value });
	}
	return await update(client, write, named, before.value);
}

async function update(
	client: Client,
	{ changes, otherEmails, fields, relationships, tags, shape }: ProspectWrite,
	named: NamedRecord,
	before: Resource,
): Promise<Result<WrittenProspect>> {
	const plan = planEmails(emailsIn(before), changes, otherEmails);
	const newTags = missingTags(before, tags);
	const others: RecordValues = {
		attributes: {
			...fields,
			...(newTags.length > 0 && { tags: [...tagsOf(before), ...newTags] }),
		},
		relationships,
	};
	const emails = plan.isUnchanged ? undefined : plan.emails;
	const done = { isCreated: false, removedEmails: plan.removed, notTaken: [], shape };
	if (emails === undefined && setsNothing(others)) {
		return success({ ...done, record: before, isUpdated: false });
	}
	const sent = emails === undefined ? others : withOptOuts(others, before);
	const written = await send(client, named, sent, emails);
	if (!written.ok) return written;
	const read = await readRecord(client, prospects, named, lacksProof);
	if (!read.ok)
		return failed(notReadBack(read.failure, prospects, named.id, 'updated', LOOK_AFTER));
	const optOuts = [...new Set([...optOutsIn(before.attributes), ...optOutsIn(fields)])];
	const now = await keepOptOuts(client, named, read.value, optOuts);
	const right = checkWritten(now, emails?.[0], optOuts, plan.removed);
	if (!right.ok) return right;
	const all = { ...others, attributes: { ...others.attributes, ...(emails && { emails }) } };
	return success({
		...done,
		record: now,
		isUpdated: true,
		notTaken: reportNotTaken(client, prospects, named.id, sentNotTaken(now, all)),
	});
}

/**
 * Sends a change. Outreach may refuse addresses that the prospect has already, as after an answer that was
 * lost: then the addresses are right, and the rest is sent without them.
 */
async function send(
	client: Client,
	named: NamedRecord,
	others: RecordValues,
	emails: string[] | undefined,
): Promise<Result<Resource>> {
	if (emails === undefined) return await updateRecord(client, prospects, named, others);
	const all = { ...others, attributes: { ...others.attributes, emails } };
	const written = await updateRecord(client, prospects, named, all);
	if (written.ok) return written;
	const explained = async () =>
		failed(await explainRefusal(client, written.failure, emails, named.id));
	if (!isSentAgain(written.failure)) return await explained();
	const now = await readRecord(client, prospects, named, lacksEmails);
	if (!now.ok || !isSameList(emailsIn(now.value), emails)) return await explained();
	return setsNothing(others) ? now : await updateRecord(client, prospects, named, others);
}

const nobody = ({ shape }: ProspectWrite): WrittenProspect => {
	return { isCreated: false, isUpdated: false, removedEmails: [], notTaken: [], shape };
};

/** A list that cannot be read must not be replaced. */
const lacksEmails = (record: Resource) =>
	hasReadableKeys(record, 'emails') ? undefined : 'the email addresses of the prospect';

/** What the record of a prospect that is to be changed does not show. */
function lacksToWrite(record: Resource, write: ProspectWrite): string | undefined {
	const { emails, tags, foundEmails } = write;
	const isEmptied = foundEmails.length > 0 && emailsIn(record).length === 0;
	if (isEmptied) return 'the email addresses by which the prospect was just found';
	const isTagless = !Object.hasOwn(record.attributes, 'tags') || !hasReadableTags(record);
	if (tags.length > 0 && isTagless) return 'the tags of the prospect';
	return lacksEmails(record) ?? (emails.length > 0 ? lacksOptOuts(record.attributes) : undefined);
}

const lacksProof = (record: Resource) => lacksEmails(record) ?? lacksOptOuts(record.attributes);

/** What a person is looked for by, to be put after the kind of record. */
function wantedBy({ id, isNamedById, emails, formerEmails, linkedIn }: ProspectWrite): string {
	if (isNamedById) return `with the ID ${id}`;
	const ways = [
		[...emails, ...formerEmails].length > 0
			? `with the email ${[...emails, ...formerEmails].join(' or ')}`
			: '',
		linkedIn ? `with the LinkedIn page ${linkedIn.slug}` : '',
	];
	return ways.filter(Boolean).join(', or ');
}
