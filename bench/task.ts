import type { MeasuredNode } from './n8n.ts';
import type { Json } from './run-data.ts';
import type { Limits, Sandbox } from './sandbox.ts';
import type { Items } from './workflow.ts';

/** What came of a contender's run, as it saw it. */
export interface Outcome {
	seconds: number;
	/** Items, calls or records that it reports as failed. */
	failures: number;
	/** Records among its output, where that and not the vendor is where they are to arrive. */
	received?: number;
	error?: string;
	peakMb?: number;
	blockedMs?: number;
}

/** One way to do the work: a node in n8n, or calls made without n8n. */
export type Contender = {
	name: string;
	/** A smaller task of the same kind, for one who would take too long. The figures are scaled. */
	part?: Task;
} & (
	| {
			node: MeasuredNode;
			instance: 'ours' | 'http';
			/** Other input items than those of the task. */
			items?: Items;
	  }
	| { loop: (sandbox: Sandbox) => Promise<Outcome> }
);

/** Work to do at one vendor, of a certain size. */
export interface Task {
	vendor: 'explorium' | 'saleshandy' | 'outreach';
	/** Persons to put into the sandbox. */
	people: number;
	items: Items;
	/** How many records are to arrive. */
	records: number;
	/** The fewest calls that do the work, by what the vendor takes in one. */
	fewestCalls: number;
	/** The sandbox's counters of such calls. */
	counters: string[];
	/** Fills a sandbox that has just been reset. */
	prepare?: (sandbox: Sandbox) => Promise<void>;
	/** Counts the records in a node's output, where that is where they are to arrive. */
	received?: (output: Json[]) => number;
	/** Counts the records that arrived at the vendor. */
	arrived?: (sandbox: Sandbox) => Promise<number>;
}

/** A task with who takes part in it, and under which limit. */
export interface Case {
	/** Names the case in the report. */
	title: string;
	limits: Limits;
	task: Task;
	contenders: Array<Contender & { runs: number }>;
}
