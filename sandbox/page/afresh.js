import { forgetChanges } from './changes.js';
import { control } from './control.js';
import { element } from './dom.js';
import { say, sayProblem } from './say.js';

/** The dialog that asks before everything is forgotten. */
export function startAfresh(refresh) {
	const dialog = element('afresh-dialog');
	element('afresh').addEventListener('click', () => dialog.showModal());
	element('afresh-cancel').addEventListener('click', () => dialog.close());
	element('afresh-form').addEventListener('submit', async () => {
		try {
			const people = Number(element('afresh-people').value);
			const answer = await control('POST', '/reset', { people });
			forgetChanges();
			say(`Everything is as it was at the start, with ${answer.people} prospects.`);
		} catch (error) {
			sayProblem(error);
		}
		refresh();
	});
}
