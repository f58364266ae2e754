import type { Clock } from '../../shared/clock';
import type { Client } from '../../shared/client';
import type { AtOnce } from '../../shared/concurrently';
import { failed, success, type Result } from '../../shared/result';
import { giveTurn, mapInTurns } from '../../shared/turns';
import type { Batch } from '../batches/batch';
import { batchApi } from '../batches/batchApi';
import { follow, type Dropped } from '../batches/follow';
import type { Filter } from '../filter/readFilter';
import { recordTypeOf, type RecordType } from '../recordTypes';
import { goneFailure, goneFinder } from './gone';
import type { BulkCall, BulkRun, BulkSettings } from './output';
import { recordOutcomes, type RecordOutcome } from './records';
import { targetOf, type Target } from './target';

/** How a batch is started, and what is known around it. */
export interface CarryOut<A extends object> {
	/** Starts one batch; only what it is given may be worked on. */
	start: (target: Target, settings: BulkSettings<A>) => Promise<Result<Batch>>;
	/** The kind of the records; what the action's name tells if it is left out. */
	recordType?: RecordType;
	/** Calls under way at the same time. */
	concurrency: AtOnce;
	/** Whether it is the only batch of the run: beside others its filter may come to mean more. */
	isOnly: boolean;
	/** Whether the node continues on fail. */
	goesOn: boolean;
}

/**
 * Starts a batch and sees it through. One that waits to be confirmed and counts too few records is
 * canceled, and the records that are not there are named. If the node continues on fail, another batch
 * then works on the others.
 *
 * @returns what came of the records: together, or apart for those that are not there
 */
export async function carryOut<A extends object>(
	client: Client,
	call: BulkCall<A>,
	plan: CarryOut<A>,
	clock: Clock,
): Promise<BulkRun[]> {
	const { ids, settings } = call;
	const { matching } = settings;
	const isSame = plan.isOnly && matching?.count === ids.length;
	const first = await runBatch(client, call, plan, clock, isSame ? matching.filter : undefined);
	if (first.ok || !('dropped' in first)) return [{ call, result: first }];

	const recordType = plan.recordType ?? recordTypeOf(first.dropped.action);
	const gone = recordType && (await goneFinder(client, recordType, plan.concurrency)(ids));
	if (recordType === undefined || !gone?.ok || gone.value.length === 0) {
		return [{ call, result: first }];
	}
	if (!plan.goesOn) {
		const { message } = goneFailure(recordType, gone.value);
		const failure = { ...first.failure, message: `${first.failure.message}. ${message}` };
		return [{ call: { ...call, ids: gone.value }, result: failed(failure) }];
	}
	const isGone = new Set(gone.value);
	const rest = { ...call, ids: ids.filter((id) => !isGone.has(id)) };
	const second = rest.ids.length > 0 ? await runBatch(client, rest, plan, clock) : undefined;
	const runs = await mapInTurns(gone.value, (id): BulkRun => ({
		call: { ...call, ids: [id] },
		result: resultOfGone(recordType, id, second, settings.options.returnsFailed),
	}));
	if (second !== undefined) runs.push({ call: rest, result: second });
	return runs;
}

async function runBatch<A extends object>(
	client: Client,
	{ ids, settings }: BulkCall<A>,
	{ start, recordType, concurrency }: CarryOut<A>,
	clock: Clock,
	approved?: Filter,
): Promise<BulkRun['result'] | Dropped> {
	const target = targetOf(ids, approved);
	if (!target.ok) return target;
	await giveTurn();
	const started = await start(target.value, settings);
	if (!started.ok) return started;
	const api = batchApi(client);
	const { options } = settings;
	const end = await follow(api, started.value, { ...options, sent: ids.length }, clock);
	if (!end.ok) return 'dropped' in end ? end : failed({ ...end.failure, hasActed: true });
	const batch = { ...end.value, action: end.value.action || started.value.action };
	if (!options.waits) return success({ batch });
	const type = recordType ?? recordTypeOf(batch.action);
	const outcomes = await recordOutcomes(api, batch, ids, {
		acceptsFewer: options.acceptsFewer,
		findGone: type && goneFinder(client, type, concurrency),
	});
	return success({ batch, outcomes });
}

/** A record that is not there has a status of its own where failed records are returned, or fails. */
function resultOfGone(
	recordType: RecordType,
	id: string,
	others: BulkRun['result'] | undefined,
	returnsFailed: boolean,
): BulkRun['result'] {
	const failure = goneFailure(recordType, [id]);
	if (!returnsFailed || !others?.ok || others.value.outcomes === undefined) return failed(failure);
	const outcome: RecordOutcome = { id, status: 'failed', info: failure.message };
	return success({ batch: others.value.batch, outcomes: [outcome] });
}
