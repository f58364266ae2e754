import { control } from './control.js';
import { element, make, setState } from './dom.js';
import { sayProblem } from './say.js';
import { firstOfMonth } from './time.js';
import { sayWhatNext } from './what-next.js';

const HAPPENINGS = [
	['Change company', 'change-company'],
	['Change role', 'change-role'],
	['Work anniversary', 'anniversary'],
];

/** What can happen to a prospect; returns what makes the buttons for one. */
export function startHappenings(refresh) {
	const delay = element('delay');
	delay.addEventListener('change', () => {
		const isOwn = delay.value === 'own';
		element('own-delay').hidden = !isOwn;
		if (isOwn) element('own-seconds').select();
	});
	return (person) => HAPPENINGS.map(([label, what]) => makeButton(person, label, what, refresh));
}

function makeButton(person, label, what, refresh) {
	const button = make('button', { type: 'button', className: 'quiet', textContent: label });
	button.setAttribute('aria-label', `${label}: ${person.name}`);
	button.addEventListener('click', async () => {
		// Not disabled meanwhile: that would take the focus away from somebody at the keyboard.
		if (button.getAttribute('aria-disabled') === 'true') return;
		setState(button, 'aria-disabled', true);
		try {
			const event = await control('POST', `/people/${person.id}/${what}`, order());
			sayWhatNext(`${person.name}: ${newsOf(event)}`, event);
			await refresh();
		} catch (error) {
			sayProblem(error);
		} finally {
			setState(button, 'aria-disabled', false);
		}
	});
	return button;
}

function order() {
	const seconds = element('delay').value === 'own' ? ownSeconds() : Number(element('delay').value);
	const monthsBack = element('dated').value;
	return {
		discoveredInSeconds: seconds,
		...(monthsBack === '' ? {} : { event_time: firstOfMonth(Number(monthsBack)) }),
	};
}

function ownSeconds() {
	const field = element('own-seconds');
	if (field.value !== '' && field.checkValidity()) return Number(field.value);
	field.focus();
	throw new Error('enter the seconds as a whole number, 0 or more.');
}

/** What an event says, in words. */
export function newsOf({ event_name: name, data }) {
	if (name === 'prospect_job_start_anniversary') {
		return `${data.years_at_company ?? '?'} years at ${data.company_name ?? '?'}`;
	}
	return `${data.current_job_title ?? '?'} at ${data.current_company_name ?? '?'}`;
}
