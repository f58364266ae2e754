import { forgetChanges } from './changes.js';
import { control } from './control.js';
import { element } from './dom.js';
import { say, sayProblem } from './say.js';

/** The dialog that asks before everything is forgotten. */
export function startOver(refresh) {
	const dialog = element('start-over-dialog');
	element('start-over').addEventListener('click', () => dialog.showModal());
	element('start-over-cancel').addEventListener('click', () => dialog.close());
	element('start-over-form').addEventListener('submit', async () => {
		try {
			const people = Number(element('start-over-people').value);
			const answer = await control('POST', '/reset', { people });
			forgetChanges();
			say(`Everything is as it was at the start, with ${answer.people} prospects.`);
		} catch (error) {
			sayProblem(error);
		}
		refresh();
	});
}
