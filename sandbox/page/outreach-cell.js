import { make } from './dom.js';
import { addJob, makeSystemCell } from './system-cell.js';

/** What Outreach knows: company, title, tags, and the sequences that the prospect is in. */
export function makeOutreachCell(personId) {
	const system = makeSystemCell(personId, 'outreach', 'Outreach');
	const setJob = addJob(system);
	const setTags = addTags(system, 'tags', 'tags');
	const setSequences = addTags(system, 'sequences', 'sequences');
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
			system.mark(person, { ...job, tags, sequences });
		},
	};
}

function writeSequence({ sequenceId, state }, name) {
	return `${name === null ? '' : `${name}, `}sequence ${sequenceId}: ${state}`;
}

function addTags({ addLine }, name, word) {
	const node = make('div', { className: name });
	let texts = [];
	addLine(name, node, () => `${word} ${texts.join(', ') || 'none'}`);
	return (now) => {
		if (JSON.stringify(now) === JSON.stringify(texts)) return;
		texts = now;
		node.replaceChildren(
			...texts.map((text) => make('span', { className: 'tag', textContent: text })),
		);
	};
}
