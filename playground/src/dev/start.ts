import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from '../demo-error.ts';
import { n8nFolder } from '../n8n.ts';
import { type Demo, type DemoOptions, startDemo } from '../start.ts';
import { WatchedBuild } from './build.ts';
import { refreshPackage } from './refresh.ts';

/**
 * n8n watches the folders of its packages then, loads a package again when one of its files changes,
 * and tells open editors.
 *
 * Follows n8n 2.41 (packages/cli/src/load-nodes-and-credentials.ts).
 */
const HOT_RELOAD = { N8N_DEV_RELOAD: 'true' };
const NOTICED_WITHIN_MS = 20_000;
const FAILED_WITHIN_MS = 1000;

/** Waits for a text in what n8n has written to its log since it had this length. */
async function isInLog(file: string, from: number, text: string, ms: number): Promise<boolean> {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) {
		if (readFileSync(file, 'utf8').slice(from).includes(text)) return true;
	}
	return false;
}

/** The demo, with the package built and loaded into its n8n again after every change. */
export async function startDevDemo(options: DemoOptions): Promise<Demo> {
	const { root, dataDir, say = () => {} } = options;
	const build = new WatchedBuild(root);
	let needsRestart = false;

	const log = join(dataDir, 'n8n.log');

	const bringToN8n = async (demo: Demo): Promise<void> => {
		const from = readFileSync(log, 'utf8').length;
		const { changed, listChanged } = refreshPackage(root, n8nFolder(dataDir));
		needsRestart ||= listChanged;
		if (needsRestart) {
			say('package.json lists other nodes than before: starting n8n again');
			await demo.restartN8n();
			needsRestart = false;
			say('n8n has started again');
			return;
		}
		if (changed === 0) return;
		if (!(await isInLog(log, from, 'Hot reload triggered', NOTICED_WITHIN_MS))) {
			throw new DemoError(`n8n did not notice that files have changed. Its log: ${log}`);
		}
		say(`Files that changed: ${changed}. n8n loads the nodes again`);
		if (await isInLog(log, from, 'Hot reload failed', FAILED_WITHIN_MS)) {
			throw new DemoError(`n8n could not load the package. Its log says why: ${log}`);
		}
	};

	say('Building the package');
	await build.start();
	let demo: Demo;
	try {
		demo = await startDemo({ ...options, n8nEnv: { ...HOT_RELOAD, ...options.n8nEnv } });
	} catch (error) {
		await build.stop();
		throw error;
	}
	build.follow(() => bringToN8n(demo));
	return {
		...demo,
		stop: async () => {
			await build.stop();
			await demo.stop();
		},
	};
}
