import { ask } from './control.js';
import { element, make } from './dom.js';
import { durationText, isGood, statusText } from './request-row.js';
import { sayProblem } from './say.js';
import { timeOfDay } from './time.js';
import { VENDOR_NAMES } from './vendors.js';

/** More text than this in one block makes a browser slow, and nobody reads it. */
const LONGEST = 200_000;

/** Shows one request and its reply in full; returns what opens it. */
export function startRequestDialog() {
	const dialog = element('request-dialog');
	// A click beside the content hits the dialog itself.
	dialog.addEventListener('click', ({ target }) => {
		if (target === dialog) dialog.close();
	});
	return async (seq) => {
		try {
			const request = await ask(`/requests/${seq}`);
			const close = make('button', { type: 'button', className: 'quiet', textContent: 'Close' });
			close.addEventListener('click', () => dialog.close());
			dialog.replaceChildren(content(request, close));
			dialog.showModal();
			close.focus();
		} catch (error) {
			sayProblem(error);
		}
	};
}

function content(request, close) {
	const { vendor, method, path, at, query, fault } = request;
	const status = make('b', {
		className: isGood(request) ? 'good' : 'bad',
		textContent: statusText(request),
	});
	return make(
		'div',
		{ className: 'content' },
		make(
			'div',
			{ className: 'head' },
			make('h2', { id: 'request-title', textContent: `${method} ${path}` }),
			close,
		),
		make(
			'p',
			{ className: 'soft' },
			`${VENDOR_NAMES[vendor]} · `,
			status,
			` · ${durationText(request)} · ${timeOfDay(at)}`,
			fault === null ? '' : ` · hit by fault ${fault}`,
		),
		make(
			'div',
			{ className: 'sides' },
			side('Request', request.requestHeaders, request.requestBody, query),
			side('Reply', request.responseHeaders, request.responseBody),
		),
	);
}

function side(title, headers, body, query = {}) {
	return make(
		'section',
		{ 'aria-label': title },
		make('h3', { textContent: title }),
		Object.keys(query).length === 0 ? null : pairs('Query', query, true),
		pairs('Headers', headers, false),
		make('h4', { textContent: 'Body' }),
		block(`${title} body`, body),
	);
}

function pairs(title, values, open) {
	const rows = Object.entries(values).flatMap(([name, value]) => [
		make('dt', { textContent: name }),
		...[value].flat().map((one) => make('dd', { textContent: String(one) })),
	]);
	const summary = make('summary', { textContent: `${title} (${Object.keys(values).length})` });
	return make('details', { open }, summary, make('dl', {}, ...rows));
}

function block(label, body) {
	if (body === null || body === undefined) {
		return make('p', { className: 'soft', textContent: 'Empty.' });
	}
	const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
	const more = text.length - LONGEST;
	const shown = more > 0 ? `${text.slice(0, LONGEST)}\n… and ${more} more characters` : text;
	// In the tab order, so that the arrow keys scroll it.
	return make('pre', { tabIndex: 0, role: 'region', 'aria-label': label, textContent: shown });
}
