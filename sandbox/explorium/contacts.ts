import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Sandbox } from '../core/context.ts';
import { bill, envelope } from './envelope.ts';
import { contactsAnswerV2, contactsBodyV2 } from './schemas-v2.ts';
import {
	bulkContactsAnswer,
	bulkContactsBody,
	errorAnswers,
	oneContactAnswer,
	oneContactBody,
} from './schemas.ts';
import { settleProspect } from './state.ts';
import type { ExploriumProspect } from './state.ts';
import { versionOf } from './version.ts';
import type { Version } from './version.ts';

interface ContactsBody {
	/** In version 2 also a single one. */
	prospect_ids: string[] | string;
	parameters?: { contact_types?: string[] } | null;
}

/** Contact details of one prospect or of up to 50. */
export function contactRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	const enrichMany = async (request: FastifyRequest) => {
		const body = request.body as ContactsBody;
		const switches = sandbox.switches.explorium;
		if (switches.softFailure) {
			return { ...envelope(sandbox, request), data: [], total_results: 0 };
		}
		const found = [body.prospect_ids]
			.flat()
			.map((id) => sandbox.world.explorium.prospects[id])
			.filter((prospect) => prospect !== undefined);
		const rows = found.map((prospect) => ({
			prospect_id: prospect.prospect_id,
			data: contactsOf(sandbox, prospect, body, versionOf(request)),
		}));
		if (switches.contactRows === 'first-missing') rows.shift();
		if (switches.contactRows === 'reversed') rows.reverse();
		const usage = bill(sandbox, request, rows.length, rows.length * switches.creditsPerContact);
		return {
			...envelope(sandbox, request, rows.length === 0 ? 'miss' : 'success'),
			data: rows,
			total_results: rows.length,
			...usage,
		};
	};
	app.post(
		'/v1/prospects/contacts_information/bulk_enrich',
		{ schema: { body: bulkContactsBody, response: { 200: bulkContactsAnswer, ...errorAnswers } } },
		enrichMany,
	);
	app.post(
		'/v2/prospects/contact_information/enrich',
		{
			schema: {
				body: contactsBodyV2(bulkContactsBody),
				response: { 200: contactsAnswerV2, ...errorAnswers },
			},
		},
		enrichMany,
	);

	app.post(
		'/v1/prospects/contacts_information/enrich',
		{ schema: { body: oneContactBody, response: { 200: oneContactAnswer, ...errorAnswers } } },
		async (request) => {
			const body = request.body as ContactsBody & { prospect_id: string };
			const prospect = sandbox.world.explorium.prospects[body.prospect_id];
			if (prospect === undefined || sandbox.switches.explorium.softFailure) {
				return envelope(sandbox, request, 'miss');
			}
			const usage = bill(sandbox, request, 1, sandbox.switches.explorium.creditsPerContact);
			return {
				...envelope(sandbox, request),
				entity_id: prospect.prospect_id,
				data: contactsOf(sandbox, prospect, body, 'v1'),
				...usage,
			};
		},
	);
}

function contactsOf(
	sandbox: Sandbox,
	candidate: ExploriumProspect,
	body: ContactsBody,
	version: Version,
): Record<string, unknown> {
	const prospect = settleProspect(candidate, sandbox.clock.now());
	const switches = sandbox.switches.explorium;
	const types = body.parameters?.contact_types ?? ['email', 'phone'];
	const contacts: Record<string, unknown> = {};
	if (types.includes('email') && !switches.contactsWithoutEmail) {
		const isVersion2 = version === 'v2';
		contacts[isVersion2 ? 'professional_email' : 'professions_email'] = prospect.professional_email;
		contacts.professional_email_status = switches.emailStatus;
		if (!isVersion2)
			contacts.emails = [
				{ address: prospect.personal_email, type: 'personal' },
				...prospect.former_emails.map((address) => ({ address, type: 'professional' })),
				{ address: prospect.professional_email, type: switches.currentEmailType },
			];
	}
	if (types.includes('phone')) {
		contacts.phone_numbers = [{ phone_number: prospect.phone_number }];
		contacts.mobile_phone = prospect.phone_number;
	}
	return contacts;
}
