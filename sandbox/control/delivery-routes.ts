import type { FastifyInstance } from 'fastify';
import type { Delivery, DeliveryForm } from '../explorium/deliveries.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlError } from './control-error.ts';

const deliveriesBody = {
	type: 'object',
	properties: {
		event_ids: { type: 'array', minItems: 1, items: { type: 'string' } },
		signature: { enum: ['valid', 'wrong', 'missing'] },
		timestamp: { enum: ['now', 'old'] },
		prospectKey: { enum: ['prospect_id', 'entity_id'] },
	},
	required: ['event_ids'],
	additionalProperties: false,
};

/** What Explorium sends to webhooks: what was sent, and sending events again in any order and form. */
export function deliveryRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/explorium/deliveries', async () => sandbox.deliveries.log);

	app.post('/explorium/deliveries', { schema: { body: deliveriesBody } }, async (request) => {
		const { event_ids: ids, ...form } = request.body as { event_ids: string[] } & DeliveryForm;
		const known = Object.values(sandbox.world.explorium.events).flat();
		const made: Delivery[] = [];
		for (const id of ids) {
			const event = known.find(({ event_id }) => event_id === id);
			if (event === undefined) throw new ControlError(404, `There is no event ${id}`);
			made.push(...(await sandbox.deliveries.deliver(event, form)));
		}
		return made;
	});
}
