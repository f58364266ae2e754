import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nFolder } from '../../../../playground/src/n8n.ts';
import { node24 } from '../../../support/host';
import { START_MS, type RunningDemo } from '../running-demo';
import { waitFor } from '../wait';
import type { Setting } from './engines';
import type { Random } from '../random';
import { FETCHES_PER_SWEEP, type ExploriumSide } from './vendor';

/**
 * What a kill was aimed at: a fetch, the saving of what it brought, the execution, or the next poll when it
 * saves that all this is confirmed.
 */
export type Aim = 'fetch' | 'save' | 'execution' | 'confirmation';

/** From a start of n8n until it was killed. */
export interface Life {
	aim: Aim;
	startedAt: number;
	killedAt: number;
	/** Whether all fetches of the sweep had been answered, so that n8n may have begun to save. */
	swept: boolean;
	/** The events that Explorium showed. */
	served: Set<string>;
}

/** Most of them at the worst moment. */
const AIMS: readonly Aim[] = ['fetch', 'save', 'execution'];
/** A poll confirms nothing that is younger. */
const CONFIRMED_AFTER_MS = 30_000;
const SHORTEST_FETCH_MS = 300;
const LONGEST_FETCH_MS = 1500;
/** Within this time after the last answer n8n saves the memory and starts an execution. */
const SAVING_MS = 100;
const EXECUTION_MS = 1500;
/** Often, so that the moments right after an answer can be hit. */
const LOOK_EVERY_MS = 5;
/** For n8n to take over what a sweep found. */
const TAKEOVER_MS = 2000;
/** When so many sweeps in a row brought nothing, there is nothing left. */
const QUIET_SWEEPS = 2;
/** A trigger that never falls silent is counted like that. */
const MOST_SWEEPS = 6;

/** How long to wait, from the begin of a sweep or else from its last answer. */
function pauseBefore(aim: Aim, fetchMs: number, random: Random): number {
	if (aim === 'fetch') return random.between(0, fetchMs * FETCHES_PER_SWEEP);
	if (aim === 'save' || aim === 'confirmation') return random.between(0, SAVING_MS);
	return random.between(SAVING_MS, EXECUTION_MS);
}

/**
 * n8n waits for 10 s when it finds that it crashed. It does nothing else with this file.
 *
 * Follows n8n 2.41 (packages/cli/src/crash-journal.ts).
 */
export function skipPauseAfterCrash({ dataDir }: RunningDemo): void {
	rmSync(join(n8nFolder(dataDir), 'crash.journal'), { force: true });
}

/**
 * n8n leaves a workflow alone for two minutes after it was killed in the poll at its start: it takes the
 * workflow for one that somebody is publishing. Here that time is over at once.
 *
 * Follows n8n 2.41 (packages/@n8n/db/src/repositories/workflow-publication-outbox.repository.ts).
 */
function endPublishing({ dataDir }: RunningDemo): void {
	const script = `
		const { DatabaseSync } = require('node:sqlite');
		const database = new DatabaseSync(process.argv[1]);
		database.exec("UPDATE workflow_publication_outbox SET updatedAt = '2000-01-01 00:00:00.000' WHERE status = 'in_progress'");
		database.close();`;
	const file = join(n8nFolder(dataDir), 'database.sqlite');
	execFileSync(node24, ['--no-warnings', '-e', script, file]);
}

/** Has something happen, starts n8n, and kills it at a random moment of the poll or soon after. */
async function live(
	demo: RunningDemo,
	explorium: ExploriumSide,
	random: Random,
	aims: readonly Aim[],
): Promise<Life> {
	const aim = random.pick(aims);
	const fetchMs = random.whole(SHORTEST_FETCH_MS, LONGEST_FETCH_MS);
	const pause = pauseBefore(aim, fetchMs, random);
	await explorium.happen(random);
	await explorium.slowDown(fetchMs);
	await demo.control.clearRequests();
	const begun = await explorium.begunFetches();
	const answered = await explorium.answeredFetches();

	const startedAt = Date.now();
	let failure: unknown;
	const start = demo.restartN8n().catch((error: unknown) => (failure = error));
	const sweeps = async (): Promise<number> =>
		Math.floor(((await explorium.answeredFetches()) - answered) / FETCHES_PER_SWEEP);
	const isSwept = async (): Promise<boolean> => (await sweeps()) > 0;
	await waitFor(
		'the first sweep after a start',
		async () => {
			if (failure !== undefined) throw failure;
			const isBegun = (await explorium.begunFetches()) > begun;
			return isBegun && (aim === 'fetch' || (await isSwept())) ? true : undefined;
		},
		START_MS,
		LOOK_EVERY_MS,
	);
	if (aim === 'confirmation') {
		const first = await sweeps();
		const from = Date.now() + CONFIRMED_AFTER_MS;
		let before = first;
		await waitFor(
			'a sweep that confirms',
			async () => {
				const now = await sweeps();
				if (Date.now() < from) before = now;
				return now > before ? true : undefined;
			},
			START_MS,
			LOOK_EVERY_MS,
		);
	}
	await sleep(pause);
	const killedAt = Date.now();
	const killed = demo.killN8n();
	// Looked up after the kill: a fetch that counts as unanswered was surely not answered before.
	const swept = await isSwept();
	const served = await explorium.servedEvents();
	await killed;
	await start;
	// What the killed n8n had asked for must not count as asked by the next one.
	await sleep(fetchMs);
	skipPauseAfterCrash(demo);
	endPublishing(demo);
	return { aim, startedAt, killedAt, swept, served };
}

/** Kills n8n again and again. It is not running afterwards. */
export async function killManyTimes(
	demo: RunningDemo,
	explorium: ExploriumSide,
	random: Random,
	{ kills, aimsAtConfirmations }: { kills: number; aimsAtConfirmations: boolean },
	onKill: (life: Life, count: number) => void,
): Promise<Life[]> {
	const lives: Life[] = [];
	const aims = aimsAtConfirmations ? [...AIMS, 'confirmation' as const] : AIMS;
	while (lives.length < kills) {
		const life = await live(demo, explorium, random, aims);
		lives.push(life);
		onKill(life, lives.length);
	}
	return lives;
}

/**
 * Lets n8n run until it has seen everything and, if all is well, nothing is left to do.
 *
 * @param confirmed waits until what the trigger handed over is confirmed: until then it comes again at each
 * start. Without it one sweep has to do where that is so.
 */
export async function runCalmly(
	demo: RunningDemo,
	explorium: ExploriumSide,
	{ engine, delivery }: Setting,
	countExecutions: () => Promise<{ all: number; unfinished: number }>,
	confirmed?: () => Promise<void>,
): Promise<void> {
	await explorium.slowDown(0);
	await waitFor(
		'all events to be discovered',
		async () => explorium.isAllDiscovered() || undefined,
	);
	const settled = async (): Promise<number> =>
		waitFor('the executions to end', async () => {
			const { all, unfinished } = await countExecutions();
			return unfinished === 0 ? all : undefined;
		});
	await sweepAfter(explorium, () => demo.restartN8n());
	let last = await settled();
	if (delivery === 'atLeastOnce') {
		if (confirmed === undefined) return;
		await confirmed();
		last = await settled();
	}
	let quiet = 0;
	for (let sweeps = 0; sweeps < MOST_SWEEPS && quiet < QUIET_SWEEPS; sweeps++) {
		// On the plain engine a start of n8n saves waiting for the clock.
		await sweepAfter(explorium, async () => engine.pollsAtStart && (await demo.restartN8n()));
		const now = await settled();
		quiet = now === last ? quiet + 1 : 0;
		last = now;
	}
}

/** Does something, and waits until a whole sweep has been made since its begin. */
async function sweepAfter(explorium: ExploriumSide, act: () => Promise<unknown>): Promise<void> {
	const answered = await explorium.answeredFetches();
	await act();
	await waitFor('a sweep', async () => {
		const more = (await explorium.answeredFetches()) - answered;
		return more >= FETCHES_PER_SWEEP ? true : undefined;
	});
	await sleep(TAKEOVER_MS);
}
