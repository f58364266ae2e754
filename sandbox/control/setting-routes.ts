import type { FastifyInstance } from 'fastify';
import type { Limit } from '../core/limits.ts';
import type { Sandbox } from '../sandbox.ts';
import { VENDORS } from '../vendors.ts';
import { ControlError } from './control-error.ts';
import { limitValues } from './limit-values.ts';

const limit = {
	anyOf: [
		{ type: 'null' },
		{
			type: 'object',
			properties: {
				limit: { type: 'integer', minimum: 1 },
				windowSeconds: { type: 'number', exclusiveMinimum: 0 },
				unit: { enum: ['ids', 'requests'] },
			},
			required: ['limit', 'windowSeconds'],
			additionalProperties: false,
		},
	],
};

const limitsBody = {
	type: 'object',
	properties: Object.fromEntries(VENDORS.map((vendor) => [vendor, limit])),
	additionalProperties: false,
};

const resetBody = {
	type: 'object',
	properties: {
		people: { type: 'integer', minimum: 0, maximum: 20_000 },
		now: { type: 'string' },
	},
	additionalProperties: false,
};

const clockBody = {
	type: 'object',
	properties: { advanceSeconds: { type: 'number' }, now: { type: 'string' } },
	minProperties: 1,
	additionalProperties: false,
};

const nothing = { type: 'object', additionalProperties: false };

const switchesBody = { type: 'object', additionalProperties: { type: 'object' } };

/** Reset, restore, clock, switches, rate limits and credits. */
export function settingRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.post('/reset', { schema: { body: resetBody } }, async (request) => {
		const { people, now } = request.body as { people?: number; now?: string };
		sandbox.reset(people, now === undefined ? undefined : moment(now));
		return { ok: true, people: sandbox.world.people.length };
	});

	app.post('/clock', { schema: { body: clockBody } }, async (request) => {
		const { advanceSeconds, now } = request.body as { advanceSeconds?: number; now?: string };
		if (now !== undefined) sandbox.clock.set(moment(now));
		if (advanceSeconds !== undefined) sandbox.clock.advance(advanceSeconds * 1000);
		sandbox.deliveries.deliverDue();
		return { now: new Date(sandbox.clock.now()).toISOString() };
	});

	app.post('/restore', { schema: { body: nothing } }, async () => {
		sandbox.restore();
		return { ok: true };
	});

	app.get('/switches', async () => sandbox.switches.describe());

	app.post('/switches', { schema: { body: switchesBody } }, async (request) => {
		sandbox.switches.merge(request.body as Record<string, Record<string, unknown>>);
		return sandbox.switches.values();
	});

	app.get('/limits', async () =>
		Object.fromEntries(
			VENDORS.map((vendor) => {
				const { limit: value, initial } = sandbox.limits[vendor];
				return [vendor, { value, default: initial }];
			}),
		),
	);

	app.post('/limits', { schema: { body: limitsBody } }, async (request) => {
		const limits = request.body as Record<string, (Omit<Limit, 'unit'> & Partial<Limit>) | null>;
		for (const vendor of VENDORS) {
			const asked = limits[vendor];
			if (asked === undefined) continue;
			sandbox.limits[vendor].set(asked);
		}
		return limitValues(sandbox);
	});

	const creditsBody = {
		type: 'object',
		properties: { remaining: { type: 'integer', minimum: 0 } },
		required: ['remaining'],
		additionalProperties: false,
	};
	app.post('/explorium/credits', { schema: { body: creditsBody } }, async (request) => {
		const { credits } = sandbox.world.explorium;
		credits.remaining = (request.body as { remaining: number }).remaining;
		return credits;
	});
}

function moment(text: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new ControlError(400, `"${text}" is no date`);
	return time;
}
