import type { Batch, BatchApi, BatchItem } from '../batches/api';

/** How one record of a bulk action fared. */
export interface RecordOutcome {
	id: string;
	/** Unknown: some failed, and Outreach does not say which. Skipped: left out, and that is fine. */
	status: 'done' | 'failed' | 'skipped' | 'unknown';
	/** Outreach's reason. */
	info?: string;
}

const SHOWN_TEXTS = 5;
const LEFT_OUT =
	'Outreach left it out: it may have been deleted, or the connected user cannot see it';

/** Whether an outcome is one to report as failed. */
export const isFailed = ({ status }: RecordOutcome): boolean =>
	status === 'failed' || status === 'unknown';

/**
 * Works out how each record of a finished batch fared.
 *
 * @param ids all that were sent
 * @param acceptsFewer whether records that Outreach left out are no failures
 * @returns an outcome per record, in their order
 */
export async function recordOutcomes(
	api: BatchApi,
	batch: Batch,
	ids: string[],
	acceptsFewer: boolean,
): Promise<RecordOutcome[]> {
	const failures = batch.failures ?? 0;
	const total = batch.total ?? ids.length;
	const isShort = total < ids.length;
	if (failures === 0 && !isShort) return ids.map((id) => ({ id, status: 'done' }));

	const listed = await api.items(batch, isShort ? 'all' : 'failed');
	const items = listed.ok ? listed.value : [];
	const sent = new Set(ids);
	const failed = items.filter((item) => item.failed);
	const reasons = reasonsById(failed, sent);
	const leftOut = isShort ? idsLeftOut(items, ids, total) : new Set<string>();

	const unnamed = Math.max(0, failures - reasons.size);
	const doubts: string[] = [];
	if (unnamed > 0) {
		const reason = listed.ok ? printReasons(failed) : listed.failure.message;
		doubts.push(
			`${unnamed} of ${total} records failed, and Outreach does not say which: ${reason}`,
		);
	}
	if (leftOut === undefined && !acceptsFewer) {
		doubts.push(`Outreach worked on ${total} of ${ids.length} records and does not say which`);
	}
	const doubt = doubts.join('. ');
	return ids.map((id): RecordOutcome => {
		const reason = reasons.get(id);
		if (reason !== undefined) return { id, status: 'failed', info: reason };
		if (leftOut?.has(id))
			return { id, status: acceptsFewer ? 'skipped' : 'failed', info: LEFT_OUT };
		return doubt === '' ? { id, status: 'done' } : { id, status: 'unknown', info: doubt };
	});
}

function reasonsById(failed: BatchItem[], sent: Set<string>): Map<string, string> {
	const named = failed.filter(({ recordId }) => recordId !== undefined && sent.has(recordId));
	return new Map(named.map(({ recordId, info }) => [recordId as string, info]));
}

/** The records that a batch has no item for; nothing where its items do not name theirs. */
function idsLeftOut(items: BatchItem[], ids: string[], total: number): Set<string> | undefined {
	const workedOn = new Set(items.map(({ recordId }) => recordId));
	const leftOut = ids.filter((id) => !workedOn.has(id));
	return leftOut.length === ids.length - total ? new Set(leftOut) : undefined;
}

function printReasons(items: BatchItem[]): string {
	const texts = [...new Set(items.map(({ info }) => info))];
	const more = texts.length > SHOWN_TEXTS ? ` and ${texts.length - SHOWN_TEXTS} more` : '';
	return texts.length > 0
		? `${texts.slice(0, SHOWN_TEXTS).join('; ')}${more}`
		: 'it lists no reason';
}
