import { note } from './changes.js';
import { ask } from './control.js';
import { element, make, setChildren, setState, setText } from './dom.js';
import { makePersonRow } from './person-row.js';

/** A page of rows: quick to draw and to ask for, however many prospects there are. */
const PAGE = 25;
const TYPING_MS = 150;
/** On a narrow window so many are shown until somebody wants all; as in people.css. */
const FIRST = 3;

let from = 0;
let found = 0;
const rows = new Map();

/** The prospects side by side in the three systems. */
export function startPeople(refresh, buttonsFor) {
	let typing;
	const lookFromStart = () => {
		from = 0;
		refresh();
	};
	element('search').addEventListener('input', () => {
		clearTimeout(typing);
		typing = setTimeout(lookFromStart, TYPING_MS);
	});
	element('with-events').addEventListener('change', lookFromStart);
	turnPages(refresh);
	showAllOnRequest();
	return () => update(buttonsFor);
}

function turnPages(refresh) {
	const turn = (pages) => {
		const wanted = from + pages * PAGE;
		if (wanted < 0 || wanted >= found) return;
		from = wanted;
		refresh();
	};
	element('previous').addEventListener('click', () => turn(-1));
	element('next').addEventListener('click', () => turn(1));
}

/** What is shown is up to the style sheet, which knows how wide the window is. */
function showAllOnRequest() {
	const people = element('people');
	element('all').addEventListener('click', () => {
		const isAll = people.classList.toggle('all');
		nameAllButton();
		// Whoever is at the keyboard goes on where the others begin.
		if (isAll) people.children[FIRST]?.querySelector('button')?.focus({ preventScroll: true });
		else element('all').scrollIntoView({ block: 'nearest' });
	});
}

function nameAllButton() {
	const people = element('people');
	const count = people.children.length;
	const isAll = people.classList.contains('all');
	const all =
		found > count ? `Show all ${count} prospects of this page` : `Show all ${count} prospects`;
	element('all').hidden = count <= FIRST;
	setText(element('all'), isAll ? `Show the first ${FIRST} only` : all);
	setState(element('all'), 'aria-expanded', isAll);
}

async function update(buttonsFor) {
	const list = await ask('/people', {
		search: element('search').value.trim(),
		only: element('with-events').checked ? 'with-events' : '',
		from,
		count: PAGE,
	});
	found = list.found;
	if (from > 0 && from >= found) {
		from = Math.max(0, Math.ceil(found / PAGE) - 1) * PAGE;
		return update(buttonsFor);
	}
	show(list, buttonsFor);
}

function show({ people, total }, buttonsFor) {
	const ids = new Set(people.map(({ id }) => id));
	for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
	for (const person of people) {
		// A name belongs to the labels of the buttons, so another name makes another row.
		const renamed = note(`${person.id} name`, person.name);
		if (renamed || !rows.has(person.id)) rows.set(person.id, makePersonRow(person, buttonsFor));
		rows.get(person.id).update(person);
	}
	const drawn = people.map(({ id }) => rows.get(id).row);
	setChildren(element('people'), drawn.length > 0 ? drawn : [emptyRow(total)]);
	nameAllButton();
	showPosition(people.length, total);
}

function emptyRow(total) {
	const text = total === 0 ? 'There are no prospects.' : 'No prospect fits.';
	const cell = make('td', { role: 'cell', colSpan: 5, className: 'soft', textContent: text });
	return make('tr', { role: 'row' }, cell);
}

function showPosition(count, total) {
	const range = found <= PAGE ? `${found}` : `${from + 1} to ${from + count} of ${found}`;
	const rest = found === total ? '' : ` (of ${total} in all)`;
	setText(element('shown'), `${range} prospect${found === 1 ? '' : 's'}${rest}`);
	for (const id of ['previous', 'next']) element(id).hidden = found <= PAGE;
	setState(element('previous'), 'aria-disabled', from === 0);
	setState(element('next'), 'aria-disabled', from + count >= found);
}
