import { execFile } from 'node:child_process';
import { type FSWatcher, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DemoError } from '../demo-error.ts';
import { watchTypeScript } from './typescript.ts';

const run = promisify(execFile);

/** An editor saves a file in several steps, and a branch has many files. */
const SETTLED_MS = 100;

/** What gulp takes besides compiled files: codex files, output previews, icons. */
const ASSETS = ['nodes', 'icons'];
const IS_ASSET = /\.(json|svg)$/;

/** The same build as `npm run build`, again after every change. */
export class WatchedBuild {
	private readonly root: string;
	private onBuilt: (() => Promise<void>) | undefined;
	private stopTypeScript = (): void => {};
	private watchers: FSWatcher[] = [];
	private timer: NodeJS.Timeout | undefined;
	private working = Promise.resolve();
	/** Those of TypeScript's last pass. */
	private errors = 0;

	constructor(root: string) {
		this.root = root;
	}

	/** Builds for the first time. */
	async start(): Promise<void> {
		rmSync(join(this.root, 'dist'), { recursive: true, force: true });
		this.stopTypeScript = watchTypeScript(this.root, (errors) => {
			this.errors = errors;
			this.changed();
		});
		// The first pass is over by now.
		if (this.errors > 0) {
			this.stopTypeScript();
			throw new DemoError('The package has errors. Correct them, then start again.');
		}
		await this.finish();
	}

	/** Builds after every change from now on, and awaits `onBuilt` after every build that went well. */
	follow(onBuilt: () => Promise<void>): void {
		this.onBuilt = onBuilt;
		this.watchers = ASSETS.map((folder) =>
			watch(join(this.root, folder), { recursive: true }, (_event, file) => {
				if (file && IS_ASSET.test(file)) this.changed();
			}),
		);
		// It lists the nodes. Tools replace the file, so its folder is watched.
		const ofRoot = watch(this.root, (_event, file) => {
			if (file === 'package.json') this.changed();
		});
		this.watchers.push(ofRoot);
	}

	/** Stops watching, and waits for the build that is under way. */
	async stop(): Promise<void> {
		this.onBuilt = undefined;
		clearTimeout(this.timer);
		this.stopTypeScript();
		for (const watcher of this.watchers) watcher.close();
		await this.working;
	}

	private changed(): void {
		if (!this.onBuilt) return;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => {
			this.working = this.working.then(() => this.rebuild());
		}, SETTLED_MS);
	}

	private async rebuild(): Promise<void> {
		if (this.errors > 0) {
			console.error(`Errors: ${this.errors}. n8n keeps the nodes that it has.`);
			return;
		}
		try {
			await this.finish();
			await this.onBuilt?.();
		} catch (error) {
			// Ctrl-C goes to all processes at the terminal.
			if (!this.onBuilt) return;
			console.error((error as { stderr?: string }).stderr || (error as Error).message);
		}
	}

	/** What comes after TypeScript, in a process of its own: it loads the compiled nodes. */
	private async finish(): Promise<void> {
		const gulp = join(this.root, 'node_modules/gulp/bin/gulp.js');
		await run(process.execPath, [gulp, '--silent'], { cwd: this.root });
	}
}
