import type { Client } from '../../../shared/client';
import type { AtOnce } from '../../../shared/concurrently';
import { failed, isMissing, success, type Failure, type Result } from '../../../shared/result';
import { giveTurn } from '../../../shared/turns';
import type { ProspectEvent } from '../../api';
import type { Addition } from './additions';
import { checkCreditFloor } from './creditFloor';
import { windowFetcher } from './fetchChunk';
import { isStumble } from './fetchRetried';
import { Memory } from './memory';
import { oldestFirst } from './newEvents';
import { collectReports, noticesOf } from './notices';
import { readProgress } from './readMemory';
import type { SavedMemory } from './savedMemory';
import { workDue } from './schedule';
import { sweep, type SweepResult } from './sweep';
import { Unconfirmed } from './unconfirmed';
import { readWatchList, type Source, type WatchList } from '../../watchList';

/** What the user set. */
export interface TriggerSettings {
	source: Source;
	eventTypes: readonly string[];
	emitExisting: boolean;
	lookBackDays: number;
	minutesBetweenSweeps: number;
	/** No sweep when this many credits or fewer are left; 0 for no such floor. */
	creditFloor: number;
	/** What to fetch about the prospects of new events. */
	additions: Addition[];
	/** Calls at once. */
	concurrency: AtOnce;
}

/** What a poll found, and what is to be remembered if it is emitted. */
export interface PollResult {
	events: ProspectEvent[];
	watchList: WatchList;
	sweep: SweepResult;
	save: Required<SavedMemory>;
	/** Nothing may be new, but what was learned must outlive a restart. */
	mustSave: boolean;
	/** What n8n's log is to say, in sentences for the user. */
	notices: string[];
}

/** What the polls of a process share beside the memory. */
export interface PollAids {
	/** How to find out who is watched. */
	readList?: typeof readWatchList;
	/** What is carried over from a poll that failed, of which nothing is saved. */
	carried?: { perCall?: number; hasStumbled?: boolean };
	/** After so many prospects the sweep goes on in the next poll. */
	mostChecked?: number;
	/** What earlier polls handed over without a confirmation. */
	unconfirmed?: Unconfirmed;
}

const ONCE = { isAtLeastOnce: false, isSavedTogether: false, isBeingSaved: false };

/**
 * One poll, without n8n: from what was saved and what the vendor shows to what is new. It changes
 * nothing; the caller emits and saves together, or neither.
 *
 * @param saved the memory as it was saved, in whatever state
 * @param way to Explorium
 * @param stopAt epoch milliseconds after which no further call is started
 * @returns `undefined` when nothing is due; a failure when there is nothing to emit and something has
 * to be said, in which case nothing is to be saved
 */
export async function poll(
	saved: unknown,
	settings: TriggerSettings,
	way: Client,
	now: () => number,
	stopAt: number,
	aids: PollAids = {},
): Promise<Result<PollResult | undefined>> {
	const { readList = readWatchList, carried = {}, mostChecked = Infinity } = aids;
	const { unconfirmed = new Unconfirmed(null, ONCE) } = aids;
	const due = workDue(readProgress(saved, now()), now(), settings.minutesBetweenSweeps);
	if (!due.sweep && !due.retry && !unconfirmed.hasToAsk) return success(undefined);
	const { client, reports } = collectReports(way);

	const floorFailure = await checkCreditFloor(client, settings.creditFloor);
	if (floorFailure) return failed(floorFailure);

	const watchList = await readList(settings.source, client);
	if (!watchList.ok) return watchList;

	const memory = new Memory(saved, now());
	await memory.prepare(watchList.value.ids, giveTurn);
	memory.perCall = Math.min(memory.perCall, carried.perCall ?? Infinity);
	const result = await sweep(
		{
			// A memory that could not be read starts over.
			work: workDue(memory, now(), settings.minutesBetweenSweeps),
			unconfirmed,
			watched: watchList.value.ids,
			eventTypes: settings.eventTypes,
			emitExisting: settings.emitExisting,
			concurrency: settings.concurrency,
			hasStumbled: carried.hasStumbled ?? false,
			fetchEvents: windowFetcher(client, settings.eventTypes, settings.lookBackDays, now()),
			now,
			stopAt,
			mostChecked,
		},
		memory,
	);

	carried.perCall = memory.perCall;
	carried.hasStumbled = hasStumbled(result);
	const failure = failureToReport(result) ?? refusalOfAll(result, memory, watchList.value.ids);
	if (failure) return failed(withAddress(failure));
	const mustSave = memory.hasLearned || unconfirmed.isConfirming;
	await giveTurn();
	const save = {
		...memory.save(watchList.value.ids, now(), mustSave || result.events.length > 0),
		unconfirmed: unconfirmed.save((print) => memory.remembers(print, now())),
	};
	await giveTurn();
	const found = { ...result, leftOut: result.leftOut + watchList.value.leftOut };
	return success({
		events: oldestFirst(result.events),
		watchList: watchList.value,
		sweep: found,
		save,
		mustSave,
		notices: noticesOf(memory.damage, found, reports),
	});
}

/**
 * What succeeded is emitted first, and what failed beside it is tried again before anybody is told. A poll
 * that has nothing to give says why.
 */
function failureToReport({
	events,
	checked,
	failedAgain,
	failure,
	isAtEnd,
}: SweepResult): Failure | undefined {
	if (events.length > 0 || checked > 0 || failure === undefined) return undefined;
	// Its own pace ran into the end of the poll: the next one goes on. Being refused is to be told.
	if (failure.kind === 'rateLimited' && failure.status === undefined) return undefined;
	if (failedAgain.length === 0) return failure;
	// A poll that fails does not remember that the sweep is at its end. The next one fails in its place.
	if (isAtEnd) return undefined;
	const shown = failedAgain.slice(0, 5).join(', ');
	const more = failedAgain.length > 5 ? ` and ${failedAgain.length - 5} more` : '';
	return {
		...failure,
		message: `${failure.message}. Twice now, the events of these prospects could not be fetched: ${shown}${more}`,
	};
}

/** If everybody who is watched is refused, to skip them all would be to fall silent. */
function refusalOfAll(
	{ events, checked, refused, refusal }: SweepResult,
	memory: Memory,
	watched: string[],
): Failure | undefined {
	const isAnyServed = events.length > 0 || checked > 0 || refused.length === 0;
	if (isAnyServed || refusal === undefined) return undefined;
	if (!watched.every((id) => memory.isRefused(id))) return undefined;
	return {
		...refusal,
		message: `${refusal.message}. Explorium refuses every prospect that is watched, each on its own too`,
	};
}

/** Whether the same prospects met a 500 again, or nobody was fetched because of one. */
const hasStumbled = ({ failure, failedAgain, checked }: SweepResult) =>
	failure !== undefined && isStumble(failure) && (failedAgain.length > 0 || checked === 0);

/** If nobody at all is found, more likely the address or the account is wrong than every prospect. */
function withAddress(failure: Failure): Failure {
	if (!isMissing(failure)) return failure;
	return {
		...failure,
		hint: 'Nobody who was asked for was found. Check the Base URL and the account of the credential, then the prospect IDs.',
	};
}
