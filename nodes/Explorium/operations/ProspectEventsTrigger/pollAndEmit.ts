import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { nodeError } from '../../../shared/nodeError';
import { checkRequestSettings } from '../../../shared/requestOptions';
import { badInput, failed, success, type Failure, type Result } from '../../../shared/result';
import { openExplorium } from '../../client';
import { eventItem } from '../../eventItem';
import { nodeKey } from '../../nodeKey';
import { isWaiting, noteFailure, noteSuccess, type Poller } from './failureWait';
import { onlyOnePoll } from './onlyOnePoll';
import { isBeingSaved, isOutdated, noteOutput } from './outdated';
import { additionsUntil, fetchAdditions, mostCheckedBeside, type Added } from './additions';
import { isBelowFloor } from './creditFloor';
import { poll, type PollAids, type PollResult } from './poll';
import { givenUpAt, isDurable, isSavedTogether, pollTimes } from './pollTimes';
import { readProgress } from './readMemory';
import type { SavedMemory } from './savedMemory';
import { workDue } from './schedule';
import { slowListReader } from './slowList';
import { readTriggerSettings, type Settings } from './settings';
import { Unconfirmed } from './unconfirmed';

/** How long to wait at most where the settings themselves cannot be read. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** What a poll that fails hands to the next one, by node. */
const carriedOver = new Map<string, NonNullable<PollAids['carried']>>();

/** The durable engine reads the memory again for each poll, so it cannot tell when it was published. */
const ALWAYS = {};

/**
 * A poll of a published workflow: emits what is new and remembers it, both or neither.
 *
 * @returns `null` if there is nothing to hand over, also while it waits after a failure
 * @throws the n8n error for what the user has to know
 */
export async function pollAndEmit(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const started = Date.now();
	const node = nodeKey(context);
	const budget = context.getPollBudgetMs?.();
	const settings = readForm(context);
	const memory: SavedMemory = context.getWorkflowStaticData('node');
	const published = isDurable(budget) ? ALWAYS : memory;
	const poller = { node, setup: await setupOf(context), published };
	const fetchesMore = settings.ok && settings.value.additions.length > 0;
	const minutes = settings.ok ? settings.value.minutesBetweenSweeps : 0;
	const { sweep } = workDue(readProgress(memory, started), started, minutes);
	const delivery = {
		isAtLeastOnce: settings.ok && settings.value.isAtLeastOnce,
		isSavedTogether: isSavedTogether(memory, budget),
		isBeingSaved: isBeingSaved(node, started),
	};
	const readUnconfirmed = () => new Unconfirmed(memory.unconfirmed, delivery);
	const isConfirming = settings.ok && readUnconfirmed().isConfirming;
	// n8n's durable engine waits by itself, and takes an empty poll for the end of what was wrong.
	const waits = !isDurable(budget) && isWaiting(poller, started, sweep);
	if (waits && !isConfirming) return null;

	const turn = {
		now: Date.now,
		endsBy: givenUpAt(budget, started),
		onGivenUp: (ranMs: number) =>
			context.logger.error(
				`The Explorium trigger gives up a poll that has been running for ${Math.round(ranMs / 1000)} s. Its events come with the poll that starts now.`,
			),
	};
	/** Needs nothing of Explorium, so that it is done also while there is nothing else to do. */
	const confirm = () => {
		if (!isConfirming) return null;
		const outputs = readProgress(memory, started).outputs + 1;
		Object.assign(memory, { unconfirmed: readUnconfirmed().save(), outputs });
		noteOutput(node, outputs, Date.now());
		return [[]];
	};
	return await onlyOnePoll<INodeExecutionData[][]>(node, turn, async (isStillMine) => {
		const { outputs: known } = readProgress(memory, started);
		if (isOutdated(node, isDurable(budget), known, started)) return null;
		if (waits) return confirm();
		const found = settings.ok
			? await pollOnce(context, settings.value, memory, {
					...pollTimes(budget, started, fetchesMore),
					...poller,
					unconfirmed: readUnconfirmed(),
				})
			: settings;
		if (!isStillMine()) return null;
		if (!found.ok) {
			const { failure } = found;
			const isToldOnce = isBelowFloor(failure);
			const longestMs = settings.ok ? minutes * 60_000 : LONGEST_WAIT_MS;
			const about = { failure, isToldOnce, wasSweepDue: sweep };
			const isTold = noteFailure(poller, about, Date.now(), longestMs);
			if (!isTold && (isToldOnce || !isDurable(budget))) return confirm();
			throw nodeError(context.getNode(), failure);
		}
		if (found.value === undefined) return confirm();
		noteSuccess(node, found.value.sweep.failure === undefined);
		const { notices, added } = found.value;
		for (const notice of [...notices, ...added.notices]) context.logger.warn(notice);
		const output = toOutput(found.value, settings.ok && settings.value.includeSweepDetails);
		// Last, and with nothing to wait for after it: what is remembered and what is emitted go together.
		Object.assign(memory, found.value.save);
		if (output !== null) noteOutput(node, found.value.save.outputs, Date.now());
		return output;
	});
}

/** An expression that cannot be resolved is a failure like others, so that it is not said every minute. */
function readForm(context: IPollFunctions): Result<Settings> {
	try {
		return readTriggerSettings(context);
	} catch (error) {
		return badInput((error as Error).message, 'Fix the expression in the trigger.');
	}
}

type PollEnv = ReturnType<typeof pollTimes> & Poller & { unconfirmed: Unconfirmed };

/** What a poll found, with what was fetched about the prospects of its events. */
type FoundWithMore = PollResult & { added: Added };

async function pollOnce(
	context: IPollFunctions,
	settings: Settings,
	memory: SavedMemory,
	{ stopAt, deadline, node, setup, unconfirmed }: PollEnv,
): Promise<Result<FoundWithMore | undefined>> {
	const request = checkRequestSettings(context.getNodeParameter('requestOptions', {}));
	if (!request.ok) return request;
	const { concurrency } = settings;
	const openUntil = async (end: number) =>
		await openExplorium(context, { ...request.value, concurrency, deadline: end });
	let client;
	try {
		client = await openUntil(deadline);
	} catch (error) {
		return failed(unusable(error as Error));
	}
	const slowMs = (stopAt - Date.now()) / 3;
	const readList = slowListReader(node, setup, slowMs, Date.now);
	const carried = carriedOver.get(node) ?? {};
	carriedOver.set(node, carried);
	const mostChecked =
		settings.additions.length > 0 ? mostCheckedBeside({ stopAt, deadline }) : undefined;
	const aids = { readList, carried, mostChecked, unconfirmed };
	const found = await poll(memory, settings, client, Date.now, stopAt, aids);
	if (!found.ok || found.value === undefined) return found as Result<undefined>;
	const added = await fetchAdditions(
		found.value.events,
		settings,
		async () => await openUntil(additionsUntil(Date.now(), deadline)),
	);
	return success({ ...found.value, added });
}

const unusable = ({ message }: Error): Failure => ({
	kind: 'unauthorized',
	message: `The Explorium credential cannot be used: ${message}`,
	hint: 'Open the node, pick the credential again and publish the workflow.',
});

/** Stands for credential and parameters, so that a change is noticed. */
async function setupOf(context: IPollFunctions): Promise<string> {
	const credential = await context.getCredentials('exploriumApi').catch(() => null);
	const setup = JSON.stringify([credential, context.getNode().parameters]);
	return createHash('sha256').update(setup).digest('base64');
}

/**
 * Without events the answer is `null`, which n8n's plain poll engine does not save. What has to
 * outlive a restart is therefore handed over as an output without items: it is saved, and no other
 * node runs.
 */
function toOutput(
	found: FoundWithMore,
	includeSweepDetails: boolean,
): INodeExecutionData[][] | null {
	const { events, watchList, mustSave, sweep, added } = found;
	if (events.length === 0) return mustSave ? [[]] : null;
	const details: IDataObject = {
		checked_prospects: sweep.checked,
		skipped_prospect_ids: sweep.refused,
		...(sweep.leftOut > 0 && { unreadable_entries: sweep.leftOut }),
		total_credits: sweep.credits,
	};
	return [
		events.map((event) => {
			const enrollmentKey = watchList.enrollmentKeyOf.get(event.prospect_id);
			const more = added.fieldsOf.get(event.prospect_id);
			const { json } = eventItem(event, enrollmentKey || undefined, more);
			return {
				json: {
					...json,
					...(sweep.redelivered.has(event) && { redelivered: true }),
					...(includeSweepDetails && { sweep: details }),
				},
			};
		}),
	];
}
