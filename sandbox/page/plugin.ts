import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const FOLDER = import.meta.dirname;
const START = 'index.html';

/** The files of this folder that make the page. */
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
};

const HEADERS = {
	// Only what comes from here, and nothing inline: whatever a client sent stays text.
	'content-security-policy': [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"connect-src 'self'",
		'img-src data:',
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; '),
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	// Another version of the sandbox may run on this port the next time.
	'cache-control': 'no-cache',
};

/** The page on which people watch and steer the sandbox. */
export function pagePlugin() {
	return async (app: FastifyInstance): Promise<void> => {
		for (const file of readdirSync(FOLDER)) {
			const type = TYPES[extname(file)];
			if (type === undefined) continue;
			app.get(file === START ? '/' : `/${file}`, async (_request, reply) =>
				reply
					.headers(HEADERS)
					.type(type)
					.send(readFileSync(join(FOLDER, file), 'utf8')),
			);
		}
	};
}
