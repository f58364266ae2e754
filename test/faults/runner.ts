import type { CoreHost } from '../../tools/core-host/host.ts';
import { FAULTS } from './faults.ts';
import { judge, type Judgement } from './judge.ts';
import { Lane } from './lane.ts';
import { cellsOf, harmOf, type Cell } from './plan.ts';
import type { Target } from './target.ts';
import { targetsOf } from './targets.ts';
import { Shortfall } from './triggers.ts';
import { NoEnd, secretsOf, tryOut, type Trial } from './trial.ts';

/** A cell with how it ended. */
export interface CellResult extends Judgement {
	cell: Cell;
	milliseconds: number;
}

/** Tries cells in this process. Each that runs at the same time has a lane of its own. */
export class Runner {
	private readonly host: CoreHost;
	private readonly targets: Map<string, Target>;
	private readonly references = new Map<string, Promise<Trial>>();
	private readonly free: Lane[] = [];
	private heavy: Promise<unknown> = Promise.resolve();

	constructor(host: CoreHost) {
		this.host = host;
		this.targets = new Map(targetsOf(host).map((target) => [target.name, target]));
	}

	get targetNames(): string[] {
		return [...this.targets.keys()];
	}

	/** The cells of a target. */
	async plan(name: string): Promise<Cell[]> {
		const target = this.target(name);
		return cellsOf(target, await this.reference(target, target.modes[0]));
	}

	/** Tries one cell. */
	async run(cell: Cell): Promise<CellResult> {
		const isHeavy = FAULTS.find(({ name }) => name === cell.fault)?.heavy === true;
		if (!isHeavy) return await this.tryCell(cell);
		const result = this.heavy.then(async () => await this.tryCell(cell));
		this.heavy = result.catch(() => {});
		return await result;
	}

	private async tryCell(cell: Cell): Promise<CellResult> {
		const target = this.target(cell.target);
		const reference = await this.reference(target, cell.mode);
		const started = performance.now();
		const ended = (judgement: Judgement): CellResult => ({
			cell,
			...judgement,
			milliseconds: Math.round(performance.now() - started),
		});
		return await this.onLane(async (lane) => {
			const harm = harmOf(cell, reference);
			try {
				const trial = await tryOut(lane, target, cell.mode, harm);
				return ended(judge(target, harm, cell.mode, reference, trial, secretsOf(lane)));
			} catch (error) {
				if (error instanceof Shortfall) return ended({ end: 'said', problems: [error.message] });
				if (error instanceof NoEnd) {
					lane.isSpoilt = true;
					return ended({ end: 'said', problems: [error.message] });
				}
				return ended({ end: 'said', problems: [`the cell broke: ${(error as Error).stack}`] });
			}
		});
	}

	private async reference(target: Target, mode: string): Promise<Trial> {
		const key = `${target.name} ${mode}`;
		const known = this.references.get(key);
		if (known !== undefined) return await known;
		const trial = this.onLane(async (lane) => {
			const found = await tryOut(lane, target, mode);
			const [failure] = found.outcome.failed;
			if (failure !== undefined) {
				throw new Error(`${key} fails while all is well: ${failure.message} ${failure.rest}`);
			}
			if (found.served.length === 0) throw new Error(`${key} gives nothing while all is well.`);
			return found;
		});
		this.references.set(key, trial);
		return await trial;
	}

	private target(name: string): Target {
		const target = this.targets.get(name);
		if (target === undefined) throw new Error(`There is no target ${name}.`);
		return target;
	}

	private async onLane<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
		const lane = this.free.pop() ?? (await Lane.open(this.host));
		try {
			return await work(lane);
		} finally {
			if (lane.isSpoilt) void lane.close();
			else this.free.push(lane);
		}
	}
}
