import { readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { CoreHost } from '../../tools/core-host/host.ts';
import { n8nWorkflow } from '../../tools/core-host/n8n.ts';
import { clock } from '../support/clock.ts';
import { copyPackage, type Mutation } from '../support/packageCopy.ts';

type Load = (
	request: string,
	parent: { filename?: string } | undefined,
	isMain: boolean,
) => unknown;

/** Loading the other nodes as often would take long. */
const TRIGGER = /ExploriumProspectEventsTrigger|ExploriumApi/;

/**
 * Loads a copy of the built package, with some of its compiled text changed, on the clock of the
 * test: what it takes for the time and for waiting is the clock.
 *
 * @param processes how many copies are loaded, each for a process that shares no working memory with the others
 */
export async function loadOnClock(mutations: Mutation[], processes: number): Promise<CoreHost[]> {
	const folders = Array.from({ length: processes }, () =>
		copyPackage('dist/nodes/Explorium/operations/ProspectEventsTrigger', mutations),
	);
	Date.now = () => clock.now;
	const loader = Module as unknown as { _load: Load };
	const load = loader._load;
	const onOurClock = Object.create(n8nWorkflow, { sleep: { value: clock.sleep } }) as unknown;
	loader._load = (request, parent, isMain) => {
		const isOurs = folders.some((folder) => parent?.filename?.startsWith(folder));
		return request === 'n8n-workflow' && isOurs ? onOurClock : load(request, parent, isMain);
	};
	const hosts: CoreHost[] = [];
	for (const folder of folders) {
		keepTrigger(join(folder, 'package.json'));
		hosts.push(await CoreHost.open(folder));
	}
	return hosts;
}

function keepTrigger(path: string): void {
	const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
		n8n: Record<'nodes' | 'credentials', string[]>;
	};
	const { n8n } = manifest;
	n8n.nodes = n8n.nodes.filter((file) => TRIGGER.test(file));
	n8n.credentials = n8n.credentials.filter((file) => TRIGGER.test(file));
	writeFileSync(path, JSON.stringify(manifest));
}
