import type { N8n } from './n8n.ts';
import { paceOf, type Pace } from './pace.ts';
import { processorTime } from './processes.ts';
import type { Sandbox } from './sandbox.ts';
import type { Case, Contender, Outcome, Task } from './task.ts';

/** One run of a contender, as it saw it and as the sandbox did. */
export interface Run extends Outcome {
	/** Calls that reached the vendor, and those it refused for the rate. */
	calls: number;
	/** Those that did what the task is about. */
	workCalls: number;
	refused: number;
	/** Records that really arrived. */
	arrived: number;
	/** Processor time of the sandbox, in seconds: what a faster vendor would save. */
	sandboxSeconds: number;
	/** How it kept to the limit, where one is in force. */
	pace?: Pace;
}

export interface Result {
	contender: string;
	/** It is there to show what n8n itself takes. */
	callsNobody: boolean;
	/** With how many records it was measured, if not with all. Its figures are scaled to all of them. */
	measuredWith?: number;
	runs: Run[];
}

export interface CaseResult extends Pick<Case, 'title'> {
	records: number;
	fewestCalls: number;
	isLimited: boolean;
	results: Result[];
}

/** Where the contenders run. */
export interface Arena {
	sandbox: Sandbox;
	n8n: Record<'ours' | 'http', N8n>;
	say: (text: string) => void;
}

/** Runs all contenders of a case, in turns, each as often as it is to. */
export async function measureCase(one: Case, arena: Arena): Promise<CaseResult> {
	const { title, limits, task, contenders } = one;
	const results = contenders.map((contender): Result => ({
		contender: contender.name,
		callsNobody: 'node' in contender && contender.node.credential === undefined,
		measuredWith: contender.part?.records,
		runs: [],
	}));
	const rounds = Math.max(...contenders.map(({ runs }) => runs));
	for (let round = 0; round < rounds; round += 1) {
		for (const [index, contender] of contenders.entries()) {
			if (round >= contender.runs) continue;
			const measured = contender.part ?? task;
			const run = scaled(
				await measureRun(contender, { ...one, task: measured }, arena),
				task.records / measured.records,
			);
			results[index].runs.push(run);
			arena.say(`${title}, ${contender.name}: ${run.seconds.toFixed(2)} s`);
		}
	}
	return {
		title,
		records: task.records,
		fewestCalls: task.fewestCalls,
		isLimited: Boolean(limits[task.vendor]),
		results,
	};
}

async function measureRun(
	contender: Contender,
	{ task, limits }: Case,
	{ sandbox, n8n }: Arena,
): Promise<Run> {
	await sandbox.reset(task.people, limits);
	await task.prepare?.(sandbox);
	const before = processorTime(sandbox.pid);
	const outcome =
		'loop' in contender
			? await contender.loop(sandbox)
			: await runNode(n8n[contender.instance], contender, task);
	const sandboxSeconds = processorTime(sandbox.pid) - before;
	const counters = (await sandbox.counters())[task.vendor];
	const { requests, tooManyRequests } = counters;
	const workCalls = task.counters.reduce((sum, name) => sum + counters[name], 0);
	const limit = limits[task.vendor];
	const pace = limit ? paceOf(await sandbox.requests(task.vendor), limit) : undefined;
	const arrived = task.arrived ? await task.arrived(sandbox) : (outcome.received ?? 0);
	return {
		...outcome,
		calls: requests,
		workCalls,
		refused: tooManyRequests,
		arrived,
		sandboxSeconds,
		pace,
	};
}

/** What a run with a part of the records would come to with all of them. */
function scaled(run: Run, times: number): Run {
	const names = [
		'seconds',
		'calls',
		'workCalls',
		'refused',
		'arrived',
		'failures',
		'sandboxSeconds',
	] as const;
	return { ...run, ...Object.fromEntries(names.map((name) => [name, run[name] * times])) };
}

async function runNode(
	n8n: N8n,
	{ node, items }: Extract<Contender, { node: unknown }>,
	task: Task,
): Promise<Outcome> {
	const { output, ...run } = await n8n.run(items ?? task.items, node);
	const failures = run.error === undefined ? output.filter(({ error }) => error).length : 1;
	return { ...run, failures, received: task.received?.(output) };
}
