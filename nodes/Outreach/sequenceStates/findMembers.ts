import type { Client } from '../../shared/client';
import { concurrently, type AtOnce } from '../../shared/concurrently';
import { failed, success, type Failure, type Result } from '../../shared/result';
import { eachInTurns } from '../../shared/turns';
import { filterQueries } from '../filterQueries';
import { relatedId, type Resource } from '../jsonApi';
import { listWhole, notWhole } from '../listRecords';
import { SEQUENCE_STATES, stateOf } from './sequenceState';
import type { Membership } from './stateTarget';

/** Finds the sequence state of a prospect in a sequence among those that were read. */
export type MemberFinder = (member: Membership) => Result<number>;

const keyOf = ({ prospectId, sequenceId }: Membership) => `${prospectId} ${sequenceId}`;

/**
 * Looks up where prospects stand in sequences, together, in as few calls as possible:
 * https://developers.outreach.io/api/making-requests
 *
 * What is found is changed next, so every entry has to say which prospect and sequence it is about.
 */
export async function findMembers(
	client: Client,
	members: Membership[],
	concurrency: AtOnce,
): Promise<MemberFinder> {
	const found = new Map<string, Result<Resource[]>>();
	await concurrently(
		await queriesFor(members),
		concurrency,
		async ({ sequenceId, query, values }) => {
			const listed = allNamed(await listWhole(client, SEQUENCE_STATES, query));
			for (const value of values) {
				const member = { prospectId: Number(value), sequenceId };
				const own = (record: Resource) =>
					relatedId(record, 'prospect') === member.prospectId &&
					relatedId(record, 'sequence') === sequenceId;
				found.set(keyOf(member), listed.ok ? success(listed.value.filter(own)) : listed);
			}
		},
	);
	return (member) => {
		const records = found.get(keyOf(member)) ?? success([]);
		return records.ok ? chooseState(records.value, member) : records;
	};
}

async function queriesFor(members: Membership[]) {
	const prospectsOf = new Map<number, Set<string>>();
	await eachInTurns(members, ({ prospectId, sequenceId }) => {
		const prospects = prospectsOf.get(sequenceId) ?? new Set();
		prospectsOf.set(sequenceId, prospects.add(String(prospectId)));
	});
	const queries: Array<{ sequenceId: number; values: string[]; query: string }> = [];
	for (const [sequenceId, prospects] of prospectsOf) {
		const inSequence = `&filter%5Bsequence%5D%5Bid%5D=${sequenceId}`;
		for (const { query, values } of await filterQueries(['prospect', 'id'], prospects)) {
			queries.push({ sequenceId, values, query: query + inSequence });
		}
	}
	return queries;
}

function allNamed(listed: Result<Resource[]>): Result<Resource[]> {
	if (!listed.ok) return listed;
	const odd = listed.value.filter(
		(record) =>
			relatedId(record, 'prospect') === null ||
			relatedId(record, 'sequence') === null ||
			stateOf(record) === '',
	);
	return odd.length > 0 ? failed(notWhole(odd.length, SEQUENCE_STATES)) : listed;
}

/**
 * The one sequence state that is meant: the one that is not finished, or the last one if all are.
 *
 * @param records the sequence states of the prospect in the sequence
 */
export function chooseState(records: Resource[], member: Membership): Result<number> {
	if (records.length === 0) return failed(notInSequence(member));
	const open = records.filter((record) => stateOf(record) !== 'finished');
	if (open.length > 1) return failed(severalOpen(open, member));
	const ids = (open.length > 0 ? open : records).map(({ id }) => Number(id));
	return success(Math.max(...ids));
}

function notInSequence({ prospectId, sequenceId }: Membership): Failure {
	return {
		kind: 'notFound',
		message: `The prospect ${prospectId} is not in the sequence ${sequenceId}, as far as the connected user of Outreach can see`,
		hint: 'Check both IDs. Get Many Sequence States shows which sequences a prospect is in.',
	};
}

const SHOWN = 5;

function severalOpen(open: Resource[], { prospectId, sequenceId }: Membership): Failure {
	const shown = open.slice(0, SHOWN).map((record) => `${record.id} (${stateOf(record)})`);
	const more = open.length > SHOWN ? ' and more' : '';
	return {
		kind: 'input',
		message: `The prospect ${prospectId} is in the sequence ${sequenceId} of Outreach more than once: sequence states ${shown.join(', ')}${more}`,
		hint: 'Set "Select By" to "Sequence State ID", and give the ID of the one that is meant.',
	};
}
