import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { saleshandyCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'saleshandyAddToDoNotContact';
const SEARCHES = /\/dnc\/item\/search$/;
const ANN = 'ann@acme.example';

let rig: VendorRig;
/** Lists by name. */
let ids: Record<string, string>;

beforeAll(async () => {
	rig = await startVendorRig('saleshandy');
	const { dncLists } = await rig.sandbox.control.saleshandy();
	ids = Object.fromEntries(dncLists.map(({ id, name }) => [name, id]));
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());

const list = (name: string) => ({ __rl: true, mode: 'list', value: ids[name] });

const add = async (items: Json[], more: Partial<RunRequest> = {}, parameters: Json = {}) =>
	await rig.run({
		node: NODE,
		parameters: { dncListId: list('Former addresses'), items: '={{ $json.entry }}', ...parameters },
		items,
		...more,
	});

const entries = async () =>
	(await rig.sandbox.control.saleshandy()).doNotContact.map(({ value, type }) => [value, type]);
const additions = async () =>
	(await rig.requests(/\/dnc$/)).filter(({ method }) => method === 'POST');
const switches = async (saleshandy: Json) => await rig.sandbox.control.switches({ saleshandy });
const put = async (value: string, name = 'Former addresses', type: 'email' | 'domain' = 'email') =>
	await rig.sandbox.control.addSaleshandyDoNotContact([{ value, type, listId: ids[name] }]);
const once = { requestOptions: { maxAttempts: 1 } };

describe('what is added', () => {
	it('goes to the list in one call, with one item per entry', async () => {
		const items = itemsOf(
			await add([{ entry: ' ANN@acme.example ' }, { entry: ['bluepeak.example', ANN] }]),
		);
		expect(items.map((item) => [origins(item), item.json])).toEqual([
			[[0], { dncListId: ids['Former addresses'], value: ANN, type: 'email', alreadyThere: false }],
			[[1], { dncListId: ids['Former addresses'], value: ANN, type: 'email', alreadyThere: false }],
			[
				[1],
				{
					dncListId: ids['Former addresses'],
					value: 'bluepeak.example',
					type: 'domain',
					alreadyThere: false,
				},
			],
		]);
		expect(await entries()).toEqual([
			[ANN, 'email'],
			['bluepeak.example', 'domain'],
		]);
		expect((await additions()).map(({ requestBody }) => requestBody)).toEqual([
			{ dncListId: ids['Former addresses'], items: [ANN, 'bluepeak.example'] },
		]);
	});

	it('is one call for each list', async () => {
		const items = [
			{ entry: ANN, list: ids.Competitors },
			{ entry: ANN, list: ids.Customers },
			{ entry: 'ben@acme.example', list: ids.Competitors },
		];
		const dncListId = { __rl: true, mode: 'id', value: '={{ $json.list }}' };
		expect(itemsOf(await add(items, {}, { dncListId })).map(origins)).toEqual([[0], [1], [2]]);
		expect((await additions()).map(({ requestBody }) => requestBody)).toEqual([
			{ dncListId: ids.Competitors, items: [ANN, 'ben@acme.example'] },
			{ dncListId: ids.Customers, items: [ANN] },
		]);
	});

	it('is not what is there already, in any case', async () => {
		await put('Ann@Acme.example');
		const items = itemsOf(await add([{ entry: ANN }, { entry: 'ben@acme.example' }]));
		expect(items.map(({ json }) => [json.value, json.alreadyThere])).toEqual([
			[ANN, true],
			['ben@acme.example', false],
		]);
		expect((await additions())[0].requestBody).toMatchObject({ items: ['ben@acme.example'] });
		expect(itemsOf(await add([{ entry: ANN }]))[0].json.alreadyThere).toBe(true);
		expect(await additions()).toHaveLength(1);
	});

	it('is not taken for there because of a neighbor, another list or a domain', async () => {
		await put(`jo${ANN}`);
		await put(`${ANN}.example`);
		await put(ANN, 'Customers');
		await put('acme.example', 'Former addresses', 'domain');
		expect(itemsOf(await add([{ entry: ANN }]))[0].json.alreadyThere).toBe(false);
		expect(await additions()).toHaveLength(1);
	});

	it('is found among more neighbors than a page holds', async () => {
		const many = Array.from({ length: 150 }, (_, index) => ({
			value: `n${index}${ANN}`,
			type: 'email' as const,
			listId: ids['Former addresses'],
		}));
		await rig.sandbox.control.addSaleshandyDoNotContact(many);
		await put(ANN);
		expect(itemsOf(await add([{ entry: ANN }]))[0].json.alreadyThere).toBe(true);
		expect(await additions()).toEqual([]);
	});
});

describe('proof', () => {
	it('fails what is accepted and never found, with what to do', async () => {
		await switches({ dncAdd: 'dropped' });
		const { error } = await add([{ entry: ANN }]);
		expect(error?.message).toBe(
			`Adding "${ANN}" to the Do Not Contact list ${ids['Former addresses']} is not confirmed: Saleshandy was told to, but its search does not find the entry there [item 0]`,
		);
		expect(error?.description).toContain('what is there is not added again');
		expect(await additions()).toHaveLength(1);
		expect(await rig.requests(SEARCHES)).toHaveLength(4);
	});

	it('waits a little for the search', async () => {
		await switches({ dncSearchMs: 500 });
		expect(itemsOf(await add([{ entry: ANN }]))[0].json.alreadyThere).toBe(false);
		expect(await additions()).toHaveLength(1);
	});

	it.each([
		['a lost answer', { drop: 'after' as const }],
		['a 500', { status: 500, applyFirst: true }],
		['half an answer', { truncate: true }],
	])('finds what %s left behind, and adds it once', async (_, fault) => {
		await rig.sandbox.control.fault({ vendor: 'saleshandy', method: 'POST', ...fault });
		expect(itemsOf(await add([{ entry: ANN }]))[0].json.alreadyThere).toBe(false);
		expect(await entries()).toEqual([[ANN, 'email']]);
		expect(await additions()).toHaveLength(1);
	});

	it('says that it is not known where the call was lost, and does not repeat it', async () => {
		await rig.sandbox.control.fault({ vendor: 'saleshandy', method: 'POST', drop: 'before' });
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { error } = await add([{ entry: ANN }], retry);
		expect(error?.message).toContain('carried the call out is not known');
		expect(error?.message).toContain('look at the Do Not Contact list');
		expect(await additions()).toHaveLength(1);
	});

	it('says the same at a second try as at the first: what it added was not there', async () => {
		await switches({ dncSearchMs: 4000 });
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1500 };
		const items = itemsOf(await add([{ entry: ANN }], retry));
		expect(items[0].json.alreadyThere).toBe(false);
		expect(await additions()).toHaveLength(1);
	});

	it('says that it was accepted where the look that proves it fails', async () => {
		const fault = { vendor: 'saleshandy', path: 'item/search', status: 500, after: 1, times: 9 };
		await rig.sandbox.control.fault({ ...fault, vendor: 'saleshandy' });
		const { error } = await add([{ entry: ANN }], {}, once);
		expect(error?.message).toContain('accepted the entries, but whether they are on the list');
		expect(await additions()).toHaveLength(1);
	});

	it('adds nothing where the look before it fails', async () => {
		const fault = { vendor: 'saleshandy', path: 'item/search', status: 500, times: 9 } as const;
		await rig.sandbox.control.fault(fault);
		const { error } = await add([{ entry: ANN }], {}, once);
		expect(error?.description).toContain('Nothing was changed.');
		expect(await additions()).toEqual([]);
	});
});

describe('refusals', () => {
	it.each([
		['gmail.com', 'which people of many companies share'],
		['Yahoo.co.uk', 'which people of many companies share'],
		['onmicrosoft.com', 'which people of many companies share'],
		['*@acme.example', 'Wildcards are not taken'],
		['co.uk', 'which people of many companies share'],
		['https://acme.example/about', 'This is a web address'],
		['www.acme.example', 'This is a web address'],
		['@acme.example', 'Give the domain without the @'],
		['acme', 'must be an email address such as ann@example.com or a domain'],
		['ann@', 'must be an email address'],
		['', '"Emails and Domains" is empty'],
	])('refuses %j, before anything is sent for it', async (entry, message) => {
		const onError = 'continueErrorOutput';
		const { output } = await add([{ entry }, { entry: 'ann@gmail.com' }], { onError });
		expect(output?.map((one) => one.flatMap(origins))).toEqual([[1], [0]]);
		expect(JSON.stringify(output?.[1])).toContain(message.replaceAll('"', '\\"'));
		expect(await entries()).toEqual([['ann@gmail.com', 'email']]);
	});

	it('names the list that is not there', async () => {
		const dncListId = { __rl: true, mode: 'id', value: 'nope' };
		const { error } = await add([{ entry: ANN }], {}, { dncListId });
		expect(error?.message).toContain(
			'Nothing was added to the Do Not Contact list "nope": Saleshandy refused the request (400): DNC list not found',
		);
		expect(error?.description).toContain('Check that the list is still there');
	});

	it.each([401, 403, 404, 422, 429])('reports %i', async (status) => {
		const body = { error: true, message: 'No' };
		await rig.sandbox.control.fault({ vendor: 'saleshandy', status, body, times: 9 });
		const { error } = await add([{ entry: ANN }], {}, once);
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(await entries()).toEqual([]);
	});

	it('fails the items of one list, and not those of another', async () => {
		const items = [
			{ entry: ANN, list: 'nope' },
			{ entry: ANN, list: ids.Customers },
		];
		const dncListId = { __rl: true, mode: 'id', value: '={{ $json.list }}' };
		const { output } = await add(items, { onError: 'continueErrorOutput' }, { dncListId });
		expect(output?.map((one) => one.flatMap(origins))).toEqual([[1], [0]]);
		const { error } = await add(items.toReversed(), {}, { dncListId });
		expect(error?.description).toContain(
			`Of 2 calls, 1 went through: 1 entry of the list ${ids.Customers}.`,
		);
	});
});

describe('the form', () => {
	const lists = async (filter?: string) =>
		(
			await rig.host.listSearch({
				node: NODE,
				method: 'searchDncLists',
				credentials: saleshandyCredential(rig.sandbox),
				filter,
			})
		).results;

	it.each(['double', 'single'])('lists the lists from a %s envelope', async (dncEnvelope) => {
		await switches({ dncEnvelope });
		await put(ANN, 'Customers');
		expect(await lists()).toContainEqual({ name: 'Customers (1 entry)', value: ids.Customers });
		expect(await lists('form')).toEqual([
			{ name: 'Former addresses (0 entries)', value: ids['Former addresses'] },
		]);
	});
});
