import { hexId } from '../core/hash.ts';
import { addCompany, addEvents, companyId, settleProspect } from '../explorium/state.ts';
import type { EventType, ExploriumEvent, ExploriumProspect } from '../explorium/state.ts';
import type { Sandbox } from '../sandbox.ts';
import { moveMailbox } from '../world/addresses.ts';
import { COMPANIES, TITLES, pick } from '../world/people.ts';
import { findPerson } from './find-person.ts';

export interface Happening {
	company?: string;
	title?: string;
	years?: number;
	/** The date on the event, where it is to be another than the vendor's own rule makes. */
	event_time?: string;
	/** How long until Explorium finds out; at once if absent. */
	discoveredInSeconds?: number;
}

/** A person moves to another company, and gets a new address there. */
export function changeCompany(sandbox: Sandbox, id: string, what: Happening): ExploriumEvent {
	const prospect = prospectOf(sandbox, id);
	const at = discoveryOf(sandbox, what);
	const next = nextOf(sandbox, COMPANIES, (one) => one.name === prospect.company_name);
	const company = what.company ?? next.name;
	const title = what.title ?? prospect.job_title;
	const domain =
		COMPANIES.find((one) => one.name === company)?.domain ??
		`${company.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
	addCompany(sandbox.world.explorium, { name: company, domain });
	const data = transition(prospect, company, title);
	const event = record(sandbox, prospect, 'prospect_changed_company', at, data, what.event_time);
	if (sandbox.switches.explorium.companyChangeFiresRole) {
		record(sandbox, prospect, 'prospect_changed_role', at, data, what.event_time);
	}
	const email = prospect.professional_email.replace(/@.*/, `@${domain}`);
	prospect.pending.push({
		at,
		company_name: company,
		job_title: title,
		professional_email: email,
	});
	// The old mailbox is gone now, whenever Explorium finds out.
	moveMailbox(findPerson(sandbox, id), email, sandbox.clock.now());
	settleProspect(prospect, sandbox.clock.now());
	return event;
}

/** A person gets another title in the same company. */
export function changeRole(sandbox: Sandbox, id: string, what: Happening): ExploriumEvent {
	const prospect = prospectOf(sandbox, id);
	const at = discoveryOf(sandbox, what);
	const title = what.title ?? nextOf(sandbox, TITLES, (one) => one === prospect.job_title);
	const data = transition(prospect, prospect.company_name, title);
	const event = record(sandbox, prospect, 'prospect_changed_role', at, data, what.event_time);
	prospect.pending.push({ at, job_title: title });
	settleProspect(prospect, sandbox.clock.now());
	return event;
}

/** A person's work anniversary comes up. By default it lies ahead, on the first of next month. */
export function celebrateAnniversary(
	sandbox: Sandbox,
	id: string,
	what: Happening,
): ExploriumEvent {
	const prospect = prospectOf(sandbox, id);
	const now = new Date(sandbox.clock.now());
	const upcoming = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
	return record(
		sandbox,
		prospect,
		'prospect_job_start_anniversary',
		discoveryOf(sandbox, what),
		{
			full_name: prospect.full_name,
			company_name: prospect.company_name,
			job_title: prospect.job_title,
			linkedin_url: prospect.linkedin_url,
			years_at_company: what.years ?? 3,
			job_anniversary_date: stamp(now.getTime()),
		},
		what.event_time ?? stamp(upcoming),
	);
}

/** A new id for an event. */
export function newEventId(sandbox: Sandbox, prospectId: string): string {
	const state = sandbox.world.explorium;
	const id = hexId(`event ${state.nextEvent} ${prospectId}`, 32);
	state.nextEvent += 1;
	return id;
}

function record(
	sandbox: Sandbox,
	prospect: ExploriumProspect,
	name: EventType,
	discoveredAt: number,
	data: Record<string, unknown>,
	time = monthOf(sandbox.clock.now()),
): ExploriumEvent {
	const event = {
		event_name: name,
		event_time: time,
		event_id: newEventId(sandbox, prospect.prospect_id),
		prospect_id: prospect.prospect_id,
		discovered_at: discoveredAt,
		data: { event_name: name, ...data },
	};
	addEvents(sandbox.world.explorium, [event]);
	sandbox.deliveries.announce([event]);
	return event;
}

function transition(
	prospect: ExploriumProspect,
	company: string,
	title: string,
): Record<string, unknown> {
	return {
		current_company_name: company,
		current_company_id: companyId(company),
		current_job_title: title,
		previous_company_name: prospect.company_name,
		previous_company_id: prospect.company_id,
		previous_job_title: prospect.job_title,
	};
}

function prospectOf(sandbox: Sandbox, id: string): ExploriumProspect {
	const prospect = sandbox.world.explorium.prospects[id] as ExploriumProspect;
	// A change that follows an undiscovered one starts from where that one leads.
	return settleProspect(prospect, sandbox.clock.now());
}

function discoveryOf(sandbox: Sandbox, { discoveredInSeconds = 0 }: Happening): number {
	return sandbox.clock.now() + discoveredInSeconds * 1000;
}

/** The next entry of a list in turn, but never the one in place. */
function nextOf<T>(sandbox: Sandbox, list: readonly T[], isCurrent: (one: T) => boolean): T {
	const turn = sandbox.world.explorium.nextEvent;
	const choice = pick(list, turn);
	return isCurrent(choice) ? pick(list, turn + 1) : choice;
}

/** Explorium stamps changes with the first of their month. */
function monthOf(time: number): string {
	const date = new Date(time);
	return stamp(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
}

function stamp(time: number): string {
	return new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00');
}
