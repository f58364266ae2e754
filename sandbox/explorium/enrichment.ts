import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bill, envelope } from './envelope.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { errorAnswers } from './schemas.ts';
import { versionOf } from './version.ts';
import type { Version } from './version.ts';

type IdField = 'prospect_ids' | 'business_ids';

/** A kind of data that is returned for ids, a row each. */
interface Enrichment {
	/** Below the host, by version. */
	paths: Record<Version, string>;
	/** The schema of the body and of a 200, by version. */
	schemas: Record<Version, { body: unknown; answer: unknown }>;
	idField: IdField;
	/** The credits that a row takes. */
	creditsPerRow: () => number;
	/** What is known; nothing for an id that nobody has, which then has no row. */
	dataOf: (id: string, request: FastifyRequest) => Record<string, unknown> | undefined;
}

/** Data about up to 50 prospects or businesses. Version 2 takes a single id too, as a text. */
export function enrichmentRoute(
	app: FastifyInstance,
	sandbox: ExploriumSandbox,
	{ paths, schemas, idField, creditsPerRow, dataOf }: Enrichment,
): void {
	const enrich = async (request: FastifyRequest) => {
		const ids = [(request.body as Record<IdField, string[] | string>)[idField]].flat();
		const switches = sandbox.switches.explorium;
		if (switches.softFailure) {
			return { ...envelope(sandbox, request), data: [], total_results: 0 };
		}
		const isList = versionOf(request) === 'v2' && switches.rowData === 'list';
		const rows = ids.flatMap((id) => {
			const data = dataOf(id, request);
			if (data === undefined) return [];
			return [{ [idField.slice(0, -1)]: id, data: isList ? [data] : data }];
		});
		if (switches.contactRows === 'first-missing') rows.shift();
		if (switches.contactRows === 'reversed') rows.reverse();
		const usage = bill(sandbox, request, rows.length, rows.length * creditsPerRow());
		return {
			...envelope(sandbox, request, rows.length === 0 ? 'miss' : 'success'),
			data: rows,
			total_results: rows.length,
			...usage,
		};
	};
	for (const version of ['v1', 'v2'] as const) {
		const { body, answer } = schemas[version];
		const schema = { body, response: { 200: answer, ...errorAnswers } };
		app.post(`/${version}${paths[version]}`, { schema }, enrich);
	}
}
