import { makeExploriumState } from './explorium/initial.ts';
import type { ExploriumState } from './explorium/state.ts';
import { makeOutreachState } from './outreach/initial.ts';
import type { OutreachState } from './outreach/state.ts';
import { makeSaleshandyState } from './saleshandy/state.ts';
import type { SaleshandyState } from './saleshandy/state.ts';
import { makePeople } from './world/people.ts';
import type { PersonLink } from './world/people.ts';

/** Everything the sandbox remembers. Plain data, so that it can be written to a file as it is. */
export interface World {
	people: PersonLink[];
	explorium: ExploriumState;
	saleshandy: SaleshandyState;
	outreach: OutreachState;
}

/** A fresh world with `count` people; the same every time. */
export function makeWorld(count: number, now: number): World {
	const people = makePeople(count);
	const explorium = makeExploriumState(people, now);
	const saleshandy = makeSaleshandyState(people, now);
	const outreach = makeOutreachState(people, now);
	const exploriumIds = Object.keys(explorium.prospects);
	const outreachIds = Object.values(outreach.records.prospect).map((record) => record.id);
	const links = people.map((person, index) => ({
		id: exploriumIds[index] as string,
		email: person.email,
		addresses: [{ address: person.email, left: null }],
		saleshandyId: saleshandy.prospects[index]?.id as string,
		outreachId: outreachIds[index] as number,
	}));
	return { people: links, explorium, saleshandy, outreach };
}
