import { hexId } from '../core/hash.ts';
import { COMPANIES, linkedInUrlOf } from '../world/people.ts';
import type { Person } from '../world/people.ts';
import { addCompany, companyId, EVENT_TYPES } from './state.ts';
import type { ExploriumProspect, ExploriumState } from './state.ts';
import { addWebhook } from './webhook-store.ts';

/** Explorium's view of a person. */
export function makeExploriumProspect(person: Person): ExploriumProspect {
	const handle = person.email.replace(/@.*/, '');
	return {
		prospect_id: hexId(`prospect ${person.email}`, 40),
		full_name: `${person.firstName} ${person.lastName}`.trim(),
		company_name: person.company,
		company_id: companyId(person.company),
		job_title: person.title,
		linkedin_url: linkedInUrlOf(person),
		professional_email: person.email,
		former_emails: [],
		personal_email: `${handle}@mail.example`,
		phone_number: person.phone,
		city: person.city,
		former_jobs: [],
		pending: [],
	};
}

/** Explorium before anything happened, with one enrollment and one webhook to try things with. */
export function makeExploriumState(people: Person[], now: number): ExploriumState {
	const prospects = people.map(makeExploriumProspect);
	const state: ExploriumState = {
		prospects: Object.fromEntries(prospects.map((one) => [one.prospect_id, one])),
		companies: {},
		events: {},
		enrollments: [
			{
				enrollment_id: `en_${hexId('enrollment 0', 8)}`,
				enrollment_key: 'demo_watchlist',
				event_types: [...EVENT_TYPES],
				prospect_ids: prospects.slice(0, 20).map((prospect) => prospect.prospect_id),
			},
		],
		nextEnrollment: 1,
		nextEvent: 1,
		webhooks: [],
		nextWebhook: 0,
		credits: { allocated: 1_000_000, remaining: 1_000_000 },
	};
	const companies = people.map(({ company, domain }) => ({ name: company, domain }));
	for (const company of [...companies, ...COMPANIES]) addCompany(state, company);
	// Version 2 enrolls to a webhook only. Nothing is ever sent to this one.
	addWebhook(state, { name: 'demo_webhook', webhook_url: 'https://receiver.example/demo' }, now);
	return state;
}
