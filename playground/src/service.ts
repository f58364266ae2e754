import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from './demo-error.ts';

export interface ServiceOptions {
	name: string;
	/** Node itself if absent. */
	command?: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Overwritten at each start. */
	logFile: string;
	/** Whom the process runs as, if not as who started the demo. */
	user?: { uid: number; gid: number };
	/** What asks the process to end. */
	stopSignal?: NodeJS.Signals;
	/** Whether Ctrl-C at the terminal, which goes to all processes there, leaves this one alone. */
	detached?: boolean;
}

const STOP_WITHIN_MS = 20_000;
const SHOWN_LINES = 30;

/** A process of the demo, in the background, with its output in a file. */
export class Service {
	readonly name: string;
	/** Settles when the process has ended, with the reason. */
	readonly exited: Promise<string>;
	private readonly child: ChildProcess;
	private readonly logFile: string;
	private readonly stopSignal: NodeJS.Signals;
	private reason: string | undefined;
	private stopping = false;

	constructor(options: ServiceOptions) {
		const { name, command = process.execPath, args, cwd, env, logFile } = options;
		this.name = name;
		this.logFile = logFile;
		this.stopSignal = options.stopSignal ?? 'SIGTERM';
		const log = openSync(logFile, 'w');
		const { user, detached } = options;
		const stdio = ['ignore', log, log] satisfies StdioOptions;
		this.child = spawn(command, args, { cwd, env, stdio, detached, ...user });
		closeSync(log);
		this.exited = new Promise((resolve) => {
			this.child.once('error', (error) => resolve(error.message));
			this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
		}).then((reason) => (this.reason = String(reason)));
	}

	/** Of the process; there is none if it could not be started. */
	get pid(): number | undefined {
		return this.child.pid;
	}

	get log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/** Calls `onEnd` if the process ends without having been told to. */
	onUnexpectedEnd(onEnd: (error: DemoError) => void): void {
		void this.exited.then((reason) => {
			if (!this.stopping) onEnd(this.failure(`ended (${reason})`));
		});
	}

	/**
	 * Waits until `isReady` says true. A process that ended or took too long shows its log, and is ended:
	 * nobody is left to do so.
	 */
	async waitUntilReady(
		isReady: () => Promise<boolean> | boolean,
		timeoutMs: number,
	): Promise<void> {
		try {
			await this.ready(isReady, timeoutMs);
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	private async ready(isReady: () => Promise<boolean> | boolean, timeoutMs: number): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (!(await isReady())) {
			if (this.reason !== undefined) throw this.failure(`ended (${this.reason})`);
			if (Date.now() > deadline) {
				throw this.failure(`was not ready after ${Math.round(timeoutMs / 1000)} s`);
			}
			await sleep(200);
		}
	}

	/** Asks the process to end and, if it does not, makes it end. */
	async stop(): Promise<void> {
		this.stopping = true;
		if (this.reason !== undefined) return;
		this.child.kill(this.stopSignal);
		const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
		await this.exited;
		clearTimeout(timer);
	}

	/** Ends the process as a power cut would: it gets no chance to tidy up. */
	async kill(): Promise<void> {
		this.stopping = true;
		this.child.kill('SIGKILL');
		await this.exited;
	}

	private failure(what: string): DemoError {
		const lines = this.log.trim().split('\n').slice(-SHOWN_LINES);
		const shown = lines.map((line) => `  ${line}`).join('\n');
		return new DemoError(`${this.name} ${what}. Its log (${this.logFile}) ends with:\n\n${shown}`);
	}
}
