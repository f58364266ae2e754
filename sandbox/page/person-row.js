import { make, setEmail } from './dom.js';
import { makeExploriumCell } from './explorium-cell.js';
import { makeOutreachCell } from './outreach-cell.js';
import { makeSaleshandyCell } from './saleshandy-cell.js';

/** A prospect's row. It is made once and then kept up to date, so that focus and details stay. */
export function makePersonRow(person, buttonsFor) {
	const email = make('small');
	const head = make('th', { scope: 'row', role: 'rowheader' }, make('b', {}, person.name), email);
	const buttons = make('div', { className: 'buttons' }, ...buttonsFor(person));
	const cells = [
		makeExploriumCell(person.id),
		makeSaleshandyCell(person.id),
		makeOutreachCell(person.id),
	];
	const row = make(
		'tr',
		{ id: `person-${person.id}`, role: 'row' },
		head,
		make('td', { role: 'cell', className: 'happen' }, buttons),
		...cells.map(({ cell }) => cell),
	);
	return {
		row,
		update(now) {
			setEmail(email, now.email);
			for (const cell of cells) cell.update(now);
		},
	};
}
