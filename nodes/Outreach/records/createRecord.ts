import type { Client } from '../../shared/client';
import { failed, isMissing, success, type Failure, type Result } from '../../shared/result';
import { askForOne, type Resource } from '../jsonApi';
import { CLOCK_TOLERANCE_MS } from '../outreach';
import { recordBody, type RecordKind, type RecordValues } from './recordValues';
import { notReadBack } from './notReadBack';
import { readRecord } from './readRecord';

/** How a new record is known again. */
export interface NewRecord {
	/** What tells it from other new ones of its kind, such as its email addresses. */
	keys: readonly string[];
	/** What to look for where it may have been created, to follow "look": "for a prospect with the email …". */
	lookFor: string;
	/**
	 * Finds the records that may be it, by what it was given. Left out where nothing would tell it from
	 * others.
	 */
	find?: () => Promise<Result<Resource[]>>;
	/**
	 * Whether a record has what was sent. An answer about another one, as a cache or a proxy may give, is no
	 * proof. Left out, any new record is.
	 */
	isIt?: (record: Resource) => boolean;
	/** Whether a right answer has to be confirmed by a look at the record. */
	readsBack?: boolean;
	/** What that look lacks to go on with it, in a few words. */
	lacks?: (record: Resource) => string | undefined;
}

/** A new record. */
export interface CreatedRecord {
	record: Resource;
	/** Whether this is what a look at it has just shown. */
	isReadBack: boolean;
}

/**
 * Creates a record, once for all tries of the node: https://developers.outreach.io/api/making-requests
 *
 * The call is never repeated where it may have been carried out. If its answer is lost, the record is
 * looked for. One that was there before is not taken for it.
 *
 * @returns the new record; a failure that says what to look for if it is not known whether there is one
 */
export async function createRecord(
	client: Client,
	kind: RecordKind,
	values: RecordValues,
	{ keys, lookFor, find, isIt = () => true, readsBack = false, lacks }: NewRecord,
): Promise<Result<CreatedRecord>> {
	let readBack: Resource | undefined;
	const findNew = async (sentAt: number): Promise<Result<Resource | undefined>> => {
		const found = await find?.();
		if (!found?.ok) return found ?? success(undefined);
		const fresh = found.value.filter((record) => isSince(record, sentAt));
		return success(fresh.length === 1 ? fresh[0] : undefined);
	};
	const foundOr = async (failure: Failure, sentAt: number): Promise<Result<Resource>> => {
		const found = await findNew(sentAt);
		if (found.ok && found.value !== undefined) return success(found.value);
		return failed(withLook(failure, found, find !== undefined));
	};
	const created = await client.writes.once({
		name: nameOf(kind),
		ids: keys,
		content: values,
		send: async () => {
			const sentAt = Date.now();
			const request = {
				method: 'POST' as const,
				path: kind.path,
				body: recordBody(kind, values),
				namesNoRecord: 'unlessSaid' as const,
				repeatable: false,
				lookAt: lookFor,
			};
			let answered: Resource | undefined;
			const lacksSent = (record: Resource) => {
				answered = record;
				return isIt(record) ? undefined : 'the values that were sent';
			};
			const made = await askForOne(client, request, kind.name, undefined, lacksSent);
			if (made.ok && !readsBack) return made;
			if (!made.ok && !made.failure.ambiguous) return made;
			const shown =
				answered && (await readRecord(client, kind, { id: Number(answered.id) }, lacks));
			if (shown?.ok && isIt(shown.value)) {
				readBack = shown.value;
				return shown;
			}
			if (made.ok) {
				// A look that fails says nothing against an answer that is right.
				if (shown?.ok === false && !isMissing(shown.failure)) return made;
				return await foundOr(notThere(kind, made.value, lookFor), sentAt);
			}
			return await foundOr(made.failure, sentAt);
		},
		find: findNew,
	});
	if (!created.ok) return created;
	return success({ record: created.value, isReadBack: created.value === readBack });
}

/**
 * A new record as it is now: as it was just read back, or it is read.
 *
 * @param hint what to do if it cannot be read
 * @param lacks what it lacks to go on with it, in a few words
 */
export async function readCreated(
	client: Client,
	kind: RecordKind,
	{ record, isReadBack }: CreatedRecord,
	hint: string,
	lacks?: (record: Resource) => string | undefined,
): Promise<Result<Resource>> {
	if (isReadBack) return success(record);
	const id = Number(record.id);
	const now = await readRecord(client, kind, { id }, lacks);
	return now.ok ? now : failed(notReadBack(now.failure, kind, id, 'created', hint));
}

/**
 * Whether an earlier try of the node has sent this record, and it may be there. A look would then find it,
 * and take it for one that was there before.
 */
export async function mayHaveCreated(
	client: Client,
	kind: RecordKind,
	values: RecordValues,
	keys: readonly string[],
): Promise<boolean> {
	return await client.writes.mayHaveSent({ name: nameOf(kind), ids: keys, content: values });
}

const nameOf = ({ name }: RecordKind) => `create ${name}`;

function isSince({ attributes: { createdAt } }: Resource, sentAt: number): boolean {
	const created = Date.parse(String(createdAt));
	return Number.isNaN(created) || created >= sentAt - CLOCK_TOLERANCE_MS;
}

/** The failure of a call that was answered with a record that is not what was sent. */
function notThere({ name }: RecordKind, { id }: Resource, lookFor: string): Failure {
	return {
		kind: 'unreadable',
		message: `Outreach answered that it created the ${name} ${id}, but does not show it with the values that were sent. Whether Outreach carried the call out is not known: look ${lookFor} before running it again`,
		ambiguous: true,
	};
}

/** Says what a look for the record has shown. */
function withLook(failure: Failure, found: Result<unknown>, hasLooked: boolean): Failure {
	if (!hasLooked) return failure;
	const look = found.ok
		? 'The node looked for it at once and did not find it, but Outreach may show it later.'
		: `The node looked for it at once, and that failed too: ${found.failure.message}.`;
	return { ...failure, hint: [failure.hint, look].filter(Boolean).join(' ') };
}
