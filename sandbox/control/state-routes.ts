import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../sandbox.ts';
import { limitValues } from './limit-values.ts';
import { describePeople } from './person-view.ts';

/** Looking at the sandbox: its state, an overview of it and its counters. */
export function stateRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/state', async (request) => {
		const { people } = request.query as { people?: string };
		return {
			now: new Date(sandbox.clock.now()).toISOString(),
			...(people === '0' ? {} : { people: describePeople(sandbox) }),
			enrollments: sandbox.world.explorium.enrollments,
			webhooks: sandbox.world.explorium.webhooks.map(({ webhook_secret: _, ...one }) => one),
			credits: sandbox.world.explorium.credits,
			counters: sandbox.counters.values(),
			faults: sandbox.faults.list,
			switches: sandbox.switches.values(),
		};
	});

	// What a viewer asks for every second: small, however many people and enrollments there are.
	app.get('/overview', async () => ({
		run: sandbox.run,
		now: new Date(sandbox.clock.now()).toISOString(),
		people: sandbox.world.people.length,
		credits: sandbox.world.explorium.credits,
		counters: sandbox.counters.values(),
		requests: sandbox.recorder.span(),
		faults: sandbox.faults.list,
		switches: sandbox.switches.values(),
		limits: limitValues(sandbox),
		n8n: sandbox.n8nUrl,
	}));

	app.get('/counters', async () => sandbox.counters.values());
}
