import { addToDncList, isOnDncList, listDncLists } from '../../../nodes/Saleshandy/dnc';
import { addEntries } from '../../../nodes/Saleshandy/operations/AddToDoNotContact/addEntries';
import {
	entryOf,
	readDncValues,
} from '../../../nodes/Saleshandy/operations/AddToDoNotContact/readEntries';
import { isShared } from '../../../nodes/Saleshandy/operations/AddToDoNotContact/sharedDomains';
import { saleshandy } from '../../../nodes/Saleshandy/saleshandy';
import { cannedClient, type CannedAnswer } from '../../support/cannedClient';

const open = (...answers: CannedAnswer[]) => cannedClient(answers, 'v1', saleshandy);

describe('reading entries', () => {
	it.each<[unknown, string[]]>([
		['Ann@Acme.Example', ['ann@acme.example']],
		['Acme.Example.', ['acme.example']],
		['ann@acme.example, acme.example; ANN@acme.example', ['ann@acme.example', 'acme.example']],
		[
			['"Ann" <ann@acme.example>', ['sub.acme.example']],
			['ann@acme.example', 'sub.acme.example'],
		],
		['["a@b.example", "b.example"]', ['a@b.example', 'b.example']],
		['ann@gmail.com', ['ann@gmail.com']],
		['mailto:ann@acme.example', ['ann@acme.example']],
		['_ann@acme.example', ['_ann@acme.example']],
	])('reads %j', (value, entries) => {
		expect(readDncValues(value)).toEqual({ ok: true, value: entries });
	});

	it.each([
		'acme',
		'acme,',
		'https://acme.example',
		'www.acme.example',
		'@acme.example',
		'*.acme.example',
		'*@acme.example',
		'a*@acme.example',
		'%@acme.example',
		'"All" <*@acme.example>',
		'a@b',
		'undefined@acme.example',
		'1001',
		'',
		[],
		null,
		{ email: 'ann@acme.example' },
		['gmail.com', 'ann@acme.example'],
	])('refuses %j', (value) => {
		expect(readDncValues(value)).toMatchObject({
			ok: false,
			failure: { kind: 'input', message: expect.stringContaining('"Emails and Domains"') },
		});
	});

	it('tells addresses from domains', () => {
		expect([entryOf('a@b.example').type, entryOf('b.example').type]).toEqual(['email', 'domain']);
	});
});

describe('domains that many share', () => {
	it.each([
		'gmail.com',
		'googlemail.com',
		'yahoo.co.uk',
		'yahoo.fr',
		'hotmail.com',
		'outlook.de',
		'icloud.com',
		'gmx.net',
		'web.de',
		'proton.me',
		'qq.com',
		'mail.ru',
		'tuta.io',
		'privaterelay.appleid.com',
		'co.uk',
		'com.au',
		'ac.jp',
		'github.io',
		'onmicrosoft.com',
		'mail.google.com',
	])('%s is one', (domain) => expect(isShared(domain)).toBe(true));

	it.each([
		'acme.com',
		'gmail.acme.com',
		'outlook-systems.com',
		'mailchimp.com',
		'yahooligans.org',
		'acme.onmicrosoft.com',
		'google.com',
	])('%s is none', (domain) => expect(isShared(domain)).toBe(false));
});

describe('the look at a list', () => {
	const ENTRY = { value: 'ann@acme.example', type: 'email' as const };
	const page = (values: unknown[], totalPages?: number, id: unknown = 'list') => ({
		body: {
			payload: {
				dncList: [{ id, dncItems: values.map((value) => ({ value })) }],
				meta: { totalPages },
			},
		},
	});
	const look = async (...answers: CannedAnswer[]) => {
		const client = open(...answers);
		return [await isOnDncList(client, 'list', ENTRY), client.sent.length];
	};

	it.each<[string, CannedAnswer[], boolean, number]>([
		['the entry, in any case', [page([' Ann@ACME.example '], 1)], true, 1],
		['a neighbor', [page(['joann@acme.example'], 1)], false, 1],
		['the entry on another list', [page(['ann@acme.example'], 1, 'other')], false, 1],
		['a list whose ID is a number', [page(['ann@acme.example'], 1, 5)], false, 1],
		['the entry on a later page', [page(['x'], 2), page(['ann@acme.example'], 2)], true, 2],
		[
			'no number of pages, and then nothing',
			[page(['x']), { body: { payload: { dncList: [] } } }],
			false,
			2,
		],
		['the same page again and again', [page(['x'])], false, 2],
		[
			'a payload in a payload',
			[{ body: { payload: page(['ann@acme.example'], 1).body } }],
			true,
			1,
		],
		['odd entries', [page([null, 5, { value: 'x' }, 'ann@acme.example'], 1)], true, 1],
	])('finds %s', async (_, answers, isThere, calls) => {
		expect(await look(...answers)).toEqual([{ ok: true, value: isThere }, calls]);
	});

	it('ends, however many pages there are', async () => {
		let count = 0;
		const client = cannedClient(
			() => {
				count += 1;
				return page([`n${count}`], 1e9);
			},
			'v1',
			saleshandy,
		);
		expect(await isOnDncList(client, 'list', ENTRY)).toEqual({ ok: true, value: false });
		expect(client.sent).toHaveLength(50);
	});

	it.each(['', null, {}, [], { payload: {} }, { payload: [] }])(
		'is none where the answer is %j',
		async (body) => {
			const found = await isOnDncList(open({ body }), 'list', ENTRY);
			expect(found).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
		},
	);

	it('encodes what it searches for', async () => {
		const client = open(page([], 1));
		await isOnDncList(client, 'list', { value: 'a+b&c@acme.example', type: 'email' });
		expect(client.sent[0].query).toContain('search=a%2Bb%26c%40acme.example&type=email');
	});
});

describe('the wait for the search', () => {
	const EMPTY = { body: { payload: { dncList: [], meta: { totalPages: 0 } } } };

	async function add(cancelAfter = Infinity) {
		const slept: number[] = [];
		const clock = {
			now: () => 0,
			sleep: async (ms: number) => void slept.push(ms),
			isCancelled: () => slept.length >= cancelAfter,
		};
		const client = cannedClient(
			({ method }) => (method === 'POST' ? { status: 201, body: {} } : EMPTY),
			'v1',
			saleshandy,
		);
		const added = await addEntries('l', ['a@b.example'], { client, clock, concurrency: 1 });
		return { added, slept, looks: client.sent.filter(({ method }) => method === 'GET').length };
	}

	it('is short, and ends', async () => {
		const { added, slept, looks } = await add();
		expect(added).toMatchObject({ ok: true, value: { unconfirmed: ['a@b.example'] } });
		expect([slept, looks]).toEqual([[1000, 1000, 1000], 4]);
	});

	it('ends with the execution', async () => {
		const { added, slept, looks } = await add(1);
		expect(added).toMatchObject({ ok: true, value: { unconfirmed: ['a@b.example'] } });
		expect([slept, looks]).toEqual([[1000], 3]);
	});
});

describe('lists and additions', () => {
	it('reads lists, with how many entries they have, and leaves out odd ones', async () => {
		const list = [{ id: 1, name: 'A', total: '15' }, { id: 'b', numberOfItems: 2 }, null, {}];
		const client = open({ body: { payload: { payload: list } } });
		expect(await listDncLists(client)).toEqual({
			ok: true,
			value: [
				{ id: '1', name: 'A', total: '15' },
				{ id: 'b', name: 'b', total: '2' },
			],
		});
		expect(client.reports).toHaveLength(1);
		expect((await listDncLists(open({ body: { payload: {} } }))).ok).toBe(false);
	});

	it('adds without repeating, whatever the answer holds', async () => {
		for (const body of [{}, { message: 'ok' }, { payload: { anything: 1 } }]) {
			expect((await addToDncList(open({ status: 201, body }), 'l', ['a@b.example'])).ok).toBe(true);
		}
		const lost = open({ status: 500, body: {} });
		expect((await addToDncList(lost, 'l', ['a@b.example'])).ok).toBe(false);
		expect(lost.sent).toHaveLength(1);
	});
});
