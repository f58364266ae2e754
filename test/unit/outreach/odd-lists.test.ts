import type { IExecuteFunctions } from 'n8n-workflow';
import { resolveSelections } from '../../../nodes/Outreach/bulk/resolve';
import type { Selection } from '../../../nodes/Outreach/bulk/selection';
import { runGetMany } from '../../../nodes/Outreach/getMany/runGetMany';
import { listAll, listWhole } from '../../../nodes/Outreach/listRecords';
import { outreach } from '../../../nodes/Outreach/outreach';
import { prospects } from '../../../nodes/Outreach/recordTypes';
import { cannedClient } from '../../support/cannedClient';

describe('a list that contradicts itself', () => {
	const record = (id: number, title = 'CEO') => {
		return { type: 'prospect', id, attributes: { title, emails: ['a@x.example'] } };
	};
	const CASES: Array<[string, object, RegExp]> = [
		[
			'it counts more than it holds',
			{ data: [record(1)], meta: { count: 2 } },
			/counts 2 records and holds 1/,
		],
		[
			'it holds a record twice with different values',
			{ data: [record(1), record(2), record(1, 'CTO')] },
			/holds records twice with different values \(1\)/,
		],
	];

	it.each(CASES)('is pointed out where it is only read: %s', async (_what, body, words) => {
		const client = cannedClient([{ body }], 'v1', outreach);
		expect(await listAll(client, '/prospects', '')).toMatchObject({ ok: true });
		expect(client.reports).toEqual([expect.stringMatching(words)]);
	});

	it.each(CASES)('is no basis for a change: %s', async (_what, body, words) => {
		const client = cannedClient([{ body }], 'v1', outreach);
		const wanted: Selection = { by: 'key', filter: 'emails', values: ['a@x.example'] };
		const [resolved] = await resolveSelections(client, prospects, [wanted], 1);
		expect(!resolved.ok && resolved.failure.message).toMatch(words);
		expect(!resolved.ok && resolved.failure.message).toMatch(/nothing was sent$/);
	});

	it.each([{ count: 1 }, { count: 0 }, { count: 5, count_truncated: true }, { count: '5' }, null])(
		'does not do so with %j',
		async (meta) => {
			const client = cannedClient(
				[{ body: { data: [record(1), record(1)], meta } }],
				'v1',
				outreach,
			);
			expect(await listWhole(client, '/prospects', '')).toMatchObject({ ok: true });
			const cut = cannedClient(
				[{ body: { data: [record(1)], meta: { count: 9 } } }],
				'v1',
				outreach,
			);
			expect(await listWhole(cut, '/prospects', '', 1)).toMatchObject({ ok: true });
		},
	);
});

it('records outside the filter are pointed out, also where they are only read', async () => {
	const attributes = { title: 'CFO' };
	const data = [
		{ type: 'prospect', id: 1, attributes: { title: 'CEO' } },
		{ type: 'prospect', id: 2, attributes },
		{ type: 'prospect', id: 3, attributes: {} },
	];
	const condition = [{ field: 'title', operator: 'is', value: 'CEO' }];
	const hints: string[] = [];
	const parameters: Record<string, unknown> = {
		searchBy: 'filter',
		filter: { condition },
		returnAll: true,
	};
	const context = {
		getNodeParameter: (name: string, _: number, fallback: unknown) => parameters[name] ?? fallback,
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Get Many', credentials: {}, parameters: {} }),
		getCredentials: async () => ({ baseUrl: 'http://127.0.0.1' }),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		logger: { warn: () => undefined },
		addExecutionHints: ({ message }: { message: string }) => void hints.push(message),
		helpers: {
			httpRequestWithAuthentication: async () => {
				return { statusCode: 200, headers: {}, body: { data } };
			},
		},
	} as unknown as IExecuteFunctions;
	const [items] = await runGetMany(context, prospects, {
		offered: ['id'],
		simplified: ['id'],
		ids: ['id'],
	});
	expect(items.map(({ json }) => json.id)).toEqual([1, 2, 3]);
	expect(hints).toEqual([
		'Outreach lists prospects that do not match the filter (1 of 3). In the prospect 2, "Title" is "CFO"; the filter asks for CEO.',
	]);
});

it('an entry that is nested too deeply costs itself alone', async () => {
	let deep: object = {};
	for (let level = 0; level < 5_000; level += 1) deep = { deep };
	const data = [
		{ type: 'prospect', id: 1, attributes: { custom1: deep } },
		{ type: 'prospect', id: 2, attributes: {} },
	];
	const client = cannedClient([{ body: { data } }], 'v1', outreach);
	const listed = await listAll(client, '/prospects', '');
	expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([2]);
	expect(client.reports).toEqual([expect.stringContaining('left out')]);
});
