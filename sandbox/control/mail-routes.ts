import type { FastifyInstance } from 'fastify';
import { closed } from '../core/json-schema.ts';
import type { Sandbox } from '../sandbox.ts';
import { VENDORS } from '../vendors.ts';
import type { Vendor } from '../vendors.ts';
import { findPerson } from './find-person.ts';
import { listMail } from './mail-view.ts';
import type { ShownMail } from './mail-view.ts';

const mailQuery = closed({ person: { type: 'string' }, vendor: { enum: VENDORS } });

interface MailQuery {
	person?: string;
	vendor?: Vendor;
}

/** `GET /mail`: what the vendors' sequences have sent, and what goes out next. */
export function mailRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	app.get('/mail', { schema: { querystring: mailQuery } }, async (request) => {
		const { person, vendor } = request.query as MailQuery;
		const id = person === undefined ? undefined : findPerson(sandbox, person).id;
		const isWanted = (one: ShownMail): boolean =>
			(id === undefined || one.personId === id) && (vendor === undefined || one.vendor === vendor);
		const { sent, next } = listMail(sandbox);
		return { sent: sent.filter(isWanted), next: next.filter(isWanted) };
	});
}
