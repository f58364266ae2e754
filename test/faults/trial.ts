import type { Exchange } from '../../sandbox/core/recorder.ts';
import { settleBatches } from '../../sandbox/outreach/runs.ts';
import { settleSaleshandy } from '../../sandbox/saleshandy/import-run.ts';
import { inCell } from './around.ts';
import { SECRETS, type FaultKind, type Position } from './faults.ts';
import type { Call, Lane } from './lane.ts';
import type { Outcome } from './outcome.ts';
import { changes, isDone, isOnceOnly, settled, traceOf } from './seen.ts';
import type { Target } from './target.ts';

/** The bounds of the calls in a cell: short, so that a cell is. */
export const BOUNDS = { maxAttempts: 2, timeout: 1, longestWait: 2, callsAtOnce: 4 };
const ROOMY = { maxAttempts: 1, timeout: 60, longestWait: 60, callsAtOnce: 4 };
/** When a cell is given up; whatever it does later is its lane's end. */
const CAP_MS = 12_000;
const EDITOR_CAP_MS = 45_000;

/** What one run of a target came to, and what it left behind. */
export interface Trial {
	outcome: Outcome;
	/** Texts to compare with those of another trial. */
	served: string[];
	trace: string;
	/** What was there before the target did anything. */
	before: string;
	milliseconds: number;
	/** The requests that the target made of its vendor. */
	exchanges: Exchange[];
	log: string[];
	/** How often the fault hit; undefined for a switch, which has no count. */
	hits: number | undefined;
	sandboxBugs: number;
}

/** The fault of a trial, and the calls it hits. */
export interface Harm {
	fault: FaultKind;
	position: Position;
	call: Partial<Call> & { times?: number };
}

/** The target did not come to an end. */
export class NoEnd extends Error {}

/** Runs a target once: without harm, to know what it does; or with it, to see what it does then. */
export async function tryOut(
	lane: Lane,
	target: Target,
	mode: string,
	harm?: Harm,
): Promise<Trial> {
	return await inCell(async (around) => {
		lane.reset();
		const { state } = lane;
		const version = target.version ?? 'v1';
		const fault = harm?.fault;
		const { act, after } = await target.prepare({
			lane,
			mode,
			version,
			fault,
			requestOptions: harm === undefined ? ROOMY : BOUNDS,
			goAhead: (milliseconds) => (around.aheadMs += milliseconds),
		});
		// What has been prepared is done, and not under the fault.
		settleBatches(state);
		const before = traceOf(state);
		state.recorder.clear();
		if (fault?.atRenewal) {
			for (const pair of state.world.outreach.tokens) pair.accessExpiresAt = 0;
		}
		if (harm !== undefined) lane.order(harm.fault, target.vendor, harm.call);
		const started = performance.now();
		const isEditor = target.kind === 'picker' || target.kind === 'credential';
		let outcome = await inTime(act(), isEditor ? EDITOR_CAP_MS : CAP_MS);
		const milliseconds = performance.now() - started;
		const hits = fault?.order === undefined ? undefined : state.faults.list.at(-1)?.hits;
		const exchanges = state.recorder.list(target.vendor);
		// Not every target waits for its batch.
		settleBatches(state);
		settleSaleshandy(state);
		const trace = traceOf(state);
		lane.heal();
		if (after !== undefined) outcome = await inTime(after(outcome));
		return {
			outcome,
			served: outcome.served.map((one) => settled(one, state, lane.url)),
			trace,
			before,
			milliseconds,
			exchanges,
			log: around.log,
			hits,
			sandboxBugs: state.counters.schemaViolations,
		};
	});
}

async function inTime<T>(work: Promise<T>, capMs = CAP_MS): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const cap = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new NoEnd(`no end within ${capMs / 1000} s`)), capMs);
	});
	work.catch(() => {});
	try {
		return await Promise.race([work, cap]);
	} finally {
		clearTimeout(timer);
	}
}

/** How often each call that must be made once has been carried out; parts of a list are different calls. */
export function onceOnly({ exchanges }: Trial): Map<string, number> {
	const counts = new Map<string, number>();
	for (const exchange of exchanges) {
		if (!isOnceOnly(exchange) || !isDone(exchange)) continue;
		const call = `${exchange.method} ${exchange.path} ${JSON.stringify(exchange.requestBody)}`;
		counts.set(call, (counts.get(call) ?? 0) + 1);
	}
	return counts;
}

/** Whether the target changed something at the vendor, as far as the vendor is concerned. */
export const hasChanged = (trial: Trial): boolean =>
	trial.exchanges.some((exchange) => changes(exchange) && isDone(exchange));

/** The demo's secrets, and those that the sandbox has made. */
export function secretsOf({ state }: Lane): string[] {
	const { outreach, explorium } = state.world;
	return [
		...Object.values(SECRETS),
		'demo-client-secret',
		'demo-refresh-token',
		...outreach.tokens.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]),
		...explorium.webhooks.map(({ webhook_secret }) => webhook_secret),
	].filter((secret) => secret.length > 8);
}
