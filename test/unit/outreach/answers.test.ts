import { batchApi } from '../../../nodes/Outreach/batches/batchApi';
import { sendAction } from '../../../nodes/Outreach/bulk/sendAction';
import { targetOf } from '../../../nodes/Outreach/bulk/target';
import { ask } from '../../../nodes/Outreach/jsonApi';
import { listAll } from '../../../nodes/Outreach/listRecords';
import { outreach } from '../../../nodes/Outreach/outreach';
import { readPlace, ShownChoices } from '../../../nodes/Outreach/shownChoices';
import { convertValue } from '../../../nodes/Outreach/modify/convertValue';
import { modificationsOf } from '../../../nodes/Outreach/modify/readModification';
import { prospectFields } from '../../../nodes/Outreach/modify/prospectFields';
import type { Client } from '../../../nodes/shared/client';
import { cannedClient } from '../../support/cannedClient';

it.each([
	"Your authorization does not include the required scope 'prospects.read'.",
	'The required scope prospects.read is missing',
	'Missing scope: prospects.read',
	'Missing scopes [prospects.read, users.read]',
	'insufficient scope "prospects.read"',
	'The token has no prospects.read scope',
])('a refusal that names a scope says to add it: %s', async (detail) => {
	const client = cannedClient([{ status: 403, body: { errors: [{ detail }] } }], 'v1', outreach);
	const result = await ask(client, { method: 'GET', path: '/prospects', repeatable: true });
	expect(!result.ok && result.failure.hint).toContain('Add the scope prospects.read to Scope');
});

it.each(['This is out of scope for you.', 'The scope is missing'])(
	'one that names none does not: %s',
	async (detail) => {
		const client = cannedClient([{ status: 403, body: { errors: [{ detail }] } }], 'v1', outreach);
		const result = await ask(client, { method: 'GET', path: '/prospects', repeatable: true });
		expect(!result.ok && result.failure.hint).toContain('profile of the connected Outreach user');
	},
);

it('a list in the editor shows each record once, also from one part to the next', () => {
	const first = new ShownChoices(readPlace(undefined, 'page=1'));
	expect(first.news([{ id: 1 }, { id: 2 }, { id: '1' }])).toEqual([{ id: 1 }, { id: 2 }]);
	expect(first.news([{ id: 2 }])).toEqual([]);
	const place = readPlace(first.placeAt('page=2'), 'page=1');
	expect(place.query).toBe('page=2');
	const second = new ShownChoices(place);
	expect(second.news([{ id: 1 }])).toEqual([]);
	expect(second.placeAt('page=3')).toBeUndefined();
	expect(second.news([{ id: 3 }])).toEqual([{ id: 3 }]);
	expect(second.placeAt('page=3')).toBeDefined();
	expect(second.placeAt(undefined)).toBeUndefined();
});

it.each(['', 'page=2', '{}', '[]', '{"query":7}'])('starts over with the place %j', (token) => {
	expect(readPlace(token, 'page=1')).toEqual({ query: 'page=1', known: [] });
});

it('a message shows only the start of a name or of many choices', async () => {
	const name = 'x'.repeat(1_000_000);
	const given = { isAutomatic: false, clearsEmpty: false, isSingle: false, zone: undefined };
	const entries: Array<[string, unknown]> = [[name, 'a']];
	const client = cannedClient([], 'v1', outreach);
	const [read] = await modificationsOf(prospectFields)([{ ...given, entries }], client, 1);
	expect(!read.ok && read.failure.message.length).toBeLessThan(300);
	const choices = Array.from({ length: 1000 }, (_, index) => `${index}${'y'.repeat(500)}`);
	const field = {
		name: 'custom1',
		label: 'Color',
		type: 'string' as const,
		isCustom: true,
		choices,
	};
	const chosen = convertValue(field, 'red');
	expect(!chosen.ok && chosen.failure.message).toContain('and 940 more');
	expect(!chosen.ok && chosen.failure.message.length).toBeLessThan(10_000);
});

describe('an answer with errors beside its data', () => {
	const errors = [{ id: 'x', title: 'Partial', detail: 'Search backend down' }];
	const data = { type: 'batch', id: 7, attributes: { state: 'finished' } };

	it.each([
		['a list', async (client: Client) => await listAll(client, '/prospects', ''), []],
		['a record', async (client: Client) => await batchApi(client).get(7), data],
	])('is none, in the words of Outreach: %s', async (_what, call, body) => {
		for (const said of [errors, { detail: 'Search backend down' }, 'Search backend down']) {
			const client = cannedClient([{ body: { data: body, errors: said } }], 'v1', outreach);
			const result = await call(client);
			expect(!result.ok && result.failure.message).toContain('(200): Search backend down');
			expect(client.sent.length).toBeGreaterThan(1);
		}
	});

	it('leaves open whether a write was carried out, and is not sent again', async () => {
		const client = cannedClient([{ body: { data, errors } }], 'v1', outreach);
		const target = targetOf(['1']);
		if (!target.ok) throw new Error('no target');
		const call = {
			action: 'prospectsDestroyAll',
			repeatable: false,
			target: target.value,
			attributes: {},
		};
		const result = await sendAction(client, { ...call, skipConfirmation: false });
		expect(result).toMatchObject({ ok: false, failure: { ambiguous: true } });
		expect(client.sent).toHaveLength(1);
	});

	it.each([undefined, null, [], ''])('has none where they are %j', async (none) => {
		const client = cannedClient([{ body: { data, errors: none } }], 'v1', outreach);
		expect(await batchApi(client).get(7)).toMatchObject({ ok: true, value: { id: 7 } });
	});
});

it.each([[undefined], [null], [[]], ['x']])(
	'a record with %j for attributes is none',
	async (odd) => {
		const data = { type: 'batch', id: 7, attributes: odd };
		const one = cannedClient([{ body: { data } }], 'v1', outreach);
		expect(await batchApi(one).get(7)).toMatchObject({ failure: { kind: 'unreadable' } });
	},
);
