import fc from 'fast-check';
import { readLinkedIn } from '../../../nodes/Outreach/person/linkedIn';
import { personLookUps } from '../../../nodes/Outreach/person/lookUps';
import { companyWord } from '../../../nodes/Outreach/person/namesakes';
import type { ProspectInput } from '../../../nodes/Outreach/operations/CreateOrUpdateProspect/readProspect';
import {
	groupByPerson,
	planWrites,
	type FoundInput,
} from '../../../nodes/Outreach/operations/CreateOrUpdateProspect/samePerson';
import { threadMs } from '../../support/threadMs';

const input = (itemIndex: number, emails: string[], more: Partial<ProspectInput> = {}) =>
	({
		itemIndex,
		emails,
		formerEmails: [],
		otherEmails: 'removeWork',
		relationships: {},
		tags: [],
		ifFound: 'update',
		ifNotFound: 'create',
		shape: 'simplified',
		...more,
	}) as unknown as ProspectInput;

const found = (id: number, email: string) => ({
	type: 'prospect',
	id,
	attributes: { emails: [email], linkedInSlug: null },
});

describe('items about one person', () => {
	const key = fc.integer({ min: 0, max: 15 }).map((n) => `p${n}@x.example`);
	const inputs = fc.array(fc.array(key, { minLength: 1, maxLength: 3 }), { maxLength: 20 });

	it('are those that share an address, over however many others', async () => {
		await fc.assert(
			fc.asyncProperty(inputs, async (lists) => {
				const all: FoundInput[] = lists.map((emails, at) => {
					return { input: input(at, emails), fields: {}, found: [] };
				});
				const groups = (await groupByPerson(all)).map((members) =>
					members.map((one) => one.input.itemIndex),
				);
				expect(groups.flat().sort((a, b) => a - b)).toEqual(lists.map((_, at) => at));
				const groupOf = (item: number) => groups.findIndex((items) => items.includes(item));
				lists.forEach((emails, at) =>
					lists.forEach((others, other) => {
						if (emails.some((email) => others.includes(email)))
							expect(groupOf(other)).toBe(groupOf(at));
					}),
				);
				// No group could be cut in two.
				for (const items of groups) {
					const reached = new Set([items[0]]);
					for (let before = 0; before < reached.size;) {
						before = reached.size;
						for (const item of items)
							if ([...reached].some((one) => lists[one].some((e) => lists[item].includes(e))))
								reached.add(item);
					}
					expect(reached.size).toBe(items.length);
				}
			}),
		);
	});

	it('are those whose addresses lead to one prospect', async () => {
		const { calls, failures } = await planWrites([
			{
				input: input(0, ['a@x.example']),
				fields: { title: 'A' },
				found: [found(7, 'a@x.example')],
			},
			{
				input: input(1, ['b@x.example']),
				fields: { title: 'B' },
				found: [found(7, 'b@x.example')],
			},
		]);
		expect(failures).toEqual([]);
		expect(calls).toHaveLength(1);
		expect(calls[0].settings).toMatchObject({
			id: 7,
			fields: { title: 'B' },
			emails: ['b@x.example', 'a@x.example'],
		});
	});

	it.each([
		['If Found', { ifFound: 'leave' }],
		['If Not Found', { ifNotFound: 'nothing' }],
		['Other Emails', { otherEmails: 'keep' }],
	] as const)('are refused where they differ in "%s", and others are not', async (choice, more) => {
		const about = (at: number, email: string, own: object = {}) => {
			return { input: input(at, [email], own), fields: {}, found: [] };
		};
		const { calls, failures } = await planWrites([
			about(0, 'a@x.example'),
			about(1, 'a@x.example', more),
			about(2, 'b@x.example', more),
		]);
		expect(failures).toEqual([
			{
				items: [0, 1],
				failure: expect.objectContaining({
					message: `Several items are about one prospect, but differ in "${choice}". Nothing was written`,
				}),
			},
		]);
		expect(calls.map(({ itemsOf }) => [...itemsOf.values()])).toEqual([[[2]]]);
	});

	it('may differ in what becomes of other addresses where only one writes addresses', async () => {
		const { calls } = await planWrites([
			{ input: input(0, ['a@x.example'], { id: 7 }), fields: {}, found: [] },
			{ input: input(1, [], { id: 7, otherEmails: 'keep' }), fields: {}, found: [] },
		]);
		expect(calls.map(({ settings }) => settings.otherEmails)).toEqual(['removeWork']);
	});

	const emailsOf = async (...inputs: FoundInput[]) => {
		const { calls, failures } = await planWrites(inputs);
		expect(failures).toEqual([]);
		return calls.map(({ settings }) => settings.emails);
	};
	const item = (
		at: number,
		emails: string[],
		formerEmails: string[] = [],
		fields = {},
		records: FoundInput['found'] = [],
	): FoundInput => ({ input: input(at, emails, { formerEmails }), fields, found: records });

	it('are not those that share no more than a former address', async () => {
		expect(
			await emailsOf(
				item(0, ['a@x.example'], ['team@x.example'], {}, [found(7, 'a@x.example')]),
				item(1, ['b@x.example'], ['team@x.example']),
				item(2, ['c@x.example'], ['Team@x.example']),
				item(3, ['team@x.example']),
			),
		).toEqual([['a@x.example'], ['b@x.example'], ['c@x.example'], ['team@x.example']]);
	});

	it('fail where a former address leads to one prospect, and the names differ', async () => {
		const two = (names: string[]) =>
			planWrites(
				names.map((firstName, at) =>
					item(at, [`new${at}@x.example`], ['team@x.example'], { firstName }, [
						found(7, 'team@x.example'),
					]),
				),
			);
		const { calls, failures } = await two(['Ada', 'Bob']);
		expect([calls, failures.map(({ items }) => items)]).toEqual([[], [[0, 1]]]);
		expect(failures[0].failure.message).toContain(
			'by former addresses (team@x.example), but have different new addresses (new0@x.example, new1@x.example)',
		);
		expect((await two(['Ada', 'ada '])).calls).toHaveLength(1);
	});

	it.each<[string, string[], FoundInput[]]>([
		[
			'that a later item calls former',
			['y@x.example'],
			[item(0, ['x@x.example']), item(1, ['y@x.example'], ['X@x.example'])],
		],
		[
			'that an earlier item calls former, after the others',
			['y@x.example', 'x@x.example'],
			[item(0, ['y@x.example'], ['x@x.example']), item(1, ['x@x.example'])],
		],
		[
			'to which the person has come back',
			['x@x.example'],
			[item(0, ['y@x.example'], ['x@x.example']), item(1, ['x@x.example'], ['y@x.example'])],
		],
	])('write an address %s', async (_, emails, items) => {
		expect(await emailsOf(...items)).toEqual([emails]);
	});

	it('fail together where they lead to two', async () => {
		const { calls, failures } = await planWrites([
			{ input: input(0, ['a@x.example']), fields: {}, found: [found(7, 'a@x.example')] },
			{
				input: input(1, ['b@x.example', 'A@x.example']),
				fields: {},
				found: [found(7, 'a@x.example'), found(3, 'b@x.example')],
			},
			{ input: input(2, ['c@x.example']), fields: {}, found: [] },
		]);
		expect(failures).toMatchObject([{ items: [0, 1] }]);
		expect(failures[0].failure.message).toContain('3 (b@x.example), 7 (a@x.example)');
		expect(calls.map(({ itemsOf }) => [...itemsOf.values()])).toEqual([[[2]]]);
	});

	it.each<[string, string[], FoundInput[]]>([
		[
			'of the last company alone',
			['a@c.example'],
			[item(0, ['a@b.example']), item(1, ['a@c.example'])],
		],
		[
			'of the last company, with private ones',
			['a@c.example', 'a@gmail.com'],
			[item(0, ['a@b.example', 'a@gmail.com']), item(1, ['a@c.example'])],
		],
		[
			'of the last company, if a private one comes after it',
			['a@gmail.com', 'a@c.example'],
			[item(0, ['a@b.example']), item(1, ['a@c.example']), item(2, ['a@gmail.com'])],
		],
		[
			'of the company that no item calls former, if a later one gives the former once more',
			['a@c.example'],
			[item(0, ['a@c.example'], ['a@b.example']), item(1, ['a@b.example'])],
		],
	])('write the work addresses %s', async (_, emails, items) => {
		const about = items.map((one) => ({ ...one, found: [found(7, 'a@old.example')] }));
		expect(await emailsOf(...about)).toEqual([emails]);
	});

	it('keep the addresses of each company where none is to be removed', async () => {
		const about = ['a@b.example', 'a@c.example'].map((email, at) => ({
			input: input(at, [email], { otherEmails: 'keep' }),
			fields: {},
			found: [found(7, 'a@old.example')],
		}));
		expect(await emailsOf(...about)).toEqual([['a@c.example', 'a@b.example']]);
	});

	it('are those with one ID, whoever has the addresses', async () => {
		const byId = (at: number, id: number, emails: string[], records: FoundInput['found'] = []) => {
			return { input: input(at, emails, { id }), fields: {}, found: records };
		};
		const { calls, failures } = await planWrites([
			byId(0, 7, []),
			byId(1, 8, ['A@x.example'], [found(7, 'a@x.example')]),
			byId(2, 7, ['a@x.example'], [found(7, 'a@x.example')]),
			byId(3, 8, ['b@x.example']),
			byId(4, 9, ['new@x.example']),
			byId(5, 7, ['New@x.example']),
			byId(6, 9, ['c@x.example'], [found(9, 'c@x.example'), found(7, 'c@x.example')]),
		]);
		expect(calls.map(({ settings, itemsOf }) => [settings.id, ...itemsOf.values()])).toEqual([
			[7, [0, 2]],
			[8, [3]],
			[9, [6]],
		]);
		expect(failures.map(({ items, failure }) => [items, failure.message])).toEqual([
			[
				[1],
				'"Emails" holds A@x.example, but this address belongs to the prospect 7, not to the prospect 8. Nothing was written',
			],
			[[4], expect.stringContaining('to different prospects: 7, 9. Nothing was written')],
			[[5], expect.stringContaining('to different prospects: 7, 9. Nothing was written')],
		]);
	});

	it('many of them do not take long', async () => {
		const many = Array.from({ length: 20_000 }, (_, at) => ({
			input: input(at, [`p${at}@x.example`, `p${at + 1}@x.example`]),
			fields: { title: String(at) },
			found: [],
		}));
		const started = threadMs();
		expect((await planWrites(many)).calls).toHaveLength(1);
		expect(threadMs() - started).toBeLessThan(3_000);
	});
});

describe('a LinkedIn page', () => {
	it('is looked up as it was typed, in lower case, with capitals, decoded and encoded', () => {
		expect(personLookUps([], 'JÜrgen')).toEqual([
			{
				filter: 'linkedInSlug',
				values: ['JÜrgen', 'jürgen', 'J%C3%9Crgen', 'j%c3%9crgen', 'J%c3%9crgen', 'Jürgen'],
			},
		]);
	});

	it.each([
		['https://www.linkedin.com/in/ann-lee', 'ann-lee', 'https://www.linkedin.com/in/ann-lee'],
		['linkedin.com/in/Ann-Lee/?trk=x', 'Ann-Lee', 'https://linkedin.com/in/Ann-Lee'],
		['http://de.linkedin.com/in/ann-lee/details/', 'ann-lee', 'https://de.linkedin.com/in/ann-lee'],
		[
			'https://www.linkedin.com/in/j%C3%BCrgen-1a',
			'jürgen-1a',
			'https://www.linkedin.com/in/j%C3%BCrgen-1a',
		],
		[' ann-lee ', 'ann-lee', 'https://www.linkedin.com/in/ann-lee'],
	])('%s is %s', (given, slug, url) =>
		expect(readLinkedIn(given, 'LinkedIn URL')).toEqual({ ok: true, value: { slug, url } }),
	);

	it.each([
		'https://www.linkedin.com/company/acme',
		'https://www.linkedin.com/in/',
		'https://example.com/in/ann',
		'https://www.linkedin.com/in/a%ZZ',
		'ann lee',
		'ann@example.com',
		'x'.repeat(300),
		'',
		7.5,
		['ann'],
	])('%j is none', (given) => {
		const read = readLinkedIn(given, 'LinkedIn URL');
		expect(!read.ok && read.failure.message).toContain('"LinkedIn URL"');
	});
});

it('companies are the same whatever their legal form', () => {
	for (const name of ['Acme', 'ACME, Inc.', 'acme gmbh', ' Acme  Ltd. ', 'Acme S.A.']) {
		expect(companyWord(name)).toBe('acme');
	}
	expect(companyWord('Acme Tools')).not.toBe('acme');
	expect(companyWord('AG')).toBe('ag');
});
