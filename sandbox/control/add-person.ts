import { makeExploriumProspect } from '../explorium/initial.ts';
import { addCompany } from '../explorium/state.ts';
import { addOutreachProspect } from '../outreach/initial.ts';
import { addSaleshandyProspect } from '../saleshandy/state.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Person, PersonLink } from '../world/people.ts';
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
	addCompany(world.explorium, { name: person.company, domain: person.domain });
	// Apart from the first people: two of them have ids of an odd form, by their number.
	const index = world.saleshandy.prospects.length + 100;
	const saleshandy = addSaleshandyProspect(world.saleshandy, person, now, index);
	const outreach = addOutreachProspect(world.outreach, person, now);
	const link = {
		id: prospect.prospect_id,
		email: person.email,
		addresses: [{ address: person.email, left: null }],
		saleshandyId: saleshandy.id,
		outreachId: outreach.id,
	};
	world.people.push(link);
	return link;
}
