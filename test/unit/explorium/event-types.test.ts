import { readEventTypes, readTimestamp } from '../../../nodes/Explorium/input';

describe('event types', () => {
	it.each([
		['prospect_changed_role prospect_changed_company'],
		['Changed Company, changed role'],
		[['Changed Role', 'prospect_changed_company']],
		['Changed Role\nChanged Company'],
	])('are known by their names in the API and in the form: %j', (value) => {
		expect(readEventTypes(value)).toEqual({
			ok: true,
			value: ['prospect_changed_role', 'prospect_changed_company'],
		});
	});

	it.each(['Changed', 'Changed Role Changed Company', 'role'])('%j is refused', (value) => {
		const read = readEventTypes(value);
		expect(read.ok ? '' : read.failure.message).toContain('prospect_changed_role (Changed Role)');
	});
});

it('a date in the order of the United States is refused, with the order to use', () => {
	const read = readTimestamp('3/15/2026', 'From');
	expect(read.ok ? '' : read.failure.hint).toContain('Write the year first');
});
