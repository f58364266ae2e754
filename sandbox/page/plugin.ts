import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const FILES: Record<string, [file: string, type: string]> = {
	'/': ['index.html', 'text/html; charset=utf-8'],
	'/app.js': ['app.js', 'text/javascript; charset=utf-8'],
	'/style.css': ['style.css', 'text/css; charset=utf-8'],
};

/** The page on which people watch and steer the sandbox. */
export function pagePlugin() {
	return async (app: FastifyInstance): Promise<void> => {
		for (const [path, [file, type]] of Object.entries(FILES)) {
			const url = new URL(file, import.meta.url);
			app.get(path, async (_request, reply) => reply.type(type).send(readFileSync(url, 'utf8')));
		}
	};
}
