import { make, setEmail, setText } from './dom.js';
import { newsOf } from './happenings.js';
import { addJob, makeSystemCell } from './system-cell.js';
import { day, sandboxNow, span, timeOfDay } from './time.js';

const SHOWN_EVENTS = 3;

const KINDS = {
	prospect_changed_company: 'Company',
	prospect_changed_role: 'Role',
	prospect_job_start_anniversary: 'Anniversary',
};

/** What Explorium knows, its last events, and those that it has yet to find out about. */
export function makeExploriumCell(personId) {
	const system = makeSystemCell(personId, 'explorium', 'Explorium');
	const setJob = addJob(system);
	const email = system.addLine('email', make('small', {}));
	const list = make('ul', { className: 'events' });
	const rest = make('small', { hidden: true });
	const unwatched = make('span', {
		className: 'tag',
		textContent: 'not monitored',
		title: 'In no enrollment, so a trigger that watches enrollments does not ask about it',
		hidden: true,
	});
	system.cell.append(list, rest, unwatched);
	let drawn = '';

	function showEvents(events) {
		const last = [...events].sort((a, b) => b.discovered_at - a.discovered_at);
		const lines = last.slice(0, SHOWN_EVENTS);
		const text = JSON.stringify(lines.map(({ event_id }) => event_id));
		if (text !== drawn) list.replaceChildren(...lines.map(makeEvent));
		drawn = text;
		lines.forEach((event, index) => showDiscovery(list.children[index], event));
		rest.hidden = last.length <= SHOWN_EVENTS;
		setText(rest, `and ${last.length - SHOWN_EVENTS} earlier`);
	}

	return {
		cell: system.cell,
		update(person) {
			const known = person.explorium ?? { events: [], monitored: true };
			setJob(known, null);
			setEmail(email, known.email ?? 'not there');
			// The first address is in the first column already.
			email.hidden = known.email === person.email;
			showEvents(known.events);
			unwatched.hidden = known.monitored;
			system.mark(person, known);
		},
	};
}

function makeEvent(event) {
	const kind = make('b', { textContent: KINDS[event.event_name] ?? event.event_name });
	const item = make('li', {}, kind, ` ${newsOf(event)} `, make('small', {}));
	item.title = `event_id ${event.event_id}`;
	return item;
}

function showDiscovery(item, { event_time: time, discovered_at: at }) {
	const left = at - sandboxNow();
	item.classList.toggle('ahead', left > 0);
	const found = left > 0 ? `found out in ${span(left)}` : `found out ${timeOfDay(at)}`;
	setText(item.lastElementChild, `dated ${day(time)}, ${found}`);
}
