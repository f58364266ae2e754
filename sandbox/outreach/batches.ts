import type { ActionAttributes, BulkAction } from './bulk-action.ts';
import { BULK_ACTIONS } from './actions.ts';
import { OutreachError, invalid } from './errors.ts';
import { API_USER_ID } from './initial.ts';
import { finishRun, startRun } from './runs.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { addRecord } from './state.ts';
import type { BatchRun, OutreachRecord } from './state.ts';
import type { Targets } from './targeting.ts';

/** The bulk action of this name, if there is one. */
export function findAction(name: string): BulkAction | undefined {
	return BULK_ACTIONS.find((action) => action.name === name);
}

/** Makes a batch: it starts by itself, unless it is so large that it waits to be confirmed. */
export function createBatch(
	sandbox: OutreachSandbox,
	action: BulkAction,
	attributes: ActionAttributes,
	targets: Targets,
	skipConfirmation: boolean,
): OutreachRecord {
	checkQuota(sandbox);
	const state = sandbox.world.outreach;
	const switches = sandbox.switches.outreach;
	const now = sandbox.clock.now();
	const at = new Date(now).toISOString();
	const total = targets.ids.length + targets.unknown.length;
	const threshold = switches.confirmationThreshold;
	const confirming = !skipConfirmation && threshold >= 0 && total > threshold;
	const batch = addRecord(
		state,
		'batch',
		{
			action: action.name,
			state: confirming ? 'confirming' : 'pending',
			total,
			pending: total,
			failures: 0,
			confirmCount: confirming ? total : 0,
			confirmedCountRequired: confirming && switches.confirmedCountRequired === 'yes',
			payload: switches.batchPayload === 'empty' ? {} : attributes,
			summary: {},
			createdAt: at,
			updatedAt: at,
		},
		{ creator: API_USER_ID },
	);
	const run: BatchRun = {
		batchId: batch.id,
		action: action.name,
		attributes,
		items: [],
		startsAt: null,
		endsAt: null,
		done: 0,
	};
	for (const recordId of [...targets.ids, ...targets.unknown]) addItem(sandbox, run, recordId, at);
	state.runs.push(run);
	sandbox.counters.add('outreach', 'batches');
	if (!confirming) startRun(sandbox, run);
	return batch;
}

/** Confirms a waiting batch; the count must be right where it is required. */
export function confirmBatch(
	sandbox: OutreachSandbox,
	batch: OutreachRecord,
	confirmedCount: number | undefined,
): void {
	const switches = sandbox.switches.outreach;
	const { state, confirmCount, confirmedCountRequired } = batch.attributes;
	if (state !== 'confirming') return refuseState(sandbox, 'Batch is not awaiting confirmation.');
	if (switches.confirmWrongCount === '422') {
		if (confirmedCount === undefined && confirmedCountRequired === true) {
			throw invalid('Confirmed count is required.');
		}
		if (confirmedCount !== undefined && confirmedCount !== confirmCount) {
			throw invalid(`Confirmed count ${confirmedCount} does not match ${String(confirmCount)}.`);
		}
	}
	const at = new Date(sandbox.clock.now()).toISOString();
	Object.assign(batch.attributes, { state: 'pending', confirmedAt: at, updatedAt: at });
	const run = runOf(sandbox, batch);
	if (run !== undefined) startRun(sandbox, run);
}

/** Cancels a batch: what is done stays done, the rest is dropped. */
export function cancelBatch(sandbox: OutreachSandbox, batch: OutreachRecord): void {
	const run = runOf(sandbox, batch);
	const ended = batch.attributes.finishedAt ?? batch.attributes.canceledAt;
	if (run === undefined || (ended !== null && ended !== undefined)) {
		return refuseState(sandbox, 'Batch cannot be canceled.');
	}
	finishRun(sandbox, run, sandbox.switches.outreach.canceledState);
}

function runOf(sandbox: OutreachSandbox, batch: OutreachRecord): BatchRun | undefined {
	return sandbox.world.outreach.runs.find((run) => run.batchId === batch.id);
}

function refuseState(sandbox: OutreachSandbox, detail: string): void {
	if (sandbox.switches.outreach.wrongState === '422') throw invalid(detail);
}

function addItem(sandbox: OutreachSandbox, run: BatchRun, recordId: number, at: string): void {
	const form = sandbox.switches.outreach.itemData;
	const type = findAction(run.action)?.recordType ?? 'prospect';
	const data = {
		'record-id': JSON.stringify({ id: recordId }),
		number: JSON.stringify(recordId),
		'prospect-id': JSON.stringify({ [`${type}Id`]: recordId }),
		nested: JSON.stringify({ [type]: { id: recordId } }),
		opaque: Buffer.from(`item ${recordId}`).toString('base64'),
		null: null,
	}[form];
	const item = addRecord(
		sandbox.world.outreach,
		'batchItem',
		{ batchId: run.batchId, failed: false, state: 'pending', info: null, data, createdAt: at },
		{ batch: run.batchId },
	);
	run.items.push({ itemId: item.id, recordId });
}

function checkQuota(sandbox: OutreachSandbox): void {
	const quota = sandbox.switches.outreach.bulkQuota;
	if (quota === 'enough') return;
	const detail = 'You have exceeded your daily limit of 5,000,000 batch items.';
	if (quota === '422') throw invalid(detail);
	throw new OutreachError(429, 'rateLimitExceeded', 'Rate Limit Exceeded', detail);
}
