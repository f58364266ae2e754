import { element, make } from './dom.js';

const SHOWN_MS = 12_000;
const NEWS_KEPT = 20;

let timer;

/** Shows the outcome of what the person at the page did, and has it read out. */
export function say(text, isBad = false) {
	const node = element('said');
	node.hidden = false;
	node.classList.toggle('bad', isBad);
	// The same words twice are two outcomes.
	node.replaceChildren(make('span', { textContent: text }));
	clearTimeout(timer);
	timer = setTimeout(unsay, SHOWN_MS);
}

/** Takes the outcome off the page before its time. */
export function unsay() {
	element('said').hidden = true;
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
