import { make, setText } from './dom.js';
import { addMail } from './mail-lines.js';
import { addJob, addTags, makeSystemCell } from './system-cell.js';

/** Shown by themselves, so not again among the others. */
const PROMINENT = ['Company', 'Job Title'];

/** What Saleshandy knows: company, title, sequences and mail at first sight, the rest on demand. */
export function makeSaleshandyCell(personId) {
	const system = makeSystemCell(personId, 'saleshandy', 'Saleshandy');
	const setJob = addJob(system);
	const setSequences = addTags(system, 'sequences', 'sequences');
	const showMail = addMail(system, 'saleshandy');
	const summary = make('summary', {});
	const list = make('dl', { className: 'attributes' });
	const details = make('details', {}, summary, list);
	let others = {};
	system.addLine('others', details, () =>
		Object.entries(others)
			.map(([label, value]) => `${label} ${value}`)
			.join(', '),
	);
	let drawn = '';

	function showOthers() {
		const entries = Object.entries(others);
		details.hidden = entries.length === 0;
		setText(summary, `${entries.length} more`);
		if (JSON.stringify(entries) === drawn) return;
		drawn = JSON.stringify(entries);
		list.replaceChildren(
			...entries.flatMap(([label, value]) => [
				make('dt', { textContent: label }),
				make('dd', { textContent: value }),
			]),
		);
	}

	return {
		cell: system.cell,
		update(person) {
			const attributes = person.saleshandy?.attributes ?? {};
			const job = { company: attributes.Company ?? '', title: attributes['Job Title'] ?? '' };
			if (person.saleshandy === null) job.company = 'not there';
			setJob(job, person.saleshandy === null ? null : person.explorium);
			const sequences = (person.saleshandy?.sequences ?? []).map(
				({ title, sequenceId, status }) => `${title ?? sequenceId}: ${status}`,
			);
			setSequences(sequences);
			const rest = Object.entries(attributes).filter(([label]) => !PROMINENT.includes(label));
			others = Object.fromEntries(rest);
			showOthers();
			system.mark(person, { ...job, sequences, others, ...showMail(person) });
		},
	};
}
