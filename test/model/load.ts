import Module from 'node:module';
import { CoreHost } from '../../tools/core-host/host.ts';
import { n8nWorkflow } from '../../tools/core-host/n8n.ts';
import { clock } from '../support/clock.ts';
import { copyPackage, type Mutation } from '../support/packageCopy.ts';

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
	const folder = copyPackage('dist/nodes/Explorium/operations/ProspectEventsTrigger', mutations);
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
