import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { controlPlugin } from './control/plugin.ts';
import type { SandboxOptions } from './core/core.ts';
import { pagePlugin } from './page/plugin.ts';
import { PARTS, Sandbox } from './sandbox.ts';
import type { Scene } from './scenes.ts';
import { VENDORS } from './vendors.ts';

const LARGEST_BODY = 256 * 1024 * 1024;
const LONGEST_HEADERS = 1024 * 1024;

/** Builds the sandbox: the three vendors' APIs, the control API and the page for people. */
export async function buildServer(
	options: SandboxOptions & { scene?: Scene; n8nUrl?: string } = {},
): Promise<{ app: FastifyInstance; sandbox: Sandbox }> {
	const sandbox = new Sandbox(options);
	const app = Fastify({
		bodyLimit: LARGEST_BODY,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 500 },
		// Room for request lines that a vendor refuses with 414; Node's own answer would be 431.
		http: { maxHeaderSize: LONGEST_HEADERS },
		ajv: {
			// Nothing is repaired on the way in: a vendor would not do so either.
			customOptions: {
				allErrors: true,
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				strict: false,
				formats: Object.assign({}, ...Object.values(PARTS).map(({ formats }) => formats)),
			},
		},
	});
	// Plain JSON: a serializer made from the schema would hide answers that do not fit it.
	app.setSerializerCompiler(() => (data) => JSON.stringify(data));
	for (const vendor of VENDORS) {
		await app.register(PARTS[vendor].api(sandbox), { prefix: `/${vendor}` });
	}
	await app.register(controlPlugin(sandbox), { prefix: '/control' });
	await app.register(pagePlugin());
	return { app, sandbox };
}
