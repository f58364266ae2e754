import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const START = 'index.html';

const FILES = [
	START,
	'base.css',
	'people.css',
	'requests.css',
	'faults.css',
	'access.js',
	'active-faults.js',
	'afresh.js',
	'app.js',
	'calls.js',
	'changes.js',
	'control.js',
	'defaults.js',
	'dom.js',
	'error-bodies.js',
	'explorium-cell.js',
	'fault-form.js',
	'fault-kinds.js',
	'fault-words.js',
	'happenings.js',
	'outreach-cell.js',
	'people.js',
	'person-row.js',
	'request-dialog.js',
	'request-row.js',
	'requests.js',
	'saleshandy-cell.js',
	'say.js',
	'switches.js',
	'system-cell.js',
	'time.js',
	'vendors.js',
];

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
		for (const file of FILES) {
			const url = new URL(file, import.meta.url);
			const type = TYPES[extname(file)] as string;
			app.get(file === START ? '/' : `/${file}`, async (_request, reply) =>
				reply.headers(HEADERS).type(type).send(readFileSync(url, 'utf8')),
			);
		}
	};
}
