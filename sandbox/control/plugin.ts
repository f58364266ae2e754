import type { FastifyError, FastifyInstance } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { SwitchError } from '../core/switches.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { outreachRoutes } from './outreach-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { settingRoutes } from './setting-routes.ts';
import { stateRoutes } from './state-routes.ts';

/** What tests, and the page for people, steer and watch the sandbox with. */
export function controlPlugin(sandbox: Sandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		// A call without a body means "all defaults".
		app.addHook('preValidation', async (request) => {
			request.body ??= {};
		});
		app.addHook('onResponse', async (request) => {
			if (request.method !== 'GET') sandbox.writer.changed();
		});
		app.setErrorHandler((error, _request, reply) => {
			const status = statusOf(error as FastifyError);
			if (status >= 500) console.error(error);
			return reply.code(status).send({ error: (error as Error).message });
		});
		stateRoutes(app, sandbox);
		requestRoutes(app, sandbox);
		peopleRoutes(app, sandbox);
		deliveryRoutes(app, sandbox);
		faultRoutes(app, sandbox);
		settingRoutes(app, sandbox);
		outreachRoutes(app, sandbox);
	};
}

function statusOf(error: FastifyError): number {
	const isMistake = error instanceof SwitchError || error.validation !== undefined;
	return isMistake ? 400 : (error.statusCode ?? 500);
}
