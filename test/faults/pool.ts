import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Order } from './messages.ts';
import type { Cell } from './plan.ts';
import type { CellResult } from './runner.ts';

type Reply = Exclude<Answer, { targets: string[] }>;

interface Worker {
	child: ChildProcess;
	targets: string[];
	pending: Map<number, (reply: Reply) => void>;
}

/** Some processes that try cells of one built package. */
export class Pool {
	private readonly workers: Worker[];
	private nextId = 1;

	private constructor(workers: Worker[]) {
		this.workers = workers;
	}

	static async open(folder: string, size: number): Promise<Pool> {
		return new Pool(
			await Promise.all(Array.from({ length: size }, async () => await start(folder))),
		);
	}

	get targets(): string[] {
		return this.workers[0]?.targets ?? [];
	}

	/** The cells of all targets that a pattern names. */
	async plan(targets: RegExp): Promise<Cell[]> {
		const names = this.targets.filter((name) => targets.test(name));
		const plans = await this.each(names, 4, async (worker, plan) => {
			const reply = await this.ask(worker, { plan });
			return 'cells' in reply ? reply.cells : [];
		});
		return plans.flat();
	}

	/** Tries cells, so many at a time in each process. */
	async run(
		cells: Cell[],
		lanes: number,
		onResult: (result: CellResult) => void = () => {},
	): Promise<CellResult[]> {
		return await this.each(cells, lanes, async (worker, run) => {
			const reply = await this.ask(worker, { run });
			if (!('result' in reply)) throw new Error(`No result of ${JSON.stringify(run)}`);
			onResult(reply.result);
			return reply.result;
		});
	}

	close(): void {
		for (const { child } of this.workers) child.disconnect();
	}

	private async each<T, R>(
		things: T[],
		lanes: number,
		work: (worker: Worker, thing: T) => Promise<R>,
	): Promise<R[]> {
		const results: R[] = [];
		let next = 0;
		const serve = async (worker: Worker): Promise<void> => {
			while (next < things.length) {
				const index = next;
				next += 1;
				results[index] = await work(worker, things[index]);
			}
		};
		await Promise.all(
			this.workers.flatMap((worker) =>
				Array.from({ length: lanes }, async () => await serve(worker)),
			),
		);
		return results;
	}

	private async ask(worker: Worker, order: { plan: string } | { run: Cell }): Promise<Reply> {
		const id = this.nextId;
		this.nextId += 1;
		const reply = await new Promise<Reply>((resolve) => {
			worker.pending.set(id, resolve);
			worker.child.send({ id, ...order } satisfies Order);
		});
		if ('error' in reply) throw new Error(reply.error);
		return reply;
	}
}

async function start(folder: string): Promise<Worker> {
	const env = { ...process.env };
	// Under NODE_ENV=test n8n loads nodes in another way than in production.
	delete env.NODE_ENV;
	const child = fork(join(import.meta.dirname, 'worker.ts'), [folder], {
		execArgv: ['--no-warnings'],
		env,
	});
	const pending = new Map<number, (reply: Reply) => void>();
	const targets = await new Promise<string[]>((resolve, reject) => {
		child.once('exit', (code) => {
			const error = `A worker ended (${code}).`;
			reject(new Error(error));
			for (const [id, settle] of pending) settle({ id, error });
		});
		child.on('message', (answer: Answer) => {
			if ('targets' in answer) return resolve(answer.targets);
			pending.get(answer.id)?.(answer);
			pending.delete(answer.id);
		});
	});
	return { child, targets, pending };
}
