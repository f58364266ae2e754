import type { Sandbox } from '../core/context.ts';
import { makeExploriumProspect } from '../explorium/state.ts';
import { addOutreachProspect } from '../outreach/initial.ts';
import { addSaleshandyProspect } from '../saleshandy/state.ts';
import type { Person } from '../world/people.ts';
import type { PersonLink } from '../world/world.ts';
import { ControlError } from './control-error.ts';

/** Adds a person to all three systems. */
export function addPerson(
	sandbox: Sandbox,
	given: Partial<Person> & { email: string },
): PersonLink {
	const { world } = sandbox;
	if (world.people.some((link) => link.email === given.email)) {
		throw new ControlError(409, `${given.email} exists already`);
	}
	const person: Person = {
		firstName: 'New',
		lastName: 'Person',
		company: 'Acme Tools',
		domain: given.email.replace(/^.*@/, ''),
		title: 'Manager',
		city: 'Porto',
		phone: '+14155550199',
		...given,
	};
	const now = sandbox.clock.now();
	const prospect = makeExploriumProspect(person);
	world.explorium.prospects[prospect.prospect_id] = prospect;
	const index = world.saleshandy.prospects.length + 100;
	const saleshandy = addSaleshandyProspect(world.saleshandy, person, now, index);
	const outreach = addOutreachProspect(world.outreach, person, now);
	const link = {
		id: prospect.prospect_id,
		email: person.email,
		saleshandyId: saleshandy.id,
		outreachId: outreach.id,
	};
	world.people.push(link);
	return link;
}
