import type { Client } from '../../../shared/client';
import { rest, type Clock } from '../../../shared/clock';
import { concurrently, type AtOnce } from '../../../shared/concurrently';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import { addToDncList, isOnDncList } from '../../dnc';
import { entryOf } from './readEntries';

/** What became of the entries of one call. */
export interface AddedEntries {
	listId: string;
	/** By entry: whether it was there before. Only those that are there now. */
	there: Map<string, boolean>;
	/** Those that are not found after they were added. */
	unconfirmed: string[];
}

/** What adding entries needs from around it. */
export interface AddTools {
	client: Client;
	clock: Clock;
	/** Calls under way at the same time. */
	concurrency: AtOnce;
}

/** How long to wait before each further look for entries that are not found yet, in milliseconds. */
const PAUSES = [1_000, 2_000];

/**
 * Adds entries to a list, but those that it has already, and looks whether they are there then.
 *
 * @returns a failure if none of what was missing is known to be there now
 */
export async function addEntries(
	listId: string,
	values: string[],
	tools: AddTools,
): Promise<Result<AddedEntries>> {
	const { client } = tools;
	const before = await lookBefore(listId, values, tools);
	if (!before.ok) return before;
	const there = new Map(values.filter((one) => before.value.has(one)).map((one) => [one, true]));
	const missing = values.filter((one) => !before.value.has(one));
	if (missing.length === 0) return success({ listId, there, unconfirmed: [] });
	const find = async (): Promise<Result<true | undefined>> => {
		const found = await lookFor(listId, missing, tools);
		if (!found.ok) return found;
		return success(found.value.size === missing.length ? true : undefined);
	};
	const added = await client.writes.once({
		name: 'add to Do Not Contact',
		label: listId,
		ids: missing,
		content: { listId, missing },
		send: async () => await addToDncList(client, listId, missing),
		find,
	});
	if (!added.ok && !added.failure.ambiguous) return added;
	const found = await lookAfter(listId, missing, added.ok, tools);
	if (!found.ok) return failed(added.ok ? notChecked(found.failure) : added.failure);
	const unconfirmed = missing.filter((one) => !found.value.has(one));
	if (!added.ok && unconfirmed.length === missing.length) return added;
	for (const one of found.value) there.set(one, false);
	return success({ listId, there, unconfirmed });
}

/**
 * What was there before anything was added. If n8n tries the node again, that is what an earlier try saw: by now
 * its own entries may be there.
 */
async function lookBefore(
	listId: string,
	values: string[],
	tools: AddTools,
): Promise<Result<Set<string>>> {
	const seen = await tools.client.writes.keep(
		`on the Do Not Contact list ${listId}`,
		async () => new Map<string, boolean>(),
	);
	const unseen = values.filter((one) => !seen.has(one));
	const found = await lookFor(listId, unseen, tools);
	if (!found.ok) return failed(ofLook(found.failure));
	for (const one of unseen) seen.set(one, found.value.has(one));
	return success(new Set(values.filter((one) => seen.get(one))));
}

/** What is there after it was added. The search may not find it at once. */
async function lookAfter(
	listId: string,
	values: string[],
	isSure: boolean,
	tools: AddTools,
): Promise<Result<Set<string>>> {
	const found = new Set<string>();
	for (const pause of [0, ...(isSure ? PAUSES : [])]) {
		if (tools.clock.isCancelled()) break;
		await rest(pause, tools.clock);
		const looked = await lookFor(
			listId,
			values.filter((one) => !found.has(one)),
			tools,
		);
		if (!looked.ok) return found.size > 0 ? success(found) : looked;
		for (const one of looked.value) found.add(one);
		if (found.size === values.length) break;
	}
	return success(found);
}

/** Those of the values that are on the list. */
async function lookFor(
	listId: string,
	values: string[],
	{ client, concurrency }: AddTools,
): Promise<Result<Set<string>>> {
	const looks = await concurrently(
		values,
		concurrency,
		async (value) => await isOnDncList(client, listId, entryOf(value)),
		(look) => !look.ok,
	);
	const failure = looks.find((look) => look?.ok === false);
	if (failure?.ok === false) return failure;
	return success(new Set(values.filter((_, place) => looks[place]?.ok && looks[place].value)));
}

/** Nothing was done yet, and the call that adds is not to be split because a look was refused. */
function ofLook(failure: Failure): Failure {
	const kind = failure.kind === 'rejected' ? 'unreadable' : failure.kind;
	return { ...failure, kind, ambiguous: false };
}

/** Saleshandy accepted the entries, and the look that proves it failed. */
function notChecked(failure: Failure): Failure {
	return {
		...failure,
		message: `Saleshandy accepted the entries, but whether they are on the list is not confirmed. ${failure.message}`,
		hint: 'Look at the Do Not Contact list, or run the node again: what is there is not added again.',
		hasActed: true,
	};
}
