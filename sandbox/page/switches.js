import { control } from './control.js';
import { defaults } from './defaults.js';
import { element, make } from './dom.js';
import { say, sayProblem } from './say.js';
import { VENDOR_NAMES } from './vendors.js';

/** Every switch of every vendor, drawn when somebody opens the list. */
export function startSwitches(refresh) {
	let setters = [];
	element('switches').addEventListener('toggle', refresh);
	return async ({ run, switches }) => {
		if (!element('switches').open) return;
		if (setters.length === 0) {
			setters = draw((await defaults(run)).switches, refresh);
		}
		for (const set of setters) set(switches);
	};
}

function draw(vendors, refresh) {
	const setters = [];
	const groups = Object.entries(vendors).map(([vendor, definitions]) => {
		const rows = Object.entries(definitions).map(([name, definition]) => {
			const { row, set } = makeSwitch(vendor, name, definition, refresh);
			setters.push((values) => set(values[vendor][name]));
			return row;
		});
		return make('fieldset', {}, make('legend', { textContent: VENDOR_NAMES[vendor] }), ...rows);
	});
	element('switch-list').replaceChildren(...groups);
	return setters;
}

function makeSwitch(vendor, name, definition, refresh) {
	const node = makeControl(definition);
	const isFlag = typeof definition.default === 'boolean';
	const read = { boolean: () => node.checked, number: () => Number(node.value) };
	node.addEventListener('change', async () => {
		const value = (read[typeof definition.default] ?? (() => node.value))();
		try {
			await control('POST', '/switches', { [vendor]: { [name]: value } });
			say(`${VENDOR_NAMES[vendor]}: ${name} is ${isFlag ? (value ? 'on' : 'off') : value} now.`);
		} catch (error) {
			sayProblem(error);
		}
		refresh();
	});
	const id = `switch-${vendor}-${name}`;
	node.id = id;
	node.setAttribute('aria-describedby', `${id}-text`);
	const label = make('label', { htmlFor: id, textContent: name });
	const text = make('small', { id: `${id}-text`, textContent: definition.description });
	const row = make('div', { className: 'switch' }, label, node, text);
	return {
		row,
		set(value) {
			row.classList.toggle('changed', value !== definition.default);
			// Somebody may be choosing right now.
			if (document.activeElement === node) return;
			if (isFlag) node.checked = value;
			else node.value = String(value);
		},
	};
}

function makeControl({ default: initial, values }) {
	if (typeof initial === 'boolean') return make('input', { type: 'checkbox' });
	if (values === undefined) return make('input', { type: 'number', step: 1 });
	return make('select', {}, ...values.map((value) => make('option', { value }, value)));
}
