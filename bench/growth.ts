import { runChild } from './children.ts';
import { GROWTH, type GrowthKind } from './growth-kinds.ts';
import { NO_LIMITS, type Sandbox } from './sandbox.ts';
import { median } from './stats.ts';

/** How often each number of items is measured: large ones once, as they take long. */
const SIZES = [
	{ items: 1_000, runs: 2 },
	{ items: 10_000, runs: 1 },
	{ items: 100_000, runs: 1 },
];

export interface GrowthPoint {
	items: number;
	/** Inside the node, from its start to its end, waits for calls included. */
	seconds: number;
	/** Processor time of the process, with making and handing over the items. */
	cpu: number;
	/** The most memory of the process, n8n's core included. */
	peakMb: number;
	/** The longest time in which the process did nothing else, within the node, in milliseconds. */
	blockedMs: number;
}

export interface GrowthResult {
	title: string;
	points: GrowthPoint[];
}

/** Puts more and more items through each kind of node, against a sandbox that answers at once. */
export async function measureGrowth(
	sandbox: Sandbox,
	say: (text: string) => void,
): Promise<GrowthResult[]> {
	const results: GrowthResult[] = [];
	for (const kind of Object.keys(GROWTH) as GrowthKind[]) {
		const points: GrowthPoint[] = [];
		for (const { items, runs } of SIZES) {
			const measured: GrowthPoint[] = [];
			for (let run = 0; run < runs; run += 1) {
				const task = GROWTH[kind].task(items);
				await sandbox.reset(task.people, NO_LIMITS);
				await task.prepare?.(sandbox);
				measured.push(await runChild('growth-child.ts', [kind, String(items), sandbox.url]));
			}
			const middle = (of: keyof GrowthPoint) => median(measured.map((one) => one[of]));
			const [seconds, cpu] = [middle('seconds'), middle('cpu')];
			points.push({
				items,
				seconds,
				cpu,
				peakMb: middle('peakMb'),
				blockedMs: middle('blockedMs'),
			});
			say(`growth, ${kind}, ${items} items: ${points.at(-1)!.seconds.toFixed(2)} s`);
		}
		results.push({ title: GROWTH[kind].title, points });
	}
	return results;
}
