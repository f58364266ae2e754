import type { FastifyInstance } from 'fastify';
import type { SaleshandySandbox } from './sandbox.ts';
import { errorAnswers, fieldsAnswer, fieldsQuery } from './schemas.ts';

/** `GET /v1/fields`: only custom fields, unless `systemFields=true` asks for the others too. */
export function fieldRoutes(app: FastifyInstance, sandbox: SaleshandySandbox): void {
	const schema = { querystring: fieldsQuery, response: { 200: fieldsAnswer, ...errorAnswers } };
	app.get('/v1/fields', { schema }, async (request) => {
		const { systemFields } = request.query as { systemFields?: string };
		const switches = sandbox.switches.saleshandy;
		const fields =
			switches.fieldList === 'empty'
				? []
				: sandbox.world.saleshandy.fields.filter(
						(field) => systemFields === 'true' || !field.system,
					);
		if (switches.fieldKeys === 'name') request.trace.offContract = true;
		return {
			message: 'Fields fetched successfully',
			payload: fields.map(({ id, label, fieldType }) =>
				switches.fieldKeys === 'name'
					? { id, name: label, type: fieldType }
					: { id, label, fieldType },
			),
		};
	});
}
