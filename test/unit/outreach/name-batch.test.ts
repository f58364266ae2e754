import { batchOf } from '../../../nodes/Outreach/batches/batch';
import { nameBatch } from '../../../nodes/Outreach/batches/nameBatch';

const NOW = Date.UTC(2026, 10, 27, 12);
const CREATED = '2026-11-25T14:02:00.000Z';

const named = (attributes: object, zone?: string) =>
	nameBatch(
		batchOf({ type: 'batch', id: 7, attributes: { createdAt: CREATED, ...attributes } }),
		zone,
		NOW,
	);

it.each<[object, string]>([
	[
		{ action: 'prospectsAddTags', state: 'confirming', total: 120, confirmCount: 120 },
		'Add tags · 120 prospects · waiting · 25 Nov 14:02',
	],
	[
		{ action: 'accountsDestroyAll', state: 'finished', total: 1 },
		'Delete · 1 account · finished · 25 Nov 14:02',
	],
	[
		{ action: 'customObjectBulkDelete', state: 'pending', total: 3 },
		'Delete custom objects · 3 records · pending · 25 Nov 14:02',
	],
	[{ action: 'prospectsDance', state: 'pending' }, 'prospectsDance · pending · 25 Nov 14:02'],
	[{ action: null, state: null, createdAt: 'soon' }, 'Batch'],
	[
		{ action: 'prospectsPauseAll', state: 'failed', total: 2, createdAt: '2025-01-03T04:05:06Z' },
		'Pause sequences · 2 prospects · failed · 3 Jan 2025 04:05',
	],
])('%j', (attributes, name) => {
	expect(named(attributes)).toBe(name);
});

it('tells the time as in the time zone of the workflow', () => {
	expect(named({ action: 'prospectsAddTags', state: 'finished' }, 'Asia/Tokyo')).toBe(
		'Add tags · finished · 25 Nov 23:02',
	);
});
