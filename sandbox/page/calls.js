// The calls that a fault can be narrowed to: a name, a method and a regular expression of the path.

const CALLS = {
	explorium: [
		['Fetch events', 'POST', '^/v1/prospects/events$'],
		['Enrollments', '', '^/v1/prospects/events/enrollments$'],
		['Match prospects', 'POST', '^/v1/prospects/match$'],
		['Enrich contacts', 'POST', '^/v1/prospects/contacts_information/'],
		['Enrich profiles', 'POST', '^/v1/prospects/profiles/'],
		['Enrich businesses', 'POST', '^/v1/businesses/firmographics/'],
		['Credits', 'GET', '^/v1/credits$'],
	],
	saleshandy: [
		['List prospects', 'GET', '^/v1/prospects$'],
		['Update attributes', 'POST', '^/v1/prospects/[^/]+/attribute$'],
		['List fields', 'GET', '^/v1/fields$'],
	],
	outreach: [
		['Get a token', 'POST', '^/oauth/token$'],
		['Look prospects up', 'GET', '^/api/v2/prospects'],
		['Start a bulk action', 'POST', '^/api/v2/batches/actions/'],
		['Look at a batch', 'GET', '^/api/v2/batches'],
		['Look at the items of a batch', 'GET', '^/api/v2/batchItems'],
	],
};

/** A vendor's calls by name. */
export const callsOf = (vendor) => CALLS[vendor].map(([name]) => name);

/** What narrows a fault to the call of this name. */
export function narrowTo(vendor, wanted) {
	const [, method, path] = CALLS[vendor].find(([name]) => name === wanted);
	return { path, ...(method === '' ? {} : { method }) };
}

/** The calls that a fault hits, in words. */
export function nameCalls({ vendor, method, path }) {
	const known = CALLS[vendor].find((call) => call[2] === path && call[1] === (method ?? ''));
	if (known !== undefined) return known[0];
	return [method?.toUpperCase(), path].filter(Boolean).join(' ') || 'all calls';
}
