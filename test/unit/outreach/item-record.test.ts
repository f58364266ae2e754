import { recordIdIn } from '../../../nodes/Outreach/batches/itemRecord';
import { threadMs } from '../../support/threadMs';

const sent = new Set(['1', '2', '3']);
const prospect = { sent, type: 'prospect' } as const;

describe('the record that the data of a batch item names', () => {
	it.each([
		[2],
		['2'],
		[' 2 '],
		[[2]],
		['[2]'],
		['"2"'],
		[{ id: 2 }],
		[{ id: '2' }],
		[{ ids: [2] }],
		[{ ID: 2 }],
		[{ prospectId: 2 }],
		[{ prospect_id: '2' }],
		[{ 'prospect-id': 2 }],
		[{ prospectIds: [2] }],
		[{ prospect: 2 }],
		[{ prospect: { id: 2 } }],
		[{ prospects: [{ id: 2 }] }],
		[{ recordId: 2 }],
		[{ resourceId: 2 }],
		[{ target: { id: 2 } }],
		[{ data: { id: '2' } }],
		[{ data: '{"id":2}' }],
		[{ data: { type: 'prospect', id: 2 } }],
		[{ relationships: { prospect: { data: { type: 'prospect', id: 2 } } } }],
		[{ type: 'batchItem', id: 1, data: { id: 2 } }],
		[{ payload: { args: [2, { tags: ['x'] }] } }],
		[{ job: { prospectId: 2 } }],
		['{"prospect":{"id":2}}'],
		['"{\\"prospectId\\":2}"'],
		['gid://outreach/Prospect/2'],
		['/api/v2/prospects/2'],
		['prospect_id=2'],
		// Other ids beside it are not mistaken for it.
		[{ id: 1, prospectId: 2 }],
		[{ prospectId: 2, accountId: 3, sequenceId: 1 }],
		[{ prospectId: 2, owner: { id: 3 } }],
		[{ id: 2, attempts: 1, position: 3 }],
		[{ id: 99, resourceId: 2 }],
		[{ prospect: { id: 2, owner: { id: 1 }, score: 3 } }],
		[[2, 99]],
	])('is found in %j', (data) => {
		expect(recordIdIn(data, prospect)).toBe('2');
	});

	it.each([
		[null],
		[undefined],
		[''],
		['not JSON'],
		['{"id":'],
		[true],
		[{}],
		[[]],
		[0],
		[-2],
		[2.5],
		['2.5'],
		[99],
		[{ id: 99 }],
		[[1, 2]],
		[{ ids: [1, 2] }],
		[{ attempts: 2 }],
		[{ score: '2' }],
		[{ field: 'score', value: 2 }],
		[{ owner: { id: 2 } }],
		[{ type: 'sequence', id: 2 }],
		[{ accountId: 2 }],
		[{ sequenceId: 2 }],
		['the 2 of them'],
	])('is not found in %j', (data) => {
		expect(recordIdIn(data, prospect)).toBeUndefined();
	});

	it('is an account where accounts were sent', () => {
		const account = { sent, type: 'account' } as const;
		expect(recordIdIn({ prospectId: 1, accountId: 2 }, account)).toBe('2');
		expect(recordIdIn({ prospectId: 2 }, account)).toBeUndefined();
	});

	it('is looked for only so far, and quickly', () => {
		const deep = (levels: number): unknown =>
			levels === 0 ? { prospectId: 2 } : { data: deep(levels - 1) };
		expect(recordIdIn(deep(5), prospect)).toBe('2');
		expect(recordIdIn(deep(50), prospect)).toBeUndefined();
		const start = threadMs();
		for (const piece of ['prospect ', '[', '{"a":', '2', '\\"', ' ']) {
			recordIdIn(piece.repeat(1_000_000), prospect);
			recordIdIn(piece.repeat(49_000), prospect);
		}
		expect(threadMs() - start).toBeLessThan(1_000);
	});
});
