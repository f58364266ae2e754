import { ask, control } from './control.js';
import { element, setState, setText } from './dom.js';
import { startRequestDialog } from './request-dialog.js';
import { makeRequestRow } from './request-row.js';
import { say, sayProblem } from './say.js';
import { VENDOR_NAMES, VENDORS } from './vendors.js';

/** As many as somebody would scroll through. */
const SHOWN = 200;

let run;
let last = 0;
let isPaused = false;
/** Raised when another list is wanted, so that an answer about the one before is not used. */
let edition = 0;

/** The requests as they come, newest first. */
export function startRequests(refresh) {
	const open = startRequestDialog();
	const list = element('requests');
	const another = () => {
		startList();
		refresh();
	};
	element('vendor').addEventListener('change', another);
	element('failed').addEventListener('change', another);
	element('pause').addEventListener('click', () => {
		isPaused = !isPaused;
		setState(element('pause'), 'aria-pressed', isPaused);
		refresh();
	});
	element('forget').addEventListener('click', async () => {
		try {
			await control('DELETE', '/requests');
			say('The list of requests is empty.');
		} catch (error) {
			sayProblem(error);
		}
		refresh();
	});
	list.addEventListener('click', ({ target }) => {
		const button = target.closest('button');
		if (button !== null) open(Number(button.dataset.seq));
	});
	return update;
}

function startList() {
	edition += 1;
	last = 0;
	element('requests').replaceChildren();
}

async function update({ run: currentRun, requests, counters, credits }) {
	// Another run of the sandbox numbers its requests from the beginning.
	if (run !== undefined && run !== currentRun) startList();
	run = currentRun;
	dropForgotten(requests.oldest);
	showTotals(counters, credits);
	const waiting = isPaused && last > 0 ? requests.next - 1 - last : 0;
	element('waiting').hidden = !isPaused;
	setText(element('waiting'), `Paused. ${waiting} more since then.`);
	if (!isPaused || last === 0) await load(requests);
	element('no-requests').hidden = element('requests').children.length > 0;
}

async function load({ next }) {
	if (last >= next - 1) return;
	const asked = edition;
	const found = await ask('/requests', {
		vendor: element('vendor').value,
		failed: element('failed').checked ? '1' : '',
		since: last,
		last: SHOWN,
		bodies: '0',
	});
	if (asked !== edition) return;
	const list = element('requests');
	list.prepend(...found.map(makeRequestRow).reverse());
	while (list.children.length > SHOWN) list.lastElementChild.remove();
	last = Math.max(next - 1, found.at(-1)?.seq ?? 0);
}

function dropForgotten(oldest) {
	for (const row of [...element('requests').children].reverse()) {
		if (row.value >= oldest) return;
		row.remove();
	}
}

function showTotals(counters, credits) {
	const totals = VENDORS.map((vendor) => `${VENDOR_NAMES[vendor]} ${counters[vendor].requests}`);
	const refused = VENDORS.reduce((sum, vendor) => sum + counters[vendor].tooManyRequests, 0);
	const broken = counters.schemaViolations;
	setText(
		element('totals'),
		[
			totals.join(', '),
			`${refused} refused for the rate`,
			`${credits.remaining.toLocaleString('en-GB')} Explorium credits left`,
			...(broken > 0 ? [`${broken} replies outside their schema: a bug of the sandbox`] : []),
		].join(' · '),
	);
}
