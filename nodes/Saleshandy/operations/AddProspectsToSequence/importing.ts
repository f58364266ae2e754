import { rest, type Clock } from '../../../shared/clock';
import type { Client } from '../../../shared/client';
import type { AtOnce } from '../../../shared/concurrently';
import type { FetchFile } from '../../../shared/fetchFile';
import { executionCanceled } from '../../../shared/givenUp';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import type { Prospect } from '../../api';
import { Ledger } from '../../ledger';
import { bodyOf, readImportStatus, startImport, type ImportRules, type Person } from './imports';
import { readReport, type Refusal } from './report';

const PAUSES_MS = [250, 500, 1000, 2000, 3000];
const LONGEST_PAUSE_MS = 5000;
/** How long to look for what a call left behind whose answer was lost, at most. */
export const LOOK_MS = 10_000;

/** What an import is worked on with. */
export interface Tools {
	client: Client;
	clock: Clock;
	fetchFile: FetchFile;
	/** Calls under way at the same time. */
	concurrency: AtOnce;
	/** Whether one failure does not stop the others. */
	goesOn: boolean;
	/** How long to wait for one stage: an import, verification. */
	maxWaitMs: number;
	/** What became of all people of the run. */
	ledger: AdditionLedger;
}

/** What became of people, by address. */
export type AdditionLedger = Ledger<'added' | 'imported' | 'open'>;

export const additionLedger = (): AdditionLedger =>
	new Ledger({
		added: 'In the sequence',
		imported: 'Imported, but in no step of the sequence',
		open: 'Not known whether added',
	});

/** What an import came to. */
export interface Imported {
	/** Who was refused, by address. */
	refusals: Map<string, Refusal>;
	/** Why it is not known what the import came to; then only a look at the prospects tells. */
	doubt?: Failure;
}

export const cancelled = (): Failure => ({ ...executionCanceled(), hasActed: true });

/**
 * Does something again and again until it gives a result, or the time is up.
 *
 * @returns nothing when the time is up; a failure once the execution is canceled
 */
export async function until<T>(
	maxWaitMs: number,
	clock: Clock,
	look: () => Promise<Result<T | undefined>>,
): Promise<Result<T | undefined>> {
	const deadline = clock.now() + maxWaitMs;
	for (let turn = 0; ; turn += 1) {
		if (clock.isCancelled()) return failed(cancelled());
		const seen = await look();
		if (!seen.ok || seen.value !== undefined) return seen;
		const left = deadline - clock.now();
		if (left <= 0) return success(undefined);
		await rest(Math.min(PAUSES_MS[turn] ?? LONGEST_PAUSE_MS, left), clock);
	}
}

/**
 * Imports people and waits until Saleshandy has worked on all of them. The import is sent once: after a
 * lost answer, its traces are looked for.
 *
 * @param hasArrived looks whether the import was carried out, where its answer was lost
 * @returns a failure if the import was not started, or nobody knows whether it was
 */
export async function importPeople(
	people: Person[],
	rules: ImportRules,
	hasArrived: () => Promise<Result<boolean>>,
	tools: Tools,
): Promise<Result<Imported>> {
	const { client, clock, maxWaitMs } = tools;
	const look = async (ms: number) => {
		return await until(ms, clock, async () => {
			const seen = await hasArrived();
			if (!seen.ok) return seen;
			return success(seen.value ? { requestId: undefined } : undefined);
		});
	};
	const started = await client.writes.once<{ requestId?: string }>({
		name: rules.stepId === undefined ? 'import' : `import into ${rules.stepId}`,
		ids: people.map(({ email }) => email),
		content: bodyOf(people, rules),
		send: async () => {
			const sent = await startImport(client, people, rules);
			if (sent.ok) return success({ requestId: sent.value });
			const { failure } = sent;
			if (failure.ambiguous !== true || clock.isCancelled()) return sent;
			const found = await look(Math.min(LOOK_MS, maxWaitMs));
			return found.ok && found.value !== undefined ? success(found.value) : sent;
		},
		find: async () => await look(0),
	});
	if (!started.ok) return started;
	const { requestId } = started.value;
	if (requestId === undefined) return success({ refusals: new Map(), doubt: lostAnswer() });
	return success(await follow(requestId, tools));
}

async function follow(requestId: string, tools: Tools): Promise<Imported> {
	const { client, clock, maxWaitMs } = tools;
	const nobody = new Map<string, Refusal>();
	const ended = await until(maxWaitMs, clock, async () => {
		const status = await readImportStatus(client, requestId);
		return !status.ok || status.value.isCompleted ? status : success(undefined);
	});
	if (!ended.ok) return { refusals: nobody, doubt: ended.failure };
	if (ended.value === undefined) return { refusals: nobody, doubt: notEnded(requestId, maxWaitMs) };
	const { reportUrl } = ended.value;
	if (reportUrl === undefined) return { refusals: nobody };
	const file = await tools.fetchFile(reportUrl);
	const refusals = file.ok ? readReport(file.value) : undefined;
	if (refusals !== undefined) return { refusals };
	const why = file.ok ? 'it has no column for the email address' : file.failure.message;
	return { refusals: nobody, doubt: noReport(requestId, why) };
}

const lostAnswer = (): Failure => ({
	kind: 'unreadable',
	message: 'the answer to the import was lost, and only its traces tell of it',
});

const notEnded = (requestId: string, maxWaitMs: number): Failure => ({
	kind: 'timedOut',
	message: `the import ${requestId} was not completed within ${Math.round(maxWaitMs / 1000)} s`,
});

const noReport = (requestId: string, why: string): Failure => ({
	kind: 'unreadable',
	message: `the report of the import ${requestId} could not be read: ${why}`,
});

/**
 * Whether a prospect is as an import leaves it. Then it does not matter any more whether the import was
 * carried out.
 */
export function isAsWanted(
	{ attributes = [], tags = [] }: Prospect,
	{ values }: Person,
	{ conflictAction, tags: wanted }: ImportRules,
): boolean {
	const valueOf = (label: string) => attributes.find(({ key }) => key === label)?.value;
	const hasValues = Object.entries(values).every(([label, value]) => {
		if (conflictAction === 'noUpdate') return true;
		const held = valueOf(label);
		if (held === undefined || held === null || held === '') return false;
		return conflictAction !== 'overwrite' || String(held) === value;
	});
	const held = new Set(tags.map(nameOfTag));
	return hasValues && wanted.every((tag) => held.has(tag));
}

/**
 * The fields that an import was to set, and that do not hold the value: with "addMissingFields" those that are
 * still empty. The values of somebody who is not to be updated are never missing.
 *
 * @returns labels; none where the fields of the prospect are not shown
 */
export function notTaken(
	{ attributes }: Prospect,
	{ values }: Person,
	{ conflictAction }: Pick<ImportRules, 'conflictAction'>,
): string[] {
	if (attributes === undefined || conflictAction === 'noUpdate') return [];
	const held = new Map(attributes.map(({ key, value }) => [key, String(value ?? '').trim()]));
	return Object.entries(values).flatMap(([label, value]) => {
		const now = held.get(label) ?? '';
		const isTaken = now !== '' && (conflictAction !== 'overwrite' || isSame(now, value.trim()));
		return isTaken ? [] : [label];
	});
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Saleshandy may write a number in another form, and a day with a time. */
function isSame(now: string, wanted: string): boolean {
	if (now === wanted || Number(now) === Number(wanted)) return true;
	return DAY.test(wanted) && now.startsWith(wanted);
}

function nameOfTag(tag: unknown): string {
	const { name = tag } = (tag ?? {}) as { name?: unknown };
	return String(name);
}
