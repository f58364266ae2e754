import type {
	AccountInput,
	AccountKeys,
} from '../../../nodes/Outreach/operations/CreateOrUpdateAccount/readAccount';
import {
	joinByAccount,
	tellingTexts,
} from '../../../nodes/Outreach/operations/CreateOrUpdateAccount/sameAccount';
import { threadMs } from '../../support/threadMs';

const input = (itemIndex: number, keys: AccountKeys, more: Partial<AccountInput> = {}) => ({
	input: {
		itemIndex,
		keys,
		tags: [],
		ifFound: 'update',
		ifNotFound: 'create',
		shape: 'simplified',
		...more,
	} as unknown as AccountInput,
	fields: {},
});
const itemsOf = async (...inputs: Array<ReturnType<typeof input>>) =>
	(await joinByAccount(inputs)).map(({ items }) => items);

it('joins items that share a key, and those that come to share one', async () => {
	expect(
		await itemsOf(
			input(0, { domain: 'acme.com' }),
			input(1, { domain: 'other.com' }),
			input(2, { domain: 'www.Acme.com', customId: 'k' }),
			input(3, { customId: 'k' }),
		),
	).toEqual([[0, 2, 3], [1]]);
});

it.each([
	['ID', { id: 1, domain: 'acme.com' }, { id: 2, domain: 'acme.com' }],
	['custom ID', { customId: 'a', domain: 'acme.com' }, { customId: 'b', domain: 'acme.com' }],
	['domain', { customId: 'a', domain: 'acme.com' }, { customId: 'a', domain: 'acme.de' }],
])('keeps apart what has another %s', async (_, one, other) => {
	expect(await itemsOf(input(0, one), input(1, other))).toEqual([[0], [1]]);
});

it.each([
	['domain', { id: 1, domain: 'acme.com' }],
	['custom ID', { id: 1, customId: 'a' }],
])(
	'keeps what gives only the ID apart from what gives a %s, which may be of another account',
	async (_, keys) => {
		expect(
			await itemsOf(input(0, { id: 1 }), input(1, keys), input(2, { id: 1 }), input(3, keys)),
		).toEqual([
			[0, 2],
			[1, 3],
		]);
	},
);

it('keeps apart what is to be treated in another way', async () => {
	const keys = { domain: 'acme.com' };
	expect(await itemsOf(input(0, keys), input(1, keys, { ifFound: 'leave' }))).toEqual([[0], [1]]);
});

it('joins no companies by their name alone, and puts those that have only one last', async () => {
	expect(
		await itemsOf(
			input(0, { name: 'Acme' }),
			input(1, { name: 'Acme', domain: 'acme.com' }),
			input(2, { name: 'Acme', domain: 'acme.de' }),
			input(3, { name: ' ACME ' }),
		),
	).toEqual([[1], [2], [0, 3]]);
});

it('takes the later values, all tags, and the first name', async () => {
	const [write, ...others] = await joinByAccount([
		{
			...input(0, { domain: 'acme.com', name: 'A' }, { tags: ['a'], ownerId: 1 }),
			fields: { x: 1, y: 1 },
		},
		{ ...input(1, { domain: 'acme.com', name: 'B' }, { tags: ['a', 'b'] }), fields: { x: 2 } },
		{ ...input(2, { domain: 'acme.com' }, { ownerId: 3 }), fields: {} },
	]);
	expect(others).toEqual([]);
	expect(write).toMatchObject({
		keys: { domain: 'acme.com', name: 'A' },
		fields: { x: 2, y: 1 },
		tags: ['a', 'b'],
		ownerId: 3,
		items: [0, 1, 2],
	});
});

it('tells companies by their names only where nothing else is known', () => {
	expect(tellingTexts({ domain: 'WWW.acme.com', name: 'Acme' })).toEqual(['domain acme.com']);
	expect(tellingTexts({ name: 'Acme ' })).toEqual(['name acme']);
});

it('is quick for many items', async () => {
	const inputs = Array.from({ length: 20_000 }, (_, index) =>
		input(index, { domain: `c${index % 10_000}.com`, name: 'Acme' }),
	);
	const start = threadMs();
	expect(await joinByAccount(inputs)).toHaveLength(10_000);
	expect(threadMs() - start).toBeLessThan(2_000);
});
