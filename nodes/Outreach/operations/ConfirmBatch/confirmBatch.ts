import { rest, type Clock } from '../../../shared/clock';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import type { Batch } from '../../batches/batch';
import type { BatchApi } from '../../batches/batchApi';
import { actOnce } from '../../batches/actOnce';
import {
	aboutBatch,
	countToConfirm,
	endedBadly,
	hasEnded,
	isConfirming,
	stillConfirming,
	printRecords,
	wasCancelled,
	wasGivenUp,
} from '../../batches/state';
import { pauseMs, waitForEnd } from '../../batches/follow';

/** How often to look at a batch whose answer does not show yet that it was confirmed: about 5 s. */
const LOOKS = 4;

/** What is confirmed, and what comes then. */
export interface Confirmation {
	/** How many records the batch is expected to work on. */
	count: number;
	/** Whether to wait for its end. */
	waits: boolean;
	maxWaitMs: number;
}

/**
 * Confirms a batch that waits for it and is about exactly as many records as expected:
 * https://developers.outreach.io/api/bulk-api
 *
 * @returns the batch, as it finished if it is waited for; a failure if it was not confirmed, or was
 * given up later
 */
export async function confirmBatch(
	api: BatchApi,
	id: number,
	{ count, waits, maxWaitMs }: Confirmation,
	clock: Clock,
): Promise<Result<Batch>> {
	const read = await api.get(id);
	if (!read.ok) return read;
	const reason = reasonAgainst(read.value, count);
	if (reason !== undefined) return failed(reason);
	const confirmed = await actOnce(
		api,
		id,
		async () => await api.confirm(id, count),
		(batch) => !isConfirming(batch) && !wasCancelled(batch),
	);
	if (!confirmed.ok) return aboutBatch(confirmed.failure, id);
	const begun = await seeBegin(api, confirmed.value, clock);
	const end = begun.ok && waits ? await waitForEnd(api, begun.value, maxWaitMs, clock) : begun;
	const seen = end.ok && wasGivenUp(end.value) ? endedBadly(end.value) : end;
	return seen.ok ? seen : failed({ ...seen.failure, hasActed: true });
}

/** Looks at a batch for a few seconds, until it shows that it does not wait any more. */
async function seeBegin(api: BatchApi, confirmed: Batch, clock: Clock): Promise<Result<Batch>> {
	let batch = confirmed;
	for (let look = 0; look < LOOKS && isWaitingStill(batch); look += 1) {
		await rest(pauseMs(look), clock);
		if (clock.isCancelled()) break;
		const now = await api.get(batch.id);
		if (!now.ok) return aboutBatch(now.failure, batch.id);
		batch = now.value;
	}
	return isWaitingStill(batch) ? stillConfirming(batch) : success(batch);
}

const isWaitingStill = (batch: Batch) => isConfirming(batch) && !hasEnded(batch);

/** Why a batch may not be confirmed, if so. */
function reasonAgainst(batch: Batch, expected: number): Failure | undefined {
	const { id, state } = batch;
	if (!isConfirming(batch) || hasEnded(batch)) {
		return {
			kind: 'rejected',
			message: `The batch ${id} does not wait to be confirmed: its state is "${state}"`,
			hint: 'Nothing was confirmed. It may have been confirmed before, or started without a confirmation. Get Batch shows how it stands.',
		};
	}
	const count = countToConfirm(batch);
	if (count === expected) return undefined;
	return {
		kind: 'rejected',
		message: `The batch ${id} would work on ${printRecords(count)}, but "Number of Records" is ${expected}`,
		hint: 'Nothing was confirmed. Look at the batch in Outreach before you give another number. Cancel Batch drops it.',
	};
}
