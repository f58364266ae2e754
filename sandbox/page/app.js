// Looks at the sandbox once a second, and hands what it sees to the parts of the page.

import { showAccess } from './access.js';
import { startActiveFaults } from './active-faults.js';
import { startOver } from './start-over.js';
import { ask, isSilence } from './control.js';
import { element, setText } from './dom.js';
import { startFaultForm } from './fault-form.js';
import { startHappenings } from './happenings.js';
import { startPeople } from './people.js';
import { startRequests } from './requests.js';
import { startSaying, unsay } from './say.js';
import { startSwitches } from './switches.js';
import { day, setSandboxTime } from './time.js';
import { startWhatNext } from './what-next.js';

const POLL_MS = 1000;

let looking;
let again = false;
let timer;

/** Looks now; when it is looking already, once more after that. */
function refresh() {
	again = looking !== undefined;
	looking ??= look().finally(() => {
		looking = undefined;
		return again ? refresh() : undefined;
	});
	return looking;
}

async function look() {
	clearTimeout(timer);
	try {
		const overview = await ask('/overview');
		setSandboxTime(overview.now);
		await Promise.all(parts.map((update) => update(overview)));
		connected(`Running. Sandbox date: ${day(overview.now)}`, true);
	} catch (error) {
		const text = isSilence(error)
			? 'The sandbox does not answer. Is it still running?'
			: `The sandbox says: ${error.message}`;
		connected(text, false);
	}
	// Nobody watches a hidden page. What changed meanwhile is marked when it is looked at again.
	if (!document.hidden) timer = setTimeout(refresh, POLL_MS);
}

function connected(text, isWell) {
	setText(element('connection'), text);
	element('connection').classList.toggle('bad', !isWell);
}

const parts = [
	startPeople(refresh, startHappenings(refresh)),
	startRequests(refresh),
	startActiveFaults(refresh),
	startSwitches(refresh),
	startWhatNext(),
];
startSaying();
startFaultForm(refresh);
startOver(refresh);
showAccess();

document.addEventListener('visibilitychange', () => {
	if (!document.hidden) refresh();
});
document.addEventListener('keydown', (event) => {
	if (event.key === 'Escape') unsay();
	const isTyping = event.target.closest?.('input, select, textarea, dialog') !== null;
	if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
	event.preventDefault();
	element('search').focus();
});
refresh();
