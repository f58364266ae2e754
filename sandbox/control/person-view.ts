import { settleProspect } from '../explorium/state.ts';
import { statesOf, tasksOf } from '../outreach/state.ts';
import { valuesByLabel } from '../saleshandy/state.ts';
import type { SaleshandyProspect } from '../saleshandy/state.ts';
import type { Sandbox } from '../sandbox.ts';
import type { PersonLink } from '../world/people.ts';
import { mailByPerson } from './mail-view.ts';

/** Everybody as the three systems know them now; null where a system does not. */
export function describePeople(
	sandbox: Sandbox,
	links: PersonLink[] = sandbox.world.people,
): Array<Record<string, unknown>> {
	const inSaleshandy = new Map(sandbox.world.saleshandy.prospects.map((one) => [one.id, one]));
	const monitored = new Set(
		sandbox.world.explorium.enrollments.flatMap((enrollment) => enrollment.prospect_ids),
	);
	const mail = mailByPerson(sandbox);
	return links.map((link) => ({
		id: link.id,
		name: nameOf(sandbox, link),
		email: link.email,
		explorium: inExplorium(sandbox, link, monitored.has(link.id)),
		saleshandy: shownInSaleshandy(sandbox, inSaleshandy.get(link.saleshandyId)),
		outreach: inOutreach(sandbox, link),
		mail: mail(link.id),
	}));
}

function nameOf(sandbox: Sandbox, link: PersonLink): string {
	return sandbox.world.explorium.prospects[link.id]?.full_name ?? link.email;
}

function inExplorium(sandbox: Sandbox, link: PersonLink, monitored: boolean): unknown {
	const known = sandbox.world.explorium.prospects[link.id];
	if (known === undefined) return null;
	const prospect = settleProspect(known, sandbox.clock.now());
	return {
		company: prospect.company_name,
		title: prospect.job_title,
		email: prospect.professional_email,
		formerEmails: prospect.former_emails,
		monitored,
		pendingChanges: prospect.pending.length,
		events: sandbox.world.explorium.events[link.id] ?? [],
	};
}

function shownInSaleshandy(sandbox: Sandbox, prospect: SaleshandyProspect | undefined): unknown {
	if (prospect === undefined) return null;
	const attributes = valuesByLabel(sandbox.world.saleshandy, prospect);
	const { sequences, enrollments } = sandbox.world.saleshandy;
	return {
		id: prospect.id,
		attributes,
		tags: prospect.tags,
		sequences: enrollments
			.filter(({ prospectId }) => prospectId === prospect.id)
			.map(({ sequenceId, status }) => {
				const title = sequences.find(({ id }) => id === sequenceId)?.title ?? null;
				return { sequenceId, title, status };
			}),
	};
}

function inOutreach(sandbox: Sandbox, link: PersonLink): unknown {
	const state = sandbox.world.outreach;
	const prospect = state.records.prospect[link.outreachId];
	if (prospect === undefined) return null;
	const { title, company, tags, emails } = prospect.attributes;
	return {
		id: prospect.id,
		title: title ?? null,
		company: company ?? null,
		tags,
		emails,
		sequenceNames: statesOf(state, prospect).map(
			(one) => state.records.sequence[Number(one.one.sequence)]?.attributes.name ?? null,
		),
		sequences: statesOf(state, prospect).map((one) => ({
			sequenceId: one.one.sequence,
			state: one.attributes.state,
			mailboxId: one.one.mailbox,
		})),
		tasks: tasksOf(state, prospect).map(({ id, attributes }) => ({
			id,
			action: attributes.action ?? null,
			note: attributes.note ?? null,
			dueAt: attributes.dueAt ?? null,
			state: attributes.state,
		})),
		ownerId: prospect.one.owner ?? null,
		accountId: prospect.one.account ?? null,
		assignedUsers: prospect.many.assignedUsers,
		opportunities: prospect.many.opportunities,
		attributes: prospect.attributes,
	};
}
