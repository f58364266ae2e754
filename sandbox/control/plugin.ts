import type { FastifyError, FastifyInstance } from 'fastify';
import { SwitchError } from '../core/switches.ts';
import type { Sandbox } from '../sandbox.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { engagementRoutes } from './engagement-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { outreachRoutes } from './outreach-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { saleshandyRoutes } from './saleshandy-routes.ts';
import { sceneRoutes } from './scene-routes.ts';
import { settingRoutes } from './setting-routes.ts';
import { settleAll } from './settle.ts';
import { stateRoutes } from './state-routes.ts';

/** What tests, and the page for people, steer and watch the sandbox with. */
export function controlPlugin(sandbox: Sandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		// A call without a body means "all defaults".
		app.addHook('preValidation', async (request) => {
			request.body ??= {};
		});
		// Whatever is looked at or changed is up to date first.
		app.addHook('preHandler', async () => settleAll(sandbox));
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
		engagementRoutes(app, sandbox);
		mailRoutes(app, sandbox);
		sceneRoutes(app, sandbox);
		deliveryRoutes(app, sandbox);
		faultRoutes(app, sandbox);
		settingRoutes(app, sandbox);
		outreachRoutes(app, sandbox);
		saleshandyRoutes(app, sandbox);
	};
}

function statusOf(error: FastifyError): number {
	const isMistake = error instanceof SwitchError || error.validation !== undefined;
	return isMistake ? 400 : (error.statusCode ?? 500);
}
