import type { GrowthResult } from './growth.ts';
import type { CaseResult, Result } from './measure.ts';
import type { PackageSize } from './package-size.ts';
import type { StartupResult } from './startup.ts';
import { median } from './stats.ts';
import type { PollFigures } from './trigger-poll.ts';

/** One poll of the trigger, in a process of its own. */
export type TriggerResult = PollFigures & { prospects: number; events: number; peakMb: number };

/** Everything one run of the bench found out. */
export interface BenchResults {
	/** ISO 8601, to the day. */
	date: string;
	machine: string;
	/** By part of the bench: how long it took, and the load of the machine before it began. */
	minutes: Record<string, number>;
	loads: Record<string, number>;
	cases: CaseResult[];
	growth: GrowthResult[];
	trigger: TriggerResult;
	/** The same with ten times as much to watch and to remember. */
	largeTrigger: TriggerResult;
	startup: StartupResult;
	package: PackageSize;
}

export const secondsOf = ({ runs }: Result) => median(runs.map(({ seconds }) => seconds));

/** Whether every record arrived, in every run. */
export const isComplete = ({ records }: CaseResult, { runs }: Result) =>
	runs.every(({ arrived }) => arrived === records);

export const findResult = ({ results }: CaseResult, contender: string) =>
	results.find((one) => one.contender === contender);
