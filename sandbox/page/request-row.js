import { make } from './dom.js';
import { timeOfDay } from './time.js';
import { VENDOR_NAMES } from './vendors.js';

/** One line of the list; the bodies are fetched when somebody opens it. */
export function makeRequestRow(request) {
	const { seq, at, vendor, method, path, query, fault } = request;
	const cell = (className, textContent) => make('span', { className, textContent });
	const button = make(
		'button',
		{ type: 'button', className: 'request', 'aria-haspopup': 'dialog' },
		cell('time', timeOfDay(at)),
		cell(`vendor ${vendor}`, VENDOR_NAMES[vendor]),
		cell(`status ${isGood(request) ? 'good' : 'bad'}`, statusText(request)),
		cell('duration', durationText(request)),
		cell('path', `${method} ${path}${queryText(query)}`),
	);
	if (fault !== null) button.append(make('span', { className: 'tag bad', textContent: 'fault' }));
	button.dataset.seq = seq;
	return make('li', { value: seq }, button);
}

/** Whether the client got an answer it can use. */
export const isGood = ({ status }) => status >= 200 && status < 400;

/** The status, or that there was no answer. */
export const statusText = ({ status }) => (status === 0 ? 'no answer' : String(status));

/** How long the answer took; a request that is left hanging has no end. */
export const durationText = ({ durationMs }) => (durationMs === null ? '–' : `${durationMs} ms`);

function queryText(query) {
	const text = new URLSearchParams(
		Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
	).toString();
	if (text === '') return '';
	try {
		return `?${decodeURIComponent(text)}`;
	} catch {
		return `?${text}`;
	}
}
