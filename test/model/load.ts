import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreHost } from '../../tools/core-host/host.ts';
import { n8nWorkflow } from '../../tools/core-host/n8n.ts';
import { clock } from '../support/clock.ts';
import type { Mutation } from './mutants.ts';

const root = join(import.meta.dirname, '../..');

type Load = (
	request: string,
	parent: { filename?: string } | undefined,
	isMain: boolean,
) => unknown;

/**
 * Loads a copy of the built package, with some of its compiled text changed, on the clock of the
 * test: what it takes for the time and for waiting is the clock.
 */
export async function loadOnClock(mutations: Mutation[] = []): Promise<CoreHost> {
	const folder = mkdtempSync(join(tmpdir(), 'trigger-model-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const part of ['dist', 'index.js', 'package.json']) {
		cpSync(join(root, part), join(folder, part), { recursive: true });
	}
	for (const { file, from, to } of mutations) {
		const path = join(folder, 'dist/nodes/Explorium/ProspectEventsTrigger', file);
		const text = readFileSync(path, 'utf8');
		if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
		writeFileSync(path, text.replace(from, to));
	}
	Date.now = () => clock.now;
	const loader = Module as unknown as { _load: Load };
	const load = loader._load;
	const onOurClock = Object.create(n8nWorkflow, { sleep: { value: clock.sleep } }) as unknown;
	loader._load = (request, parent, isMain) => {
		const isOurs = parent?.filename?.startsWith(folder) === true;
		return request === 'n8n-workflow' && isOurs ? onOurClock : load(request, parent, isMain);
	};
	return await CoreHost.open(folder);
}
