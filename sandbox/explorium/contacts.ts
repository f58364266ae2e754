import type { FastifyInstance } from 'fastify';
import { enrichmentRoute } from './enrichment.ts';
import { bill, envelope } from './envelope.ts';
import type { ExploriumSandbox } from './sandbox.ts';
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
export function contactRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	enrichmentRoute(app, sandbox, {
		paths: {
			v1: '/prospects/contacts_information/bulk_enrich',
			v2: '/prospects/contact_information/enrich',
		},
		schemas: {
			v1: { body: bulkContactsBody, answer: bulkContactsAnswer },
			v2: { body: contactsBodyV2(bulkContactsBody), answer: contactsAnswerV2 },
		},
		idField: 'prospect_ids',
		creditsPerRow: () => sandbox.switches.explorium.creditsPerContact,
		dataOf: (id, request) => {
			const prospect = sandbox.world.explorium.prospects[id];
			const body = request.body as ContactsBody;
			return prospect && contactsOf(sandbox, prospect, body, versionOf(request));
		},
	});

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
	sandbox: ExploriumSandbox,
	candidate: ExploriumProspect,
	body: ContactsBody,
	version: Version,
): Record<string, unknown> {
	const prospect = settleProspect(candidate, sandbox.clock.now());
	const types = body.parameters?.contact_types ?? ['email', 'phone'];
	return {
		...(types.includes('email') && emailsOf(sandbox, prospect, version)),
		...(types.includes('phone') && {
			phone_numbers: [{ phone_number: prospect.phone_number }],
			mobile_phone: prospect.phone_number,
		}),
	};
}

/** The addresses of a person, as far as Explorium has followed a move. */
function emailsOf(
	sandbox: ExploriumSandbox,
	prospect: ExploriumProspect,
	version: Version,
): Record<string, unknown> {
	const switches = sandbox.switches.explorium;
	const hasMoved = prospect.former_emails.length > 0;
	const form = prospect.contact_form ?? (hasMoved ? switches.contactsAfterMove : 'new');
	if (switches.contactsWithoutEmail || form === 'none') return {};
	const isVersion2 = version === 'v2';
	const personal = { address: prospect.personal_email, type: 'personal' };
	if (form === 'personal-only') return isVersion2 ? {} : { emails: [personal] };
	const isOld = form === 'old' && hasMoved;
	const known = isOld
		? prospect.former_emails
		: [...prospect.former_emails, prospect.professional_email];
	const current = known.at(-1);
	const status = form === 'new' ? switches.emailStatus : form === 'old' ? 'valid' : form;
	return {
		[isVersion2 ? 'professional_email' : 'professions_email']: current,
		professional_email_status: status,
		...(!isVersion2 && {
			emails: [
				personal,
				...known.slice(0, -1).map((address) => ({ address, type: 'professional' })),
				{ address: current, type: switches.currentEmailType },
			],
		}),
	};
}
