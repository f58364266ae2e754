import { matching } from '../../../nodes/Saleshandy/operations/GetManyProspects/searches';
import { flatProspect } from '../../../nodes/Saleshandy/operations/GetManyProspects/flatProspect';
import { judge } from '../../../nodes/Saleshandy/operations/UpdateProspectAttribute/prospectWrite';
import {
	listFields,
	listProspects,
	updateAttributes,
	type AttributeResult,
	type Prospect,
} from '../../../nodes/Saleshandy/api';
import { loadFields } from '../../../nodes/Saleshandy/fieldList';
import { saleshandy } from '../../../nodes/Saleshandy/saleshandy';
import { cannedClient, type CannedAnswer } from '../../support/cannedClient';

const open = (...answers: CannedAnswer[]) => cannedClient(answers, 'v1', saleshandy);
const ORDER = { includeCustomFields: true, sortBy: 'createdAt', sort: 'DESC' };
const SENT = [
	{ fieldId: 'f1', attributeValue: 'a' },
	{ fieldId: '2', attributeValue: 'b' },
];

const fields = async (body: unknown) => await listFields(open({ body }));
const prospects = async (body: unknown) => await listProspects(open({ body }), ORDER, 1000);
const update = async (body: unknown) => await updateAttributes(open({ body }), 'p1', SENT, false);

describe.each(Object.entries({ fields, prospects, update }))('the answer to %s', (_name, call) => {
	it.each([
		['an empty body', ''],
		['null', null],
		['nothing', undefined],
		['an empty object', {}],
		['an empty list', []],
		['a detail', { detail: 'Not found' }],
		['a page', '<html><title>Sign in</title></html>'],
		['a payload of nothing', { payload: null }],
		['a payload that is a text', { payload: 'ok' }],
	])('is none with %s', async (_what, body) => {
		expect(await call(body)).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
	});

	it.each([
		{ success: false, payload: [], message: 'Vendor words' },
		{ statusCode: 400, error: 'Bad Request', message: 'Vendor words' },
		{ error: 'Vendor words', payload: [] },
	])('is a failure in the words of Saleshandy where it says so: %j', async (body) => {
		const result = await call(body);
		expect(result).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
		expect(!result.ok && result.failure.message).toContain('(200): Vendor words');
	});

	it('is repeated when it is broken, as that does no harm', async () => {
		const good = { message: 'ok', payload: [] };
		const client = open({ body: {} }, { body: good });
		expect((await listFields(client)).ok).toBe(true);
		expect(client.sent).toHaveLength(2);
	});
});

it('says so where the names of the fields cannot be read, and goes on', async () => {
	const client = open({ status: 500, body: {} });
	expect(await loadFields(client)).toEqual({ ok: true, value: undefined });
	expect(client.reports).toEqual([
		expect.stringMatching(
			/list of Saleshandy fields could not be read\. .* by their IDs.* \(500\)/,
		),
	]);
	const refused = open({ status: 403, body: {} });
	expect((await loadFields(refused)).ok).toBe(false);
	expect(refused.reports).toEqual([]);
});

describe('fields', () => {
	it('stand in the payload, or below it', async () => {
		const list = [{ id: 'f1', label: 'Title', fieldType: 'text' }];
		for (const payload of [list, { list }, { payload: list }]) {
			expect(await fields({ payload })).toEqual({ ok: true, value: list });
		}
		expect(await fields({ payload: [] })).toEqual({ ok: true, value: [] });
	});

	it('may have a number for an ID, and lack a label and a type', async () => {
		const payload = [
			{ id: 7 },
			{ id: '8', label: null, name: 'City', type: 'number' },
			{ id: '9', label: {} },
		];
		expect(await fields({ payload })).toMatchObject({
			value: [
				{ id: '7', label: '7', fieldType: 'text' },
				{ id: '8', label: 'City', fieldType: 'number' },
				{ id: '9', label: '9', fieldType: 'text' },
			],
		});
	});

	it('are left out and reported where they are none, and count once', async () => {
		const payload = [
			null,
			'x',
			{ label: 'No ID' },
			{ id: {} },
			{ id: 'f1' },
			{ id: 'f1', label: 'B' },
		];
		const client = open({ body: { payload } });
		expect(await listFields(client)).toMatchObject({ value: [{ id: 'f1', label: 'f1' }] });
		expect(client.reports).toEqual([
			'Saleshandy gave fields that cannot be used. They are left out: number 1 is nothing, number 2 is a string, number 3 has no ID, number 4 has no ID.',
		]);
	});
});

describe('prospects', () => {
	it('are left out and reported where they are none', async () => {
		const client = open({ body: { payload: [null, 7, [], {}, { id: 'p1', email: 'a@b.test' }] } });
		const result = await listProspects(client, ORDER, 1000);
		expect(result).toEqual({ ok: true, value: [{ id: 'p1', email: 'a@b.test' }] });
		expect(client.reports).toHaveLength(1);
	});

	it('go on after a full page, also if not all of it can be used', async () => {
		const page = [null, ...Array.from({ length: 99 }, (_, index) => ({ id: index }))];
		const client = open({ body: { payload: page } }, { body: { payload: [{ id: 'last' }] } });
		const result = await listProspects(client, ORDER, 1000);
		expect(client.sent).toHaveLength(2);
		expect(result.ok && result.value).toHaveLength(100);
	});

	it('are shown and compared whatever their values are', async () => {
		const payload = [
			{
				id: 1,
				email: 7,
				attributes: [null, { key: 'City', value: 'Bonn' }, { value: 1 }],
				tags: 'x',
			},
			{ id: 2, email: {}, attributes: null, tags: null },
			{ id: 3, email: 'Ann@Acme.test' },
		];
		const result = await prospects({ payload });
		const found = (result.ok ? result.value : []) as Prospect[];
		expect(found.map(({ id }) => id)).toEqual(['1', '2', '3']);
		expect(found.map(flatProspect)[0]).toMatchObject({ id: '1', City: 'Bonn', tags: [] });
		const search = { ...ORDER, limit: 1, email: 'ann@acme.test' };
		expect(matching(search, found).map(({ id }) => id)).toEqual(['3']);
	});
});

describe('an update', () => {
	it.each([
		{ message: 'Prospect attribute updated successfully' },
		{ payload: {} },
		{ payload: { results: null } },
		{ message: 'ok', payload: { results: 'all' } },
	])('without verdicts is not confirmed: %j', async (body) => {
		expect(await update(body)).toEqual({ ok: true, value: undefined });
	});

	it('is written only where it is said to be, with true and nothing else', async () => {
		for (const success of ['true', 1, {}, null, false, undefined]) {
			const results = [
				{ fieldId: 'f1', success: true },
				{ fieldId: 2, success },
			];
			expect(await update({ payload: { results } })).toEqual({
				ok: true,
				value: [
					{ fieldId: 'f1', success: true },
					{ fieldId: '2', success: false },
				],
			});
		}
	});

	it('may have one verdict alone', async () => {
		const results = { fieldId: 'f1', success: true };
		expect(await update({ payload: { results } })).toMatchObject({
			value: [{ fieldId: 'f1', success: true }],
		});
	});

	it('leaves out odd verdicts, and those on other fields', async () => {
		const results = [
			null,
			'f1',
			{ success: true },
			{ fieldId: 'f9', success: true },
			{ fieldId: 'f1', success: true },
		];
		const client = open({ body: { payload: { results } } });
		expect(await updateAttributes(client, 'p1', SENT, false)).toEqual({
			ok: true,
			value: [{ fieldId: 'f1', success: true }],
		});
		expect(client.reports[0]).toContain('number 4 is about a field that was not sent');
	});

	it('that is called written and not written is not', async () => {
		const results = [
			{ fieldId: 'f1', success: true },
			{ fieldId: 'f1', success: false },
			{ fieldId: 'f1', success: true },
		];
		expect(await update({ payload: { results } })).toMatchObject({
			value: [{ fieldId: 'f1', success: false }],
		});
	});

	it('fails the fields that have no verdict', () => {
		const write = {
			prospectId: 'p1',
			fields: SENT.map(({ fieldId, attributeValue }) => ({
				fieldId,
				label: fieldId,
				value: attributeValue,
			})),
			itemsOf: new Map([['2', [0]]]),
			items: [0],
			singleField: false,
		};
		const { failures } = judge(write, [{ fieldId: 'f1', success: true }]);
		expect(failures).toHaveLength(1);
	});
});

describe('verdicts on fields in other forms', () => {
	it.each([
		['a map', { message: 'ok', payload: { results: { f1: true, 2: false } } }],
		['a map of verdicts', { payload: { results: { f1: { success: true }, 2: { success: 0 } } } }],
		[
			'beside the payload',
			{
				message: 'ok',
				results: [
					{ fieldId: 'f1', success: true },
					{ fieldId: '2', success: false },
				],
			},
		],
		[
			'in the payload itself',
			{
				payload: [
					{ fieldId: 'f1', success: true },
					{ fieldId: '2', success: false },
				],
			},
		],
	])('are read: %s', async (_what, body) => {
		const result = await update(body);
		expect(
			result.ok &&
				[...(result.value as AttributeResult[])].sort(
					(a, b) => Number(a.fieldId === '2') - Number(b.fieldId === '2'),
				),
		).toEqual([
			{ fieldId: 'f1', success: true },
			{ fieldId: '2', success: false },
		]);
	});

	it.each([
		{ message: 'ok' },
		{ message: 'ok', payload: {} },
		{ message: 'ok', payload: { results: {} } },
		{ message: 'ok', payload: { results: { total: 2 } } },
		{ message: 'ok', payload: [{ id: 'p1' }] },
	])('are none: %j', async (body) => {
		expect(await update(body)).toEqual({ ok: true, value: undefined });
	});
});

it('says that a prospect was listed twice with other values', async () => {
	const payload = [
		{ id: 'p1', email: 'a@b.test' },
		{ id: 'p1', email: 'c@b.test' },
		{ id: 'p1', email: 'c@b.test' },
	];
	const client = open({ body: { payload } });
	expect(await listProspects(client, ORDER, 1000)).toMatchObject({
		value: [{ email: 'c@b.test' }],
	});
	expect(client.reports).toEqual([
		expect.stringContaining('twice with different values: 1, such as p1'),
	]);
});
