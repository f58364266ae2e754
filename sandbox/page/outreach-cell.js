import { addMail } from './mail-lines.js';
import { addJob, addTags, makeSystemCell } from './system-cell.js';

/** What Outreach knows: company, title, tags, the sequences of the prospect, and their mail. */
export function makeOutreachCell(personId) {
	const system = makeSystemCell(personId, 'outreach', 'Outreach');
	const setJob = addJob(system);
	const setTags = addTags(system, 'tags', 'tags');
	const setSequences = addTags(system, 'sequences', 'sequences');
	const showMail = addMail(system, 'outreach');
	return {
		cell: system.cell,
		update(person) {
			const known = person.outreach;
			const job = { company: known?.company ?? '', title: known?.title ?? '' };
			if (known === null) job.company = 'not there';
			setJob(job, known === null ? null : person.explorium);
			const tags = [known?.tags ?? []].flat().map(String);
			const sequences = (known?.sequences ?? []).map((one, index) =>
				writeSequence(one, known.sequenceNames[index]),
			);
			setTags(tags);
			setSequences(sequences);
			system.mark(person, { ...job, tags, sequences, ...showMail(person) });
		},
	};
}

function writeSequence({ sequenceId, state }, name) {
	return `${name === null ? '' : `${name}, `}sequence ${sequenceId}: ${state}`;
}
