import { callsOf, narrowTo } from './calls.js';
import { control } from './control.js';
import { element, make } from './dom.js';
import { kindsOf } from './fault-kinds.js';
import { say, sayProblem } from './say.js';
import { VENDOR_NAMES, VENDORS } from './vendors.js';

const HOW_OFTEN = [
	['Always', { times: 'always' }],
	['The next time', {}],
	['The next 3 times', { times: 3 }],
	['Every 2nd time', { times: 'always', every: 2 }],
	['Every 5th time', { times: 'always', every: 5 }],
];
const ALL_CALLS = 'All calls';
const OWN_PATH = 'Own pattern of the path';

/** The form that switches a fault on. */
export function startFaultForm(refresh) {
	const form = element('fault-form');
	const vendor = select(VENDORS.map((one) => [one, VENDOR_NAMES[one]]));
	const kind = select([]);
	const value = make('span');
	const calls = select([]);
	const path = make('input', { type: 'text', value: '^/', spellcheck: false });
	const often = select(HOW_OFTEN.map(([name], index) => [String(index), name]));
	const callsLabel = label('Which calls', calls);
	const pathLabel = label('Pattern (regular expression)', path);
	const oftenLabel = label('How often', often);
	form.append(
		label('Vendor', vendor),
		label('Fault', kind),
		value,
		callsLabel,
		pathLabel,
		oftenLabel,
		make('button', { type: 'submit', textContent: 'Switch on' }),
	);

	const chosen = () => kindsOf(vendor.value).find(({ name }) => name === kind.value);
	const showField = () => {
		const { field, fault } = chosen();
		value.replaceChildren(...(field === undefined ? [] : [label(field.label, input(field))]));
		// A rate limit or a switch holds for all calls until it is switched off.
		for (const one of [callsLabel, oftenLabel]) one.hidden = fault === undefined;
		pathLabel.hidden = fault === undefined || calls.value !== OWN_PATH;
	};
	const showVendor = () => {
		const before = kind.value;
		fill(
			kind,
			kindsOf(vendor.value).map(({ name }) => [name, name]),
			before,
		);
		fill(
			calls,
			[ALL_CALLS, ...callsOf(vendor.value), OWN_PATH].map((name) => [name, name]),
		);
		showField();
	};
	vendor.addEventListener('change', showVendor);
	kind.addEventListener('change', showField);
	calls.addEventListener('change', showField);
	showVendor();

	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const given = Number(value.querySelector('input, select')?.value);
		const which = calls.value === OWN_PATH ? { path: path.value } : narrowed(vendor, calls);
		try {
			await order(vendor.value, chosen(), given, { ...which, ...HOW_OFTEN[often.value][1] });
			say(`${VENDOR_NAMES[vendor.value]}: ${kind.value}. Switched on.`);
			await refresh();
		} catch (error) {
			sayProblem(error);
		}
	});
}

function narrowed(vendor, calls) {
	return calls.value === ALL_CALLS ? {} : narrowTo(vendor.value, calls.value);
}

function order(vendor, kind, value, when) {
	if (kind.limit !== undefined) return control('POST', '/limits', { [vendor]: kind.limit(value) });
	if (kind.switches !== undefined) {
		return control('POST', '/switches', { [vendor]: kind.switches(value) });
	}
	return control('POST', '/faults', { vendor, ...when, ...kind.fault(vendor, value) });
}

let labels = 0;

/** A control with its label beside it, not around it: its options are no part of its name. */
function label(text, control) {
	labels += 1;
	control.id = `fault-field-${labels}`;
	const name = make('label', { htmlFor: control.id, textContent: text });
	return make('span', { className: 'field' }, name, control);
}

function input({ choices, initial, min, max }) {
	if (choices === undefined) {
		return make('input', { type: 'number', min, max, step: 1, required: true, value: initial });
	}
	const node = select(choices.map((one) => [String(one), String(one)]));
	node.value = String(initial);
	return node;
}

function select(options) {
	const node = make('select');
	fill(node, options);
	return node;
}

function fill(node, options, chosen) {
	node.replaceChildren(...options.map(([value, text]) => make('option', { value }, text)));
	if (options.some(([value]) => value === chosen)) node.value = chosen;
}
