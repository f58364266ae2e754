import { changedFor, note } from './changes.js';
import { make, setText } from './dom.js';
import { tell } from './say.js';
import { span } from './time.js';

/** What one system knows about a prospect: lines that are marked for a while when they change. */
export function makeSystemCell(personId, system, systemName) {
	const when = make('small', { className: 'when', hidden: true });
	const cell = make('td', { role: 'cell', className: system }, when);
	cell.dataset.label = systemName;
	const keyOf = (name) => `${personId} ${system} ${name}`;
	const lines = [];

	/** Adds a line; `describe` says in words what it holds now, for those who cannot see it. */
	function addLine(name, node, describe = () => node.textContent) {
		lines.push({ key: keyOf(name), node, describe });
		cell.insertBefore(node, when);
		return node;
	}

	/** Takes note of what the lines hold and marks what has changed lately. */
	function mark(person, values) {
		for (const { key, describe } of lines) {
			const value = values[key.slice(keyOf('').length)];
			if (value === undefined || !note(key, value)) continue;
			tell(`${person.name}, ${systemName}: ${describe()}.`);
		}
		const ages = lines.map(({ key, node }) => {
			const age = changedFor(key);
			node.classList.toggle('changed', age !== undefined);
			return age ?? Infinity;
		});
		const latest = Math.min(...ages);
		when.hidden = latest === Infinity;
		if (latest !== Infinity)
			setText(when, latest < 2000 ? 'changed now' : `changed ${span(latest)} ago`);
	}

	return { cell, addLine, mark };
}

/** The lines for company and title, and the word that they lag behind Explorium. */
export function addJob({ addLine, cell }) {
	const company = addLine('company', make('div', { className: 'company' }));
	const title = addLine('title', make('div', { className: 'title' }));
	const behind = make('span', { className: 'tag bad', textContent: 'out of date' });
	return (now, truth) => {
		setText(company, now.company || '–');
		setText(title, now.title || '–');
		const isBehind =
			truth !== null &&
			truth !== undefined &&
			(now.company !== truth.company || now.title !== truth.title);
		if (!isBehind) behind.remove();
		else if (behind.parentNode === null) cell.insertBefore(behind, title.nextSibling);
	};
}

/** A line of short texts, each in a frame. */
export function addTags({ addLine }, name, word) {
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
