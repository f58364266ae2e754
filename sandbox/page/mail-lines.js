import { make, setEmail, setText } from './dom.js';
import { day, sandboxNow, span } from './time.js';

const SHOWN_SENT = 2;

/** What a system mails next to a prospect and where to, and what it has sent last. */
export function addMail({ addLine }, vendor) {
	const next = make('ul', { className: 'mail' });
	const sent = make('ul', { className: 'mail soft' });
	addLine('next', next, () => [...next.children].map(wordsOf).join('; ') || 'no next mail');
	addLine('sent', sent, () => wordsOf(sent.firstElementChild));
	let drawn = '';

	/** Shows it; returns what is to be marked when it changes. */
	return (person) => {
		const mails = (which) => person.mail[which].filter((one) => one.vendor === vendor);
		const coming = mails('next');
		const gone = mails('sent').slice(-SHOWN_SENT).reverse();
		const own = person[vendor]?.id;
		const text = JSON.stringify([coming, gone]);
		if (text !== drawn) {
			next.replaceChildren(...coming.map((one) => makeLine(one, own, 'has left this address')));
			sent.replaceChildren(...gone.map((one) => makeLine(one, own, wordFor(one))));
			drawn = text;
		}
		coming.forEach((one, index) => setText(next.children[index].firstElementChild, dueOf(one)));
		gone.forEach((one, index) => setText(sent.children[index].firstElementChild, goneOf(one)));
		// Not the mail as a whole: that a moment draws near is no change.
		return { next: coming.map(keyOf), sent: gone.map(keyOf) };
	};
}

function makeLine(mail, ownRecord, warning) {
	const when = make('span');
	const address = make('span', { className: 'address' });
	setEmail(address, mail.to);
	const record = mail.recordId === ownRecord ? '' : `, record ${mail.recordId}`;
	const rest = `, ${mail.sequenceName}, step ${mail.step}${record}`;
	const isBad = isWarned(mail);
	const tag = isBad ? make('span', { className: 'tag bad', textContent: warning }) : null;
	const line = make('li', { className: isBad ? 'bad' : '' }, when, ' to ', address, rest, ' ');
	if (tag !== null) line.append(tag);
	return line;
}

/** A mail that went out while the address was good is nothing to warn of. */
function isWarned({ left, leftBefore }) {
	return leftBefore ?? left;
}

function wordFor({ bounced }) {
	return bounced ? 'bounced: had left this address' : 'had left this address';
}

function dueOf({ at }) {
	const left = Date.parse(at) - sandboxNow();
	return left < 1000 ? 'Next mail: now' : `Next mail: in ${span(left)}`;
}

function goneOf({ at }) {
	return `Sent ${day(at)}`;
}

function keyOf({ recordId, sequenceId, step, to, left, leftBefore }) {
	return [recordId, sequenceId, step, to, leftBefore ?? left];
}

function wordsOf(line) {
	return line?.textContent.trim() ?? '';
}
