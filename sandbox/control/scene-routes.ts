import type { FastifyInstance } from 'fastify';
import { closed } from '../core/json-schema.ts';
import { SCENES } from '../scenes.ts';
import type { Scene } from '../scenes.ts';
import type { Sandbox } from '../sandbox.ts';

/** `POST /scene/<name>`: something is going on in the world as it is now. */
export function sceneRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	for (const name of Object.keys(SCENES) as Scene[]) {
		app.post(`/scene/${name}`, { schema: { body: closed({}) } }, async () => {
			SCENES[name](sandbox.world, sandbox.clock.now());
			return { ok: true };
		});
	}
}
