import type { Sandbox } from '../sandbox.ts';
import type { PersonLink } from '../world/people.ts';
import { describePeople } from './person-view.ts';

export interface ListQuery {
	search?: string;
	only?: 'with-events';
	from?: string;
	count?: string;
}

/** Some of the people: those who fit, from a position on. Only they are described in full. */
export function listPeople(sandbox: Sandbox, query: ListQuery): Record<string, unknown> {
	const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const found = sandbox.world.people.filter(
		(link) =>
			(query.only === undefined || hasEvents(sandbox, link)) &&
			(words.length === 0 || hasWords(sandbox, link, words)),
	);
	const from = Number(query.from ?? 0);
	const count = query.count === undefined ? found.length : Number(query.count);
	return {
		total: sandbox.world.people.length,
		found: found.length,
		from,
		people: describePeople(sandbox, found.slice(from, from + count)),
	};
}

function hasEvents(sandbox: Sandbox, link: PersonLink): boolean {
	return (sandbox.world.explorium.events[link.id] ?? []).length > 0;
}

/** Whether every word is in what the page shows of a person first. */
function hasWords(sandbox: Sandbox, link: PersonLink, words: string[]): boolean {
	const known = sandbox.world.explorium.prospects[link.id];
	const text = [
		link.email,
		known?.full_name,
		known?.company_name,
		known?.job_title,
		known?.professional_email,
	]
		.join(' ')
		.toLowerCase();
	return words.every((word) => text.includes(word) || isStartOfId(word, link.id));
}

/** Only a longer word means an id: a few digits are in many ids by chance. */
function isStartOfId(word: string, id: string): boolean {
	return word.length >= 8 && id.startsWith(word);
}
