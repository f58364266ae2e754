import { element, make } from './dom.js';

const SHOWN_MS = 12_000;
const NEWS_KEPT = 20;

let timer;
let staysUntilClick = false;

/** Shows the outcome of what the person at the page did, and has it read out. */
export function say(text, isBad = false) {
	show([text], isBad);
	timer = setTimeout(unsay, SHOWN_MS);
}

/**
 * Shows what somebody waits for, with a link, until they click something else or another outcome
 * takes its place; returns what tells whether it is still there.
 */
export function sayUntilClick(text, link) {
	const message = show([`${text} `, link], false);
	staysUntilClick = true;
	return () => message.isConnected;
}

/** Takes the outcome off the page before its time. */
export function unsay() {
	element('said').replaceChildren();
}

/** A click elsewhere says that what stayed until then has been read. */
export function startSaying() {
	const isElsewhere = ({ target }) => !element('said').contains(target);
	// Before the click does what it is for, which may be to say something.
	document.addEventListener(
		'click',
		(event) => {
			if (staysUntilClick && isElsewhere(event)) unsay();
		},
		{ capture: true },
	);
}

/** Shows why something did not work. */
export function sayProblem(error) {
	say(`That did not work: ${error.message}`, true);
}

/** Has something read out that the page shows elsewhere, such as a change in a system. */
export function tell(text) {
	const log = element('news');
	log.append(make('span', { textContent: `${text} ` }));
	while (log.children.length > NEWS_KEPT) log.firstElementChild.remove();
}

function show(parts, isBad) {
	clearTimeout(timer);
	staysUntilClick = false;
	const node = element('said');
	node.classList.toggle('bad', isBad);
	// The same words twice are two outcomes.
	const message = make('span', {}, ...parts);
	node.replaceChildren(message);
	return message;
}
