import { hexId } from '../core/hash.ts';

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

/** What contacts may hold of a person who has moved. */
export const CONTACT_FORMS = [
	'new',
	'old',
	'catch-all',
	'catch_all',
	'invalid',
	'none',
	'personal-only',
] as const;

export type ContactForm = (typeof CONTACT_FORMS)[number];

/** Which job a profile tells of a person who has moved. */
export const PROFILE_FORMS = ['current', 'lagging'] as const;

export type ProfileForm = (typeof PROFILE_FORMS)[number];

export interface Company {
	name: string;
	domain: string;
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
	city: string;
	/** Earlier jobs, oldest first; only those that ended with a change of company. */
	former_jobs: Array<{ company_name: string; job_title: string }>;
	/** Of this person alone, whatever the switches say. */
	contact_form?: ContactForm;
	profile_form?: ProfileForm;
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

export interface Webhook {
	webhook_id: string;
	name: string;
	description?: string;
	webhook_url: string;
	webhook_secret: string;
	headers?: string[];
	payload_format: 'json' | 'stringified_json';
	status: 'active' | 'disabled';
	created_at: string;
	last_modified_time: string;
	/** The partner's one webhook of version 1. */
	legacy: boolean;
}

export interface ExploriumState {
	prospects: Record<string, ExploriumProspect>;
	/** By business_id. */
	companies: Record<string, Company>;
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

/** Makes a company known; one that is known stays as it is. */
export function addCompany(state: Pick<ExploriumState, 'companies'>, company: Company): void {
	state.companies[companyId(company.name)] ??= company;
}

/** Brings a prospect up to date with what Explorium has found out by now. */
export function settleProspect(prospect: ExploriumProspect, now: number): ExploriumProspect {
	for (const change of prospect.pending.filter((one) => one.at <= now)) {
		if (change.company_name !== undefined) {
			const { company_name, job_title } = prospect;
			prospect.former_jobs.push({ company_name, job_title });
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
