import { hexId } from '../core/hash.ts';
import type { Person } from '../world/people.ts';
import { addWebhook } from './webhook-store.ts';
import type { Webhook } from './webhook-store.ts';

export const EVENT_TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export interface ExploriumEvent {
	event_id: string;
	event_name: string;
	event_time: string;
	prospect_id: string;
	/** When Explorium finds out, in milliseconds; never shown to clients. */
	discovered_at: number;
	data: Record<string, unknown>;
}

export interface ExploriumProspect {
	prospect_id: string;
	full_name: string;
	company_name: string;
	company_id: string;
	job_title: string;
	linkedin_url: string;
	professional_email: string;
	/** Addresses of earlier employers. */
	former_emails: string[];
	personal_email: string;
	phone_number: string;
	/** Changes that Explorium has not found out about yet. */
	pending: PendingChange[];
}

/** What Explorium will know from a moment on. */
export interface PendingChange {
	at: number;
	company_name?: string;
	job_title?: string;
	professional_email?: string;
}

export interface Enrollment {
	enrollment_id: string;
	enrollment_key: string;
	event_types: string[];
	prospect_ids: string[];
	/** Of enrollments made with version 2. */
	webhook_id?: string;
	status?: 'active' | 'paused';
}

export interface ExploriumState {
	prospects: Record<string, ExploriumProspect>;
	/** By prospect_id. */
	events: Record<string, ExploriumEvent[]>;
	enrollments: Enrollment[];
	nextEnrollment: number;
	nextEvent: number;
	webhooks: Webhook[];
	nextWebhook: number;
	credits: { allocated: number; remaining: number };
}

/** The id of the company with this name. */
export function companyId(name: string): string {
	return hexId(`company ${name}`, 32);
}

/** The prospect_id of the person with this address. */
export function prospectId(email: string): string {
	return hexId(`prospect ${email}`, 40);
}

/** Explorium's view of a person. */
export function makeExploriumProspect(person: Person): ExploriumProspect {
	const handle = person.email.replace(/@.*/, '');
	return {
		prospect_id: prospectId(person.email),
		full_name: `${person.firstName} ${person.lastName}`.trim(),
		company_name: person.company,
		company_id: companyId(person.company),
		job_title: person.title,
		linkedin_url: `https://linkedin.example/in/${handle.replaceAll('.', '-')}`,
		professional_email: person.email,
		former_emails: [],
		personal_email: `${handle}@mail.example`,
		phone_number: person.phone,
		pending: [],
	};
}

/** Explorium before anything happened, with one enrollment and one webhook to try things with. */
export function makeExploriumState(people: Person[], now: number): ExploriumState {
	const prospects = people.map(makeExploriumProspect);
	const state: ExploriumState = {
		prospects: Object.fromEntries(prospects.map((one) => [one.prospect_id, one])),
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
	// Version 2 enrolls to a webhook only. Nothing is ever sent to this one.
	addWebhook(state, { name: 'demo_webhook', webhook_url: 'https://receiver.example/demo' }, now);
	return state;
}

/** Brings a prospect up to date with what Explorium has found out by now. */
export function settleProspect(prospect: ExploriumProspect, now: number): ExploriumProspect {
	for (const change of prospect.pending.filter((one) => one.at <= now)) {
		if (change.company_name !== undefined) {
			prospect.company_name = change.company_name;
			prospect.company_id = companyId(change.company_name);
		}
		if (change.job_title !== undefined) prospect.job_title = change.job_title;
		if (change.professional_email !== undefined) {
			prospect.former_emails.push(prospect.professional_email);
			prospect.professional_email = change.professional_email;
		}
	}
	prospect.pending = prospect.pending.filter((change) => change.at > now);
	return prospect;
}

/** Stores events; one with a known event_id replaces the one that had it. */
export function addEvents(state: ExploriumState, events: ExploriumEvent[]): void {
	const byProspect = new Map<string, ExploriumEvent[]>();
	for (const event of events) {
		const group = byProspect.get(event.prospect_id) ?? [];
		group.push(event);
		byProspect.set(event.prospect_id, group);
	}
	for (const [prospect, added] of byProspect) {
		const known = [...(state.events[prospect] ?? []), ...added];
		state.events[prospect] = [...new Map(known.map((event) => [event.event_id, event])).values()];
	}
}
