import type { Client } from '../../shared/client';
import { success, type Failure, type Result } from '../../shared/result';
import { lookUpAll } from '../lookUp';
import { accounts, prospects, type RecordType } from '../recordTypes';

const SHOWN_IDS = 5;

/** The kind of records that a bulk action is about, by Outreach's name of the action. */
export function recordTypeOf(action: string): RecordType | undefined {
	if (/^prospects?[A-Z]/.test(action)) return prospects;
	return /^accounts?[A-Z]/.test(action) ? accounts : undefined;
}

/** Tells which of these records are not there, or which the connected user cannot see. */
export type FindGone = (ids: string[]) => Promise<Result<string[]>>;

/** Looks the records up by their ids, in as few calls as possible, with next to nothing of each. */
export function findGone(client: Client, recordType: RecordType, concurrency: number): FindGone {
	return async (ids) => {
		const lookUp = { filter: 'id', values: ids } as const;
		const find = await lookUpAll(client, recordType, [lookUp], concurrency, 'createdAt');
		const gone: string[] = [];
		for (const id of ids) {
			const found = find({ filter: 'id', values: [id] });
			if (!found.ok) return found;
			if (found.value.length === 0) gone.push(id);
		}
		return success(gone);
	};
}

/** The failure of records that are not there. */
export function areGone({ name }: RecordType, ids: string[]): Failure {
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	return {
		kind: 'notFound',
		message: `Outreach has no ${name} with the ID ${ids.slice(0, SHOWN_IDS).join(', ')}${more}`,
		hint: 'It may have been deleted, or the connected user cannot see it. To go on without such records, turn on "Accept Fewer Records" under Options.',
	};
}
