import { type ChildProcess, spawn } from 'node:child_process';
import { waitFor } from './wait';

function isGone(group: number): boolean {
	try {
		process.kill(-group, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
}

/** A command at a terminal, with all that it starts. */
export class Terminal {
	output = '';
	private readonly child: ChildProcess;
	private readonly group: number;

	constructor([program, ...args]: string[], cwd: string, env: Record<string, string>) {
		this.child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		this.group = this.child.pid as number;
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
		}
	}

	/** Waits until the command has said something, since its output had that length. */
	async says(text: string, timeoutMs: number, from = 0): Promise<void> {
		const ask = async (): Promise<true | undefined> => {
			if (this.output.slice(from).includes(text)) return true;
			if (this.child.exitCode !== null) throw new Error('The command ended.');
			return undefined;
		};
		try {
			await waitFor(`the output "${text}"`, ask, timeoutMs, 100);
		} catch (error) {
			throw new Error(`${(error as Error).message} It said:\n${this.output}`, { cause: error });
		}
	}

	/** Ctrl-C goes to all processes at the terminal. */
	async ctrlC(withinMs: number): Promise<void> {
		process.kill(-this.group, 'SIGINT');
		await waitFor(
			'the end of all processes',
			async () => isGone(this.group) || undefined,
			withinMs,
			100,
		);
	}

	/** Ends what a failed test left behind. */
	kill(): void {
		if (!isGone(this.group)) process.kill(-this.group, 'SIGKILL');
	}
}
