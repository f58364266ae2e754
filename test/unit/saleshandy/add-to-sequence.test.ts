import {
	isAsWanted,
	until,
} from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/importing';
import {
	bodyOf,
	readImportStatus,
	startImport,
	type Person,
} from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/imports';
import { parseCsv } from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/csv';
import { planImports } from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/plan';
import type { ItemAddition } from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/readItem';
import {
	isFinal,
	mayBeIn,
	printRefusal,
	refusedBy,
} from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/refusals';
import { readReport } from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/report';
import { targetFinder } from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/target';
import {
	readStatuses,
	verdictOf,
} from '../../../nodes/Saleshandy/operations/AddProspectsToSequence/verification';
import { saleshandy } from '../../../nodes/Saleshandy/saleshandy';
import { listEnrollments, listSequences, listSteps } from '../../../nodes/Saleshandy/sequences';
import { success } from '../../../nodes/shared/result';
import { cannedClient, type CannedAnswer } from '../../support/cannedClient';
import { clock } from '../../support/clock';

const open = (...answers: CannedAnswer[]) => cannedClient(answers, 'v1', saleshandy);

describe('a table in CSV', () => {
	it.each<[string, string, string[][]]>([
		[
			'cells and rows',
			'a,b\r\nc,d\r\n',
			[
				['a', 'b'],
				['c', 'd'],
			],
		],
		[
			'commas and line breaks in quotes',
			'a,"b, c\nd"\ne,f',
			[
				['a', 'b, c\nd'],
				['e', 'f'],
			],
		],
		['quotes in quotes', '"say ""hi""",b', [['say "hi"', 'b']]],
		['a quote that begins no cell', 'a"b,c', [['a"b', 'c']]],
		[
			'semicolons',
			'a;"b,c"\nd;e',
			[
				['a', 'b,c'],
				['d', 'e'],
			],
		],
		['tabs', 'a\tb', [['a', 'b']]],
		['empty cells and rows', 'a,,b\n\n,,\nc', [['a', '', 'b'], ['c']]],
		['a quote without an end', 'a,"b\nc', [['a', 'b\nc']]],
		['nothing', '', []],
	])('has %s', (_what, text, rows) => {
		expect(parseCsv(text)).toEqual(rows);
	});

	it('is read in time that grows with its length only, and not without end', () => {
		const rows = parseCsv('a,b\n'.repeat(300_000));
		expect(rows).toHaveLength(200_000);
		expect(parseCsv(`"${'x,'.repeat(1_000_000)}`)).toHaveLength(1);
	});
});

describe('the report of an import', () => {
	const read = (text: string) => Object.fromEntries(readReport(text) ?? []);

	it('says who was refused, by code and in words', () => {
		const text =
			'First Name,Email,Code,Reason\nAda,ADA@x.test,10800,"Unsubscribed, or blocked"\nBen,ben@x.test,10000,Success\n';
		expect(read(text)).toEqual({
			'ada@x.test': { code: '10800', text: 'Unsubscribed, or blocked' },
		});
	});

	it.each<[string, string, object]>([
		[
			'a code in the reason',
			'Email,Error\na@x.test,10700: bounced',
			{ code: '10700', text: '10700: bounced' },
		],
		[
			'words alone',
			'E-mail Address,Status\na@x.test,Prospect is blocked',
			{ text: 'Prospect is blocked' },
		],
		['nothing but the address', 'Email,Company\na@x.test,Acme', {}],
		['a code that is none of the known ones', 'email,code\na@x.test,12345', { code: '12345' }],
	])('may have %s', (_what, text, refusal) => {
		expect(read(text)).toEqual({ 'a@x.test': refusal });
	});

	it.each([
		'Email,Reason\na@x.test,Success',
		'Email,Code\na@x.test,10000',
		'Email,Status\na@x.test,Imported successfully',
		'Email,Reason\n',
		'Email,Reason\nno address,10100',
		'',
	])('names nobody in %j', (text) => expect(read(text)).toEqual({}));

	it('is none without a column for the address', () => {
		expect(readReport('<html>\n<p>a, b</p>')).toBeUndefined();
		expect(readReport('Name,Reason\nAda,10800')).toBeUndefined();
	});

	it('shows a part of a long reason', () => {
		expect(read(`Email,Reason\na@x.test,${'x'.repeat(5000)}`)['a@x.test'].text).toHaveLength(200);
	});
});

describe('a refusal', () => {
	it.each([
		['10100', 'has an address that is not valid (10100)'],
		['10200', 'is already in another step of this sequence (10200)'],
		['10600', 'counts as a duplicate (10600)'],
		['10700', 'had an email that bounced before (10700)'],
		['10800', 'has unsubscribed or is on the do-not-contact list (10800)'],
		['12000', 'is active in another sequence (12000)'],
	])('%s: it %s', (code, words) => expect(printRefusal({ code, text: 'x' })).toBe(words));

	it('shows the words of Saleshandy for other codes and for none', () => {
		expect(printRefusal({ code: '10999', text: 'Odd' })).toBe(
			'was refused with the code 10999: Odd',
		);
		expect(printRefusal({ text: 'Odd' })).toBe('was refused without a code: Odd');
		expect(printRefusal({})).toBe('was refused without a code');
	});

	it('leaves open whether somebody is in the sequence, where it may be from before', () => {
		const codes = ['10100', '10200', '10600', '10700', '10800', '12000'];
		expect(codes.filter((code) => mayBeIn({ code }))).toEqual(['10200', '10600']);
		expect(mayBeIn({})).toBe(true);
		expect(codes.filter((code) => !isFinal({ code }))).toEqual(['10600']);
	});

	it('is a failure that names the person and the sequence', () => {
		expect(refusedBy('a@x.test', 'New job', { code: '10800' })).toMatchObject({
			message:
				'Saleshandy did not add a@x.test to the sequence "New job": it has unsubscribed or is on the do-not-contact list (10800)',
			hasActed: true,
		});
	});
});

describe('verification', () => {
	it.each([
		['valid', 'valid'],
		[' Valid ', 'valid'],
		['risky', 'risky'],
		['catch-all', 'risky'],
		['bad', 'bad'],
		['INVALID', 'bad'],
		['inProgress', undefined],
		['pending', undefined],
		['skip', undefined],
		['validating', undefined],
		['', undefined],
		[undefined, undefined],
	])('%s means %s', (status, verdict) => expect(verdictOf(status)).toBe(verdict));

	it('is read for many addresses in several calls, whatever the names in the answer', async () => {
		const client = open(
			{ body: { payload: [{ email: 'A@x.test', verificationStatus: 'valid' }, null, {}] } },
			{ body: { payload: { list: [{ email: 'b@x.test', status: 'bad' }] } } },
		);
		const emails = Array.from({ length: 101 }, (_, index) => `p${index}@x.test`);
		const read = await readStatuses(client, emails);
		expect(read.ok && [...read.value]).toEqual([
			['a@x.test', 'valid'],
			['b@x.test', 'bad'],
		]);
		expect(client.sent.map(({ body }) => (body as { emails: string[] }).emails.length)).toEqual([
			100, 1,
		]);
	});
});

describe('an import', () => {
	const person: Person = { email: 'a@x.test', values: { City: 'Faro' } };
	const rules = { conflictAction: 'overwrite', verify: false, tags: [] };

	it('says no more than it has to', () => {
		expect(bodyOf([person], rules)).toEqual({
			prospectList: [{ Email: 'a@x.test', City: 'Faro' }],
			conflictAction: 'overwrite',
			verifyProspects: false,
		});
	});

	it.each([
		[{ payload: { requestId: 'r1' } }, 'r1'],
		[{ requestId: 17 }, '17'],
	])('is known by %j', async (body, id) => {
		expect(await startImport(open({ status: 201, body }), [person], rules)).toEqual(success(id));
	});

	it.each([{}, { payload: {} }, { payload: { requestId: '' } }, 'ok'])(
		'is not sent again without an ID, as in %j',
		async (body) => {
			const client = open({ status: 201, body });
			const started = await startImport(client, [person], rules);
			expect(started).toMatchObject({ ok: false, failure: { ambiguous: true } });
			expect(client.sent).toHaveLength(1);
		},
	);

	it.each<[unknown, object]>([
		[{ isCompleted: false }, { isCompleted: false }],
		[{ payload: { isCompleted: true } }, { isCompleted: true }],
		[{ payload: { isCompleted: 'true', reportURL: 'u' } }, { isCompleted: true, reportUrl: 'u' }],
		[
			{ isCompleted: true, reportURL: 'all', failedProspectsURL: 'failed' },
			{ isCompleted: true, reportUrl: 'failed' },
		],
		[
			{ payload: { isCompleted: true }, reportURL: 'u' },
			{ isCompleted: true, reportUrl: 'u' },
		],
	])('has the status of %j', async (body, status) => {
		expect(await readImportStatus(open({ body }), 'r1')).toEqual(success(status));
	});

	it('has no status where none is told', async () => {
		const read = await readImportStatus(open({ body: { payload: {} } }), 'r1');
		expect(read).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
	});

	it.each<[string, string, object, boolean]>([
		['overwrite', 'the value', { attributes: [{ id: '1', key: 'City', value: 'Faro' }] }, true],
		[
			'overwrite',
			'another value',
			{ attributes: [{ id: '1', key: 'City', value: 'Rome' }] },
			false,
		],
		[
			'addMissingFields',
			'another value',
			{ attributes: [{ id: '1', key: 'City', value: 'Rome' }] },
			true,
		],
		['addMissingFields', 'no value', { attributes: [] }, false],
		['noUpdate', 'no value', {}, true],
	])(
		'with %s may have been carried out where there is %s',
		(conflictAction, _what, held, wanted) => {
			const prospect = { id: 'p', ...held };
			expect(isAsWanted(prospect, person, { ...rules, conflictAction })).toBe(wanted);
			const tagged = { ...rules, conflictAction, tags: ['vip'] };
			expect(isAsWanted(prospect, person, tagged)).toBe(false);
			expect(isAsWanted({ ...prospect, tags: ['vip'] }, person, tagged)).toBe(wanted);
			expect(isAsWanted({ ...prospect, tags: [{ name: 'vip' }] }, person, tagged)).toBe(wanted);
		},
	);
});

describe('looking again and again', () => {
	beforeEach(() => clock.reset());
	const ticking = (isCancelled = () => false) => ({
		now: () => clock.now,
		sleep: clock.sleep,
		isCancelled,
	});

	it('ends with the first result', async () => {
		let looks = 0;
		const seen = await until(60_000, ticking(), async () => {
			looks += 1;
			return success(looks === 4 ? 'there' : undefined);
		});
		expect([seen, looks]).toEqual([success('there'), 4]);
	});

	it('ends when the time is up, after a last look', async () => {
		const started = clock.now;
		let lastLook = 0;
		const seen = await until(60_000, ticking(), async () => {
			lastLook = clock.now - started;
			return success(undefined);
		});
		expect([seen, lastLook]).toEqual([success(undefined), 60_000]);
	});

	it('looks once where there is no time', async () => {
		let looks = 0;
		await until(0, ticking(), async () => success(void (looks += 1)));
		expect(looks).toBe(1);
	});

	it('ends within a second once the execution is canceled', async () => {
		const started = clock.now;
		const isCancelled = () => clock.now - started > 10_000;
		const seen = await until(600_000, ticking(isCancelled), async () => success(undefined));
		expect(seen).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
		expect(clock.now - started).toBeLessThan(11_500);
	});
});

describe('sequences', () => {
	const sequence = (id: string, more: object = {}) => ({ id, title: `Title ${id}`, ...more });

	it('are read page by page, until one brings nothing new', async () => {
		const page = (from: number, count: number) => ({
			body: {
				payload: Array.from({ length: count }, (_, index) => sequence(String(from + index))),
			},
		});
		const client = open(page(0, 100), page(100, 100), page(200, 3));
		const listed = await listSequences(client);
		expect(listed.ok && listed.value.length).toBe(203);
		expect(client.sent).toHaveLength(3);
		const endless = open(page(0, 1000));
		expect((await listSequences(endless)).ok).toBe(true);
		expect(endless.sent).toHaveLength(2);
	});

	it('are active unless told otherwise', async () => {
		const active = [true, 'true', 1, undefined, false, 'false', 0];
		const payload = active.map((one, index) => sequence(String(index), { active: one }));
		const listed = await listSequences(open({ body: { payload } }));
		expect(listed.ok && listed.value.map(({ isActive }) => isActive)).toEqual([
			true,
			true,
			true,
			true,
			false,
			false,
			false,
		]);
	});

	it('have steps in their order', async () => {
		const payload = [
			{ id: 5, number: 2, type: 1 },
			{ id: 'a', number: '1', type: '3' },
			{ number: 3 },
		];
		const client = open({ body: { payload } });
		expect(await listSteps(client, 's/1')).toEqual(
			success([
				{ id: 'a', number: 1, isEmail: false },
				{ id: '5', number: 2, isEmail: true },
			]),
		);
		expect(client.sent[0].path).toBe('/sequences/s%2F1/steps');
		expect(client.reports).toHaveLength(1);
	});

	it.each<[object, string[]]>([
		[{ id: 'e1', sequenceId: 's1' }, ['s1']],
		[{ id: 's1' }, ['s1']],
		[{ id: 'e1', sequence: { id: 's1', title: 'T' } }, ['s1']],
	])('of a prospect are known by %j', async (entry, sequenceIds) => {
		const listed = await listEnrollments(open({ body: { payload: [entry] } }), 'p1');
		expect(listed).toMatchObject({ ok: true, value: [{ sequenceIds }] });
	});

	it('give the first email step, or the first where no step tells what it does', async () => {
		const list = { body: { payload: [sequence('s', { steps: [{ id: 'x' }, { id: 'y' }] })] } };
		const wanted = { sequenceId: 's', allowsInactive: false };
		const find = async (steps: CannedAnswer, more: object = {}) =>
			await targetFinder(open(list, steps))({ ...wanted, ...more });
		const told = [
			{ id: 'x', number: 1, type: 2 },
			{ id: 'y', number: 2, type: 1 },
		];
		const target = { sequenceId: 's', title: 'Title s' };
		expect(await find({ body: { payload: told } })).toEqual(success({ ...target, stepId: 'y' }));
		const refused = { status: 400, body: { code: 4000, message: 'No' } };
		expect(await find(refused)).toEqual(success({ ...target, stepId: 'x' }));
		expect(await find(refused, { stepId: 'y' })).toEqual(success({ ...target, stepId: 'y' }));
		expect(await find(refused, { stepId: 'z' })).toMatchObject({
			ok: false,
			failure: { message: expect.stringContaining('has no step with this ID') },
		});
	});
});

describe('merging', () => {
	const item = (
		itemIndex: number,
		email: string,
		more: Partial<ItemAddition> = {},
	): ItemAddition => ({
		itemIndex,
		email,
		given: { by: 'id', entries: [] },
		zone: undefined,
		wanted: { sequenceId: 's', allowsInactive: false },
		rules: { conflictAction: 'overwrite', tags: [], verify: false, maxWaitMs: 1000 },
		...more,
	});
	const lists = (request: { path: string }): CannedAnswer => {
		const steps = [{ id: 'x', number: 1, type: 1 }];
		const fields = [
			{ id: 'f1', label: 'City', fieldType: 'text' },
			{ id: 'f2', label: 'Twin', fieldType: 'text' },
			{ id: 'f3', label: 'Twin', fieldType: 'text' },
		];
		const payload = /steps$/.test(request.path)
			? steps
			: /fields$/.test(request.path)
				? fields
				: [{ id: 's', title: 'S', steps }];
		return { body: { payload } };
	};
	const client = () => cannedClient(lists, 'v1', saleshandy);
	const set = (...entries: Array<[string, unknown]>) => ({ given: { by: 'id' as const, entries } });

	it('joins the items of one address, and later values win', async () => {
		const { calls } = await planImports(
			client(),
			[],
			[
				item(0, 'a@x.test', set(['f1', 'Rome'])),
				item(1, 'b@x.test'),
				item(2, 'a@x.test', set(['f1', 'Faro'])),
			],
		);
		expect(calls).toHaveLength(1);
		expect(calls[0].ids).toEqual(['a@x.test', 'b@x.test']);
		expect([...calls[0].settings.people.values()]).toEqual([
			{ email: 'a@x.test', values: { City: 'Faro' } },
			{ email: 'b@x.test', values: {} },
		]);
		expect(calls[0].itemsOf.get('a@x.test')).toEqual([0, 2]);
	});

	it('reads the lists once, and that of fields only where there are any', async () => {
		const one = client();
		await planImports(
			one,
			[],
			Array.from({ length: 50 }, (_, index) => item(index, `${index}@x.test`)),
		);
		expect(one.sent.map(({ path }) => path)).toEqual(['/sequences', '/sequences/s/steps']);
	});

	it('refuses a label that two fields have', async () => {
		const { calls, failures } = await planImports(
			client(),
			[],
			[item(0, 'a@x.test', set(['f2', 'x'])), item(1, 'b@x.test', set(['f1', 'x']))],
		);
		expect(calls.map(({ ids }) => ids)).toEqual([['b@x.test']]);
		expect(failures).toMatchObject([
			{
				items: [0],
				failure: { message: expect.stringContaining('two fields with the label "Twin"') },
			},
		]);
	});
});
