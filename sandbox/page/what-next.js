import { ask } from './control.js';
import { element, make } from './dom.js';
import { say, sayUntilClick } from './say.js';
import { sandboxNow, span } from './time.js';

/** n8n looks once a minute, and takes some seconds for it. */
const LOOKS_WITHIN_MS = 75_000;
const FETCH_EVENTS = /^\/v\d+\/prospects\/events$/;

/** The address of the n8n that works with this sandbox; null where the sandbox runs alone. */
let n8n = null;
/** The number of the last request so far. */
let last = 0;
/** What somebody at the page waits for, if anything. */
let awaited;

/** Follows an event until n8n has it, and shows where n8n is. */
export function startWhatNext() {
	const link = element('n8n');
	return async (overview) => {
		n8n = overview.n8n;
		link.hidden = n8n === null;
		if (n8n !== null) link.href = n8n;
		last = overview.requests.next - 1;
		if (awaited !== undefined) await follow(awaited);
	};
}

/** Says what has happened to a person, and what comes of it when. */
export function sayWhatNext(news, event) {
	awaited = undefined;
	const left = event.discovered_at - sandboxNow();
	const isKnown = left < 500;
	const found = isKnown ? 'Explorium knows' : `Explorium finds out in ${span(left)}`;
	if (n8n === null) return say(`${news}. ${found}.`);
	const looks = isKnown
		? '. n8n looks within a minute.'
		: ', and n8n looks within a minute after that.';
	const isShown = sayUntilClick(`${news}. ${found}${looks}`, linkToN8n());
	awaited = { news, event, isShown, since: last, hasLooked: false };
}

async function follow(one) {
	const { discovered_at: known } = one.event;
	const upTo = last;
	const fetches = upTo > one.since ? await fetchesSince(one.since, known) : [];
	one.since = upTo;
	one.hasLooked ||= fetches.length > 0;
	if (
		fetches.some(({ responseBody }) =>
			JSON.stringify(responseBody ?? null).includes(one.event.event_id),
		)
	)
		return end(one, () => say(`${one.news}. n8n has it now.`));
	if (sandboxNow() - known > LOOKS_WITHIN_MS)
		end(one, () => sayUntilClick(whyNot(one), linkToN8n()));
}

/** Says how the waiting ended, unless the person at the page is at something else by now. */
function end(one, sayIt) {
	if (awaited !== one) return;
	awaited = undefined;
	if (one.isShown()) sayIt();
}

/** The calls for events that Explorium has answered after that request, and not before that time. */
async function fetchesSince(since, time) {
	const lines = await ask('/requests', { vendor: 'explorium', since, bodies: '0' });
	const fetches = lines.filter(
		({ path, status, at }) => FETCH_EVENTS.test(path) && status === 200 && Date.parse(at) >= time,
	);
	return Promise.all(fetches.map(({ seq }) => ask(`/requests/${seq}`)));
}

function whyNot({ news, hasLooked }) {
	return hasLooked
		? `${news}. n8n has looked, but not for this: its active workflows watch other events, other people or a shorter time.`
		: `${news}. n8n has not looked yet. Is a workflow with the trigger active?`;
}

function linkToN8n() {
	return make('a', {
		href: `${n8n}/home/executions`,
		target: '_blank',
		rel: 'noopener',
		textContent: 'Open n8n',
	});
}
