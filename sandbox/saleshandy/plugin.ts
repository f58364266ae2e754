import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LimitState } from '../core/limits.ts';
import { commonBehavior } from '../core/common-behavior.ts';
import { attributeRoutes } from './attributes.ts';
import { dncRefusal, dncRoutes } from './dnc.ts';
import {
	attributeRefusal,
	InvalidBody,
	SaleshandyError,
	sendError,
	sendInvalidBody,
} from './errors.ts';
import { fieldRoutes } from './fields.ts';
import { importRoutes } from './imports.ts';
import { prospectRoutes } from './prospects.ts';
import { reportFiles } from './report-files.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import { sequenceRoutes } from './sequence-routes.ts';
import { bringUpToDate } from './settle.ts';

const SALESHANDY_KEY = 'demo-saleshandy-key';

/** Saleshandy: its Open API (version 1), and its files beside it. */
export function saleshandyPlugin(sandbox: SaleshandySandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		await app.register(openApi(sandbox));
		await app.register(reportFiles(sandbox));
	};
}

function openApi(sandbox: SaleshandySandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		app.addHook('onSend', async (_request, reply, payload) => {
			setLimitHeaders(sandbox, reply);
			return payload;
		});
		commonBehavior(app, sandbox, 'saleshandy');
		app.addHook('preValidation', async (request) => authorize(sandbox, request));
		app.addHook('preValidation', async (request, reply) => limitRate(sandbox, request, reply));
		app.addHook('preHandler', async () => bringUpToDate(sandbox));
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			if (body === '') return done(null, undefined);
			try {
				done(null, JSON.parse(String(body)));
			} catch {
				done(attributeRefusal());
			}
		});
		app.setErrorHandler((error, request, reply) =>
			error instanceof InvalidBody
				? sendInvalidBody(reply, error)
				: sendError(sandbox, reply, toSaleshandyError(error, request)),
		);
		app.setNotFoundHandler((request, reply) => {
			const text = `Cannot ${request.method} ${request.url.replace('/saleshandy', '')}`;
			return sendError(sandbox, reply, new SaleshandyError(404, 'not-found', 404, text));
		});
		attributeRoutes(app, sandbox);
		fieldRoutes(app, sandbox);
		prospectRoutes(app, sandbox);
		sequenceRoutes(app, sandbox);
		importRoutes(app, sandbox);
		dncRoutes(app, sandbox);
	};
}

function authorize(sandbox: SaleshandySandbox, request: FastifyRequest): void {
	const { badKey, noPermission, contentTypeOnGet } = sandbox.switches.saleshandy;
	const denied = new SaleshandyError(403, 'permission', 4003, 'You do not have permission');
	if (request.headers['x-api-key'] !== SALESHANDY_KEY) {
		// The vendor answers 400, not 401, to a key it does not know.
		throw badKey === '403'
			? denied
			: new SaleshandyError(Number(badKey), 'auth', 1001, 'Invalid token');
	}
	if (noPermission) throw denied;
	const hasType = request.headers['content-type'] !== undefined;
	if (request.method === 'GET' && hasType && contentTypeOnGet === '406') {
		throw new SaleshandyError(406, 'request', 406, 'Not Acceptable');
	}
}

function limitRate(
	sandbox: SaleshandySandbox,
	request: FastifyRequest,
	reply: FastifyReply,
): unknown {
	const state = sandbox.limits.saleshandy.take(SALESHANDY_KEY, 1);
	if (state === null || state.allowed) return undefined;
	const form = sandbox.switches.saleshandy.tooManyRequests;
	if (form === '400') {
		request.trace.rateLimited = true;
		throw new SaleshandyError(400, 'rate-limit', 4290, 'Rate Limit exceeded');
	}
	if (form === '400-gateway') {
		request.trace.rateLimited = true;
		throw new SaleshandyError(400, 'rate-limit', 4000, 'Rate Limit exceeded', true);
	}
	if (form === '429') reply.header('retry-after', String(state.retryAfterSeconds));
	throw new SaleshandyError(429, 'rate-limit', 4290, 'Too many requests');
}

function setLimitHeaders(sandbox: SaleshandySandbox, reply: FastifyReply): void {
	const form = sandbox.switches.saleshandy.limitHeaders;
	const state = sandbox.limits.saleshandy.peek(SALESHANDY_KEY);
	if (state === null || form === 'absent') return;
	reply.header('x-ratelimit-remaining', String(state.remaining));
	reply.header('x-ratelimit-reset', resetText(state, form));
}

function resetText(state: LimitState, form: 'date-text' | 'iso' | 'epoch'): string {
	const reset = new Date(Math.ceil(state.resetAt / 1000) * 1000);
	if (form === 'iso') return reset.toISOString();
	if (form === 'epoch') return String(reset.getTime() / 1000);
	// As a JavaScript date prints itself: Sat Nov 21 2026 10:00:00 GMT+0000
	const [weekday, day, month, year, time] = reset.toUTCString().split(/,? /);
	return `${weekday} ${month} ${day} ${year} ${time} GMT+0000`;
}

const WHAT = [
	['/fields', 'the fields'],
	['/sequences', 'sequences and their steps'],
] as const;

function toSaleshandyError(error: unknown, request: FastifyRequest): SaleshandyError {
	if (error instanceof SaleshandyError) return error;
	if ((error as { validation?: unknown }).validation !== undefined) {
		const path = request.routeOptions.url ?? '';
		if (path.endsWith('/attribute')) return attributeRefusal();
		if (path.includes('/dnc')) return dncRefusal();
		const what = WHAT.find(([end]) => path.endsWith(end))?.[1] ?? 'prospects';
		return new SaleshandyError(400, 'request', 4000, `Failed to fetch ${what}`);
	}
	console.error(error);
	const text = 'Internal server error, please try again later';
	return new SaleshandyError(500, 'server', 5001, text);
}
