import { control } from './control.js';
import { element, make, setChildren, setText } from './dom.js';
import { describeFault, describeLimit, describeSwitch, isUsedUp } from './fault-words.js';
import { say, sayProblem } from './say.js';
import { defaults } from './defaults.js';
import { VENDOR_NAMES, VENDORS } from './vendors.js';

const items = new Map();

/** The list of what is on, with a button to switch each off, and one for all. */
export function startActiveFaults(refresh) {
	element('clear-faults').addEventListener('click', async () => {
		try {
			await control('POST', '/restore');
			say('All faults are off.');
			await refresh();
		} catch (error) {
			sayProblem(error);
		}
	});
	return async (overview) => show(await listActive(overview), refresh);
}

/** Everything that is not as it was at the start, with the call that takes it back. */
async function listActive({ run, faults, switches, limits }) {
	const { switches: known, limits: usual } = await defaults(run);
	const active = [];
	for (const fault of faults) {
		if (isUsedUp(fault)) continue;
		const off = () => control('DELETE', `/faults/${fault.id}`);
		active.push({ key: `fault ${fault.id}`, vendor: fault.vendor, ...describeFault(fault), off });
	}
	for (const vendor of VENDORS) {
		if (!isSameLimit(limits[vendor], usual[vendor].default)) {
			const off = () => control('POST', '/limits', { [vendor]: usual[vendor].default });
			active.push({ key: `limit ${vendor}`, vendor, ...describeLimit(limits[vendor]), off });
		}
		for (const [name, value] of Object.entries(switches[vendor])) {
			const definition = known[vendor][name];
			if (value === definition.default) continue;
			const back = { [vendor]: { [name]: definition.default } };
			const off = () => control('POST', '/switches', back);
			const words = describeSwitch(name, value, definition);
			active.push({ key: `switch ${vendor} ${name}`, vendor, ...words, off });
		}
	}
	return active;
}

function isSameLimit(limit, usual) {
	return limit !== null && Object.entries(usual).every(([name, value]) => limit[name] === value);
}

function show(active, refresh) {
	const list = element('active');
	const place = [...list.children].findIndex((item) => item.contains(document.activeElement));
	const keys = new Set(active.map(({ key }) => key));
	for (const key of items.keys()) if (!keys.has(key)) items.delete(key);
	for (const one of active) {
		if (!items.has(one.key)) items.set(one.key, makeItem(one, refresh));
		items.get(one.key).update(one);
	}
	const isClearFocused = document.activeElement === element('clear-faults');
	setChildren(
		list,
		active.map(({ key }) => items.get(key).node),
	);
	element('clear-faults').hidden = active.length === 0;
	element('no-faults').hidden = active.length > 0;
	keepFocus(list, place, isClearFocused && active.length === 0);
	showAlarm(active);
}

/** Whoever switched one off at the keyboard goes on from the next one. */
function keepFocus(list, place, isClearGone) {
	const isGone = place >= 0 && !list.contains(document.activeElement);
	if (!isGone && !isClearGone) return;
	const next = list.children[Math.min(place, list.children.length - 1)];
	(next?.querySelector('button') ?? element('faults-heading')).focus();
}

function makeItem({ vendor, what, off }, refresh) {
	const words = make('b');
	const when = make('small');
	const button = make('button', { type: 'button', className: 'quiet', textContent: 'Switch off' });
	button.setAttribute('aria-label', `Switch off: ${VENDOR_NAMES[vendor]}, ${what}`);
	button.addEventListener('click', async () => {
		try {
			await off();
			say(`${VENDOR_NAMES[vendor]}: ${what}. Switched off.`);
			await refresh();
		} catch (error) {
			sayProblem(error);
		}
	});
	const name = make('span', { className: `vendor ${vendor}`, textContent: VENDOR_NAMES[vendor] });
	return {
		node: make('li', {}, make('span', { className: 'words' }, name, ' ', words, when), button),
		update(now) {
			setText(words, now.what);
			setText(when, now.when);
		},
	};
}

/** At the top of the page, so that nobody wonders why calls fail. */
function showAlarm(active) {
	const counts = VENDORS.map((vendor) => [
		VENDOR_NAMES[vendor],
		active.filter((one) => one.vendor === vendor).length,
	]);
	const parts = counts.filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
	element('alarm').hidden = parts.length === 0;
	setText(element('alarm'), `Faults on: ${parts.join(', ')}`);
}
