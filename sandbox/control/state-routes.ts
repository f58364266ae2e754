import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { isVendor } from '../core/vendors.ts';
import { settleBatches } from '../outreach/runs.ts';
import { ControlError } from './control-error.ts';
import { describePeople } from './person-view.ts';

/** Looking at the sandbox: its state, its counters and the requests it got. */
export function stateRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/state', async (request) => {
		const { people } = request.query as { people?: string };
		settleBatches(sandbox);
		return {
			now: new Date(sandbox.clock.now()).toISOString(),
			...(people === '0' ? {} : { people: describePeople(sandbox) }),
			enrollments: sandbox.world.explorium.enrollments,
			credits: sandbox.world.explorium.credits,
			counters: sandbox.counters.values(),
			faults: sandbox.faults.list,
			switches: sandbox.switches.values(),
		};
	});

	app.get('/counters', async () => sandbox.counters.values());

	app.get('/requests', async (request) => {
		const { vendor, since, last } = request.query as Record<string, string | undefined>;
		if (vendor !== undefined && !isVendor(vendor)) {
			throw new ControlError(400, `Unknown vendor "${vendor}"`);
		}
		const found = sandbox.recorder.list(vendor, Number(since ?? 0));
		return last === undefined ? found : found.slice(-Number(last));
	});

	app.delete('/requests', async () => {
		sandbox.recorder.clear();
		return { ok: true };
	});
}
