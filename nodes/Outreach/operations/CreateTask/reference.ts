const LABEL = 'Reference:';

/** A note with a reference at its end, by which the task is known again. */
export function noteWith(note: string, reference?: string): string {
	if (reference === undefined) return note;
	const line = `${LABEL} ${reference}`;
	return note === '' ? line : `${note}\n\n${line}`;
}

/** Line breaks, also as the editor of a note writes them. */
const BREAK = /\r\n?|\n|<\/?(?:br|p|div)\b[^>]{0,200}>/i;

/** Whether a note has a reference on a line of its own. */
export function hasReference(note: unknown, reference: string): boolean {
	if (typeof note !== 'string' || !note.includes(LABEL)) return false;
	return `\n${asLines(note)}\n`.includes(`\n${asLines(`${LABEL} ${reference}`)}\n`);
}

/** Whether two notes say the same, however their lines are broken. */
export function isSameNote(note: unknown, wanted: string): boolean {
	return asLines(typeof note === 'string' ? note : '') === asLines(wanted);
}

const asLines = (note: string) => note.split(BREAK).map(comparable).filter(Boolean).join('\n');

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** A line without what differs where it is written as text or as HTML. */
function comparable(line: string): string {
	return line
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name])
		.replace(/\s+/g, ' ')
		.trim();
}
