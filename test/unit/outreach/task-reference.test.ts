import {
	hasReference,
	isSameNote,
	noteWith,
} from '../../../nodes/Outreach/operations/CreateTask/reference';
import { threadMs } from '../../support/threadMs';

it('puts the reference at the end of the note', () => {
	expect(noteWith('Call her', 'evt_1')).toBe('Call her\n\nReference: evt_1');
	expect(noteWith('', 'evt_1')).toBe('Reference: evt_1');
	expect(noteWith('Call her')).toBe('Call her');
});

it.each(['evt_1', 'a <br> b', 'A & B', 'x: y', 'ünï', "it's <b>"])(
	'finds %j in what it has written',
	(reference) => {
		const note = noteWith('Call\nher', reference);
		expect(hasReference(note, reference)).toBe(true);
		const html = note
			.split('\n')
			.map((line) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
			.join('<br />');
		if (!reference.includes('<br>')) expect(hasReference(html, reference)).toBe(true);
		expect(hasReference(`${note}\nDone`, reference)).toBe(true);
		expect(hasReference(`${note}1`, reference)).toBe(false);
		expect(hasReference(note, `${reference}1`)).toBe(false);
	},
);

it.each([
	'<p>Call her</p><p>Reference: evt_1</p>',
	'Reference:  evt_1 \r\n',
	'a<br>Reference: evt_1',
])('finds it in %j', (note) => expect(hasReference(note, 'evt_1')).toBe(true));

it.each([null, undefined, '', 7, 'evt_1', 'See Reference: evt_1', 'Reference: evt_1 and more'])(
	'does not find it in %j',
	(note) => expect(hasReference(note, 'evt_1')).toBe(false),
);

it('knows a note again, however its lines are broken', () => {
	expect(isSameNote('<p>Call her</p><p>today</p>', 'Call her\n\ntoday')).toBe(true);
	expect(isSameNote(null, '')).toBe(true);
	expect(isSameNote('Call her', '')).toBe(false);
	expect(isSameNote('Call her today', 'Call her')).toBe(false);
});

it('is quick with a long note', () => {
	const start = threadMs();
	hasReference(`Reference: ${'<p '.repeat(30_000)}`, 'x');
	hasReference(`Reference: ${'<'.repeat(65_000)}`, 'x');
	hasReference(`Reference: ${'< '.repeat(32_000)}`, 'x');
	hasReference(`Reference: <${' '.repeat(65_000)}`, 'x');
	expect(threadMs() - start).toBeLessThan(1_000);
});
