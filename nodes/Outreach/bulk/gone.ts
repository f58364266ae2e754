import type { Client } from '../../shared/client';
import type { AtOnce } from '../../shared/concurrently';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { eachInTurns } from '../../shared/turns';
import { lookUpAll } from '../lookUp';
import type { RecordType } from '../recordTypes';

const SHOWN_IDS = 5;

/** Tells which of these records are not there, or which the connected user cannot see. */
export type FindGone = (ids: string[]) => Promise<Result<string[]>>;

/** Looks the records up by their ids, in as few calls as possible, with next to nothing of each. */
export function goneFinder(client: Client, recordType: RecordType, concurrency: AtOnce): FindGone {
	return async (ids) => {
		const lookUp = { filter: 'id', values: ids } as const;
		const find = await lookUpAll(client, recordType, [lookUp], concurrency, 'createdAt');
		const gone: string[] = [];
		let failure: Failure | undefined;
		await eachInTurns(ids, (id) => {
			const found = find({ filter: 'id', values: [id] });
			if (!found.ok) failure ??= found.failure;
			else if (found.value.length === 0) gone.push(id);
		});
		return failure === undefined ? success(gone) : failed(failure);
	};
}

/** The failure of records that are not there. */
export function goneFailure({ name }: RecordType, ids: string[]): Failure {
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	return {
		kind: 'notFound',
		message: `Outreach has no ${name} with the ID${ids.length > 1 ? 's' : ''} ${ids.slice(0, SHOWN_IDS).join(', ')}${more}`,
		hint: 'The record may have been deleted, or the connected user cannot see it. Check the ID. To go on without such records, turn on "Accept Fewer Records" under Options.',
	};
}
