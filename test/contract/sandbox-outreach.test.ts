import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox } from '../support/sandbox';

const MEDIA_TYPE = 'application/vnd.api+json';
const ADA = 1001;
const BEN = 1002;
const CHIARA = 1003;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(() => sandbox.control.reset());

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(
	method: string,
	path: string,
	data?: unknown,
	headers: Record<string, string> = { 'content-type': MEDIA_TYPE },
): Promise<AxiosResponse> {
	return axios.request({
		method,
		url: path.startsWith('http') ? path : `${sandbox.outreach}/api/v2${path}`,
		...(data === undefined ? {} : { data: JSON.stringify(data) }),
		headers: { authorization: `Bearer ${DEMO.outreachAccessToken}`, ...headers },
		proxy: false,
		validateStatus: () => true,
	});
}

const get = (path: string) => call('GET', path, undefined, {});

/** Starts a bulk action; ids go into the body and the query unless told otherwise. */
function act(
	name: string,
	ids: Array<number | string>,
	attributes: Record<string, unknown> = {},
	query = ids.map((id) => `actionParams[filter][id][]=${id}`).join('&'),
): Promise<AxiosResponse> {
	return call('POST', `/batches/actions/${name}?${query}`, {
		data: { attributes: { ids, ...attributes } },
	});
}

/** The batch after it has run. */
async function finished(started: AxiosResponse): Promise<Json> {
	await sandbox.control.clock({ advanceSeconds: 5 });
	return (await get(`/batches/${started.data.data.id}`)).data.data;
}

const record = async (path: string) => (await get(path)).data.data;
const idsOf = (answer: AxiosResponse) => answer.data.data.map((one: { id: number }) => one.id);
const errorOf = (answer: AxiosResponse) => [answer.status, answer.data.errors[0].id];

describe('the bulk actions', () => {
	const change = async (
		name: string,
		id: number,
		attributes: Record<string, unknown> = {},
	): Promise<Json> => {
		const batch = await finished(await act(name, [id], attributes));
		expect(batch.attributes).toMatchObject({
			state: 'finished',
			total: 1,
			failures: 0,
			pending: 0,
		});
		return record(`/${name.startsWith('account') ? 'accounts' : 'prospects'}/${id}`);
	};

	it.each([
		['accountAddTags', 'accountsRemoveTags', 101],
		['prospectsAddTags', 'prospectsRemoveTags', ADA],
	])('%s and %s', async (add, remove, id) => {
		expect((await change(add, id, { tags: ['a', 'b'] })).attributes.tags).toEqual(['a', 'b']);
		expect((await change(add, id, { tags: ['b'] })).attributes.tags).toEqual(['a', 'b']);
		expect((await change(remove, id, { tags: ['A', 'b'] })).attributes.tags).toEqual(['a']);
	});

	it.each([
		['accounts', 101],
		['prospects', ADA],
	])('%s: assignments and owner', async (kind, id) => {
		const assigned = (one: Json) =>
			one.relationships.assignedUsers.data.map((user: { id: number }) => user.id);
		const userIds = ['1', '2'];
		expect(assigned(await change(`${kind}AddAssignments`, id, { userIds }))).toEqual([1, 2]);
		const left = await change(`${kind}RemoveAssignments`, id, { userIds: ['1'] });
		expect(assigned(left)).toEqual([2]);
		expect(assigned(await change(`${kind}RemoveAllAssignments`, id))).toEqual([]);
		const owned = await change(`${kind}AssignOwner`, id, { ownerId: 3 });
		expect(owned.relationships.owner.data).toEqual({ type: 'user', id: 3 });
	});

	it.each([
		['accounts', 101, { domain: 'new.example', named: true, custom1: 'B' }],
		['prospects', ADA, { title: 'CEO', optedOut: true, score: 4.5, custom2: 'SMB' }],
	])('%sBulkModify sets a map of fields, or one by name', async (kind, id, fields) => {
		expect((await change(`${kind}BulkModify`, id, fields)).attributes).toMatchObject(fields);
		const one = { fieldName: 'custom2', fieldValue: kind === 'accounts' ? 'Ada' : 'Enterprise' };
		const changed = await change(`${kind}BulkModify`, id, one);
		expect(changed.attributes.custom2).toBe(one.fieldValue);
		expect(changed.attributes).not.toHaveProperty('fieldName');
	});

	it('keeps name in step with first and last name', async () => {
		const changed = await change('prospectsBulkModify', ADA, { lastName: 'Novak' });
		expect(changed.attributes.name).toBe('Ada Novak');
	});

	it('prospectsAssignAccount and prospectsAssignOpportunity', async () => {
		const moved = await change('prospectsAssignAccount', ADA, { accountId: '102' });
		expect(moved.relationships.account.data).toEqual({ type: 'account', id: 102 });
		const linked = await change('prospectsAssignOpportunity', ADA, { opportunityId: '51' });
		expect(linked.relationships.opportunities.data).toEqual([{ type: 'opportunity', id: 51 }]);
	});

	it('prospectsAddToSequence, PauseAll and FinishAll', async () => {
		const states = async () => (await get(`/sequenceStates?filter[prospect][id]=${ADA}`)).data.data;
		await change('prospectsAddToSequence', ADA, { sequenceId: 11, mailboxId: 42 });
		const [active] = await states();
		expect(active.attributes.state).toBe('active');
		expect(active.relationships).toMatchObject({
			sequence: { data: { id: 11 } },
			mailbox: { data: { id: 42 } },
			user: { data: { id: 2 } },
			batchItemCreator: { data: { type: 'batchItem' } },
		});
		await change('prospectsPauseAll', ADA);
		expect((await states())[0].attributes).toMatchObject({
			state: 'paused',
			pauseReason: 'manual',
		});
		await change('prospectsFinishAll', ADA);
		expect((await states())[0].attributes.state).toBe('finished');
		// A prospect is added to a sequence once ever, unless its ruleset says otherwise.
		await sandbox.control.switches({
			outreach: { newSequenceState: 'pending', sequenceReaddition: 'inactive-only' },
		});
		await change('prospectsAddToSequence', ADA, { sequenceId: 11, mailboxId: 42 });
		expect((await states())[1].attributes.state).toBe('pending');
	});

	it.each([
		['accountsDestroyAll', '/accounts/101'],
		['prospectsDestroyAll', `/prospects/${ADA}`],
	])('%s deletes', async (name, path) => {
		await finished(await act(name, [Number(path.split('/')[2])]));
		expect(errorOf(await get(path))).toEqual([404, 'resourceNotFound']);
	});

	it('does not know the plural of accountAddTags', async () => {
		expect((await act('accountsAddTags', [101], { tags: ['a'] })).status).toBe(404);
	});
});

describe('requests', () => {
	it('takes ids as text, and type in any place', async () => {
		for (const extra of [{}, { type: 'batch' }]) {
			const answer = await call(
				'POST',
				`/batches/actions/prospectsAddTags?actionParams[filter][id][]=${ADA}`,
				{ ...extra, data: { ...extra, attributes: { ids: [String(ADA)], tags: ['x'] } } },
			);
			expect(answer.data.data.attributes.total).toBe(1);
		}
	});

	it('refuses other content types with 415', async () => {
		const headers = { 'content-type': 'application/json' };
		const answer = await call('POST', '/batches/actions/prospectsFinishAll', {}, headers);
		expect(errorOf(answer)).toEqual([415, 'unsupportedMediaType']);
		const cancel = await call('POST', '/batches/1/actions/cancel', undefined, {});
		expect(cancel.status).toBe(404);
		await sandbox.control.switches({ outreach: { contentTypeOnBodylessPost: true } });
		expect((await call('POST', '/batches/1/actions/cancel', undefined, {})).status).toBe(415);
	});

	it('refuses unknown attributes, unknown parameters, wrong types and missing values', async () => {
		const attribute = await act('prospectsAddTags', [ADA], { tags: ['a'], tag: 'a' });
		expect(errorOf(attribute)).toEqual([400, 'permittedParams.unknownAttribute']);
		const parameter = await act(
			'prospectsAddTags',
			[ADA],
			{ tags: ['a'] },
			'actionParams[force]=1',
		);
		expect(parameter.status).toBe(400);
		expect(errorOf(await act('prospectsAddTags', [ADA], { tags: 'a' }))[0]).toBe(422);
		expect(errorOf(await act('prospectsAddTags', [ADA]))).toEqual([422, 'validationError']);
		expect(errorOf(await act('prospectsAssignOwner', [ADA], { ownerId: '1' }))[0]).toBe(422);
		expect(errorOf(await act('prospectsAssignOwner', [ADA], { ownerId: 99 }))[0]).toBe(422);
	});

	it('refuses to enrol into a locked sequence', async () => {
		const answer = await act('prospectsAddToSequence', [ADA], { sequenceId: 13, mailboxId: 41 });
		expect(answer.status).toBe(422);
		expect(answer.data.errors[0].detail).toBe('Sequence is locked.');
	});

	it('refuses a request line over 8 kB with 414', async () => {
		const query = Array.from(
			{ length: 250 },
			(_, index) => `actionParams%5Bfilter%5D%5Bid%5D%5B%5D=${ADA + index}`,
		).join('&');
		expect((await act('prospectsFinishAll', [ADA], {}, query)).status).toBe(414);
	});

	it('puts several errors into one body when switched', async () => {
		await sandbox.control.switches({ outreach: { errorText: 'several' } });
		expect((await get('/prospects/1')).data.errors).toHaveLength(2);
	});

	it.each([
		['details', 'details'],
		['detail', 'detail'],
	])('writes error text under %s', async (errorText, key) => {
		await sandbox.control.switches({ outreach: { errorText } });
		expect((await get('/prospects/1')).data.errors[0][key]).toBe(
			"Could not find 'prospect' with ID '1'.",
		);
	});
});

describe('targeting', () => {
	const total = async (answer: Promise<AxiosResponse>) =>
		(await answer).data.data?.attributes.total ?? (await answer).status;
	const tag = (ids: Array<number | string> | undefined, query = '') =>
		call('POST', `/batches/actions/prospectsAddTags?${query}`, {
			data: { attributes: { ...(ids === undefined ? {} : { ids }), tags: ['x'] } },
		});

	it.each([
		['nothing', undefined, ''],
		['an empty list', [], ''],
		['an unknown filter', undefined, 'actionParams[filter][nickname]=x'],
		['a blank filter', undefined, 'actionParams[filter][id][]='],
	])('acts on everybody for %s, and counts it', async (_name, ids, query) => {
		expect(await total(tag(ids as number[] | undefined, query))).toBe(12);
		expect((await sandbox.control.counters()).outreach).toMatchObject({
			untargetedRequests: 1,
			untargetedRecords: 12,
		});
	});

	it('acts on named accounts only', async () => {
		const answer = await call('POST', '/batches/actions/accountAddTags', {
			data: { attributes: { tags: ['x'] } },
		});
		expect(answer.data.data.attributes.total).toBe(12);
		expect((await act('accountAddTags', [990], { tags: ['x'] })).data.data.attributes.total).toBe(
			0,
		);
	});

	it('can refuse an empty target and unknown filters', async () => {
		await sandbox.control.switches({ outreach: { emptyTarget: '422', unknownFilter: '400' } });
		expect(await total(tag([]))).toBe(422);
		expect(await total(tag([ADA], 'actionParams[filter][nickname]=x'))).toBe(400);
		expect((await sandbox.control.counters()).outreach.untargetedRequests).toBe(0);
	});

	it.each([
		['intersection', 1],
		['union', 3],
		['ids', 2],
		['filter', 2],
	])('combines ids and filter as %s', async (idsAndFilter, count) => {
		await sandbox.control.switches({ outreach: { idsAndFilter } });
		const query = `actionParams[filter][id][]=${BEN}&actionParams[filter][id][]=${CHIARA}`;
		expect(await total(tag([ADA, BEN], query))).toBe(count);
		expect((await sandbox.control.counters()).outreach.untargetedRequests).toBe(0);
	});

	it.each([
		['actionParams[filter][id][gte]=1011', 2],
		['actionParams[filter][id]=1001&actionParams[filter][id]=1002', 1],
		['actionParams[filter][id]=1001,1002', 0],
		['actionParams[filter][owner][id]=1', 6],
		['actionParams[filter][owner][id][]=1&actionParams[filter][id][lte]=1004', 2],
		['actionParams[filter][emails][]=ben.okafor@bluepeak.example', 1],
		['actionParams[filter][title]=__null__', 0],
		['actionParams[filter][q]=gra', 1],
	])('understands %s', async (query, count) => {
		expect(await total(tag(undefined, query))).toBe(count);
	});

	it('does not count unknown ids, or fails them', async () => {
		expect(await total(tag([ADA, 999999]))).toBe(1);
		await sandbox.control.switches({ outreach: { unknownIds: 'failed-items' } });
		const batch = await finished(await tag([ADA, 999999]));
		expect(batch.attributes).toMatchObject({ total: 2, failures: 1 });
	});
});

describe('batches', () => {
	const large = async () => {
		await sandbox.control.reset({ people: 130 });
		const ids = Array.from({ length: 101 }, (_, index) => ADA + index);
		return act('prospectsAddTags', ids, { tags: ['x'] }, '');
	};
	const confirm = (id: number, count?: number) =>
		call(
			'POST',
			`/batches/${id}/actions/confirm${count === undefined ? '' : `?actionParams[confirmedCount]=${count}`}`,
			{},
		);
	const tagged = async () =>
		(await sandbox.control.state()).people.filter((one) => one.outreach!.tags.includes('x')).length;

	it('goes from pending over processing to finished', async () => {
		await sandbox.control.switches({ outreach: { batchPendingMs: 10_000, batchRunMs: 20_000 } });
		const started = await act('prospectsAddTags', [ADA, BEN], { tags: ['x'] });
		const state = async () => (await record(`/batches/${started.data.data.id}`)).attributes;
		expect(started.data.data.attributes).toMatchObject({ state: 'pending', startedAt: null });
		await sandbox.control.clock({ advanceSeconds: 20 });
		expect(await state()).toMatchObject({ state: 'processing', pending: 1, finishedAt: null });
		await sandbox.control.clock({ advanceSeconds: 15 });
		expect(await state()).toMatchObject({ state: 'finished', pending: 0 });
		expect(await tagged()).toBe(2);
	});

	it('stops above 100 targets until the right count is confirmed', async () => {
		const started = await large();
		const { id, attributes } = started.data.data;
		expect(attributes).toMatchObject({
			state: 'confirming',
			confirmCount: 101,
			confirmedCountRequired: true,
		});
		await finished(started);
		expect(await tagged()).toBe(0);
		expect(errorOf(await confirm(id))).toEqual([422, 'validationError']);
		expect((await confirm(id, 100)).status).toBe(422);
		const confirmed = await confirm(id, 101);
		expect(confirmed.data.data.attributes.confirmedAt).toBeTruthy();
		expect((await finished(started)).attributes.state).toBe('finished');
		expect(await tagged()).toBe(101);
		expect((await confirm(id, 101)).status).toBe(422);
	});

	it('skips the confirmation on request, or at another threshold', async () => {
		const query = `actionParams[skipConfirmation]=true&actionParams[filter][id][]=${ADA}`;
		await sandbox.control.switches({ outreach: { confirmationThreshold: 0 } });
		const state = async (answer: Promise<AxiosResponse>) =>
			(await answer).data.data.attributes.state;
		expect(await state(act('prospectsFinishAll', [ADA]))).toBe('confirming');
		expect(await state(act('prospectsFinishAll', [ADA], {}, query))).toBe('pending');
		await sandbox.control.switches({ outreach: { confirmationThreshold: -1 } });
		expect(await state(large())).toBe('confirming');
	});

	it('keeps what is done when canceled while it runs', async () => {
		await sandbox.control.switches({ outreach: { batchPendingMs: 0, batchRunMs: 100_000 } });
		const started = await act('prospectsAddTags', [1001, 1002, 1003, 1004], { tags: ['x'] });
		const { id } = started.data.data;
		await sandbox.control.clock({ advanceSeconds: 50 });
		const canceled = await call('POST', `/batches/${id}/actions/cancel`, {});
		expect(canceled.data.data.attributes).toMatchObject({
			state: 'canceled',
			canceledAt: expect.any(String),
			finishedAt: null,
		});
		await sandbox.control.clock({ advanceSeconds: 500 });
		expect(await tagged()).toBe(2);
		expect((await call('POST', `/batches/${id}/actions/cancel`, {})).status).toBe(422);
	});

	it.each(['failed', 'vanishes', 'hangs'])('can end otherwise: %s', async (batchEnd) => {
		await sandbox.control.switches({ outreach: { batchEnd } });
		const batch = await finished(await act('prospectsAddTags', [ADA, BEN], { tags: ['x'] }));
		if (batchEnd === 'vanishes') expect(batch).toBeUndefined();
		else expect(batch.attributes.state).toBe(batchEnd === 'hangs' ? 'pending' : 'failed');
		expect(await tagged()).toBe({ failed: 1, vanishes: 2, hangs: 0 }[batchEnd]);
	});

	it('lists failed items page by page', async () => {
		await act('prospectsAddToSequence', [BEN], { sequenceId: 11, mailboxId: 41 });
		await sandbox.control.clock({ advanceSeconds: 5 });
		await sandbox.control.setOutreachProspect(CHIARA, { optedOut: true });
		const attributes = { sequenceId: 11, mailboxId: 41 };
		const batch = await finished(
			await act('prospectsAddToSequence', [ADA, BEN, CHIARA], attributes),
		);
		expect(batch.attributes).toMatchObject({ state: 'finished', total: 3, failures: 2 });
		const query = `filter[batchId]=${batch.id}&filter[failed]=true`;
		const first = await get(`/batchItems?${query}&page[size]=1`);
		const second = await get(first.data.links.next);
		expect(second.data.links).not.toHaveProperty('next');
		const items = [...first.data.data, ...second.data.data].map((item) => item.attributes);
		expect(items).toMatchObject([
			{ state: 'error', info: 'Prospect is already active in this sequence.' },
			{ state: 'error', info: 'Prospect has opted out.' },
		]);
		expect(items.map((item) => JSON.parse(item.data).id)).toEqual([BEN, CHIARA]);
		const { related } = batch.relationships.batchItems.links;
		expect(idsOf(await get(related))).toHaveLength(3);
	});

	it('fails items for unknown, read-only and unfit fields, or refuses them', async () => {
		for (const fields of [{ nosuch: 'x' }, { name: 'x' }, { custom2: 'Giant' }]) {
			const batch = await finished(await act('prospectsBulkModify', [ADA], fields));
			expect(batch.attributes.failures).toBe(1);
		}
		await sandbox.control.switches({ outreach: { unknownAttribute: '400' } });
		const refused = await act('prospectsBulkModify', [ADA], { nosuch: 'x' });
		expect(errorOf(refused)).toEqual([400, 'permittedParams.unknownAttribute']);
	});

	it('fails every n-th item, with opaque data or none, when switched', async () => {
		await sandbox.control.switches({
			outreach: { failEveryNthItem: 2, itemData: 'null', batchItemsLink: 'array', idsAsText: true },
		});
		const batch = await finished(await act('prospectsAddTags', [ADA, BEN], { tags: ['x'] }));
		expect(batch.attributes.failures).toBe(1);
		expect(typeof batch.id).toBe('string');
		expect(Array.isArray(batch.relationships.batchItems)).toBe(true);
		const [item] = (await get(`/batchItems?filter[batch][id]=${batch.id}`)).data.data;
		expect(item.attributes.data).toBeNull();
	});

	it('creates a batch that carries its own target, or no longer offers to', async () => {
		const body = {
			data: {
				type: 'batch',
				attributes: { action: 'prospectsAddTags', payload: { ids: [ADA], tags: ['x'] } },
			},
		};
		const answer = await call('POST', '/batches', body);
		expect(answer.status).toBe(201);
		await finished(answer);
		expect(await tagged()).toBe(1);
		const { access_token } = await sandbox.control.tokens({ scopes: ['batches.write'] });
		const headers = { authorization: `Bearer ${access_token}`, 'content-type': MEDIA_TYPE };
		expect(errorOf(await call('POST', '/batches', body, headers))[0]).toBe(403);
		await sandbox.control.switches({ outreach: { createBatch: '404' } });
		expect((await call('POST', '/batches', body)).status).toBe(404);
	});

	it('lists batches by action and state, newest first', async () => {
		const first = await act('prospectsAddTags', [ADA], { tags: ['x'] });
		const second = await act('prospectsFinishAll', [BEN]);
		await finished(second);
		const both = await get('/batches?filter[state]=finished&sort=-createdAt');
		expect(idsOf(both)).toEqual([second.data.data.id, first.data.data.id]);
		expect(idsOf(await get('/batches?filter[action]=prospectsAddTags'))).toHaveLength(1);
		expect(idsOf(await get(`/batches?filter[prospect][id]=${BEN}`))).toEqual([second.data.data.id]);
	});

	it.each([
		['422', 422],
		['429', 429],
	])('shows an exhausted bulk quota as %s', async (bulkQuota, status) => {
		await sandbox.control.switches({ outreach: { bulkQuota } });
		expect((await act('prospectsFinishAll', [ADA])).status).toBe(status);
		expect((await sandbox.control.counters()).outreach.batches).toBe(0);
	});
});

describe('collections', () => {
	it('pages by cursor with absolute links', async () => {
		await sandbox.control.reset({ people: 120 });
		const seen: number[] = [];
		let next: string | undefined = '/prospects?page[size]=50&fields[prospect]=name';
		let pages = 0;
		while (next !== undefined) {
			const answer: AxiosResponse = await get(next);
			expect(Object.keys(answer.data.data[0].attributes)).toEqual(['name']);
			seen.push(...idsOf(answer));
			next = answer.data.links.next;
			if (next !== undefined) expect(next.startsWith(`${sandbox.outreach}/api/v2/`)).toBe(true);
			pages += 1;
		}
		expect(pages).toBe(3);
		expect(new Set(seen).size).toBe(120);
		expect(idsOf(await get('/prospects'))).toHaveLength(50);
	});

	it('counts on request, always, or truncated', async () => {
		const meta = async (query = '') => (await get(`/prospects?page[size]=1${query}`)).data.meta;
		expect(await meta()).toBeUndefined();
		expect(await meta('&count=true')).toEqual({ count: 12, count_truncated: false });
		await sandbox.control.switches({ outreach: { count: 'truncated' } });
		expect(await meta('&count=true')).toEqual({ count: 0, count_truncated: true });
	});

	it.each([
		['/prospects?filter[emails]=ada.morales@northwind-robotics.example', [1001]],
		['/prospects?filter[id]=1001,1003', [1001, 1003]],
		['/prospects?filter[id]=1011..inf', [1011, 1012]],
		['/prospects?filter[id]=1002..1003', [1002, 1003]],
		['/prospects?filter[id][]=1001&filter[id][]=1002&newFilterSyntax=true', [1001, 1002]],
		['/prospects?filter[id][gte]=1012&newFilterSyntax=true', [1012]],
		['/prospects?filter[account][name]=Acme Tools', [1009]],
		['/sequences?filter[lockedAt]=__null__&filter[enabledAt]=__notnull__', [11, 12]],
		['/users?filter[locked]=false&sort=-firstName', [2, 1]],
		['/mailboxes?filter[userId]=2', [42]],
		['/opportunities?sort=name', [51, 52]],
		['/stages', [21, 22, 23, 24]],
		['/accounts?filter[domain]=acmetools.test', [109]],
		['/accounts?filter[named]=false', []],
	])('lists %s', async (path, ids) => {
		expect(idsOf(await get(path))).toEqual(ids);
	});

	it.each([
		['/prospects?filter[id][]=1001', 'the newer syntax without newFilterSyntax'],
		['/prospects?sort=company', 'a sort by something unsortable'],
		['/prospects?limit=5', 'an unknown parameter'],
		['/prospects?page[size]=1001', 'a page above 1,000'],
		['/prospects?fields[prospect]=nosuch', 'an unknown field'],
	])('refuses %s (%s)', async (path) => {
		expect((await get(path)).status).toBe(400);
	});

	it('includes related records', async () => {
		const answer = await get('/prospects?filter[id]=1001&include=account,owner');
		expect(answer.data.included.map((one: { type: string }) => one.type)).toEqual([
			'account',
			'user',
		]);
	});

	it('lists custom fields and tells whose token it is', async () => {
		const types = (await get('/types')).data.data;
		const prospect = types.find((one: { type: string }) => one.type === 'prospect');
		expect(prospect.meta.validations.custom2).toEqual({
			type: 'inclusion',
			required: false,
			label: 'Segment',
			definition: ['SMB', 'Mid-market', 'Enterprise'],
		});
		expect((await get('')).data.meta.user.email).toMatch(/@seller\.example$/);
	});
});

describe('rate limit', () => {
	it.each([
		['epoch', /^\d{10}$/],
		['seconds', /^\d{1,4}$/],
		['iso', /^\d{4}-\d\d-\d\dT/],
		['absent', undefined],
	])('sends Retry-After as %s', async (retryAfter, form) => {
		await sandbox.control.switches({ outreach: { retryAfter } });
		await sandbox.control.limits({ outreach: { limit: 1, windowSeconds: 3600 } });
		const first = await get('/users');
		expect(first.headers).toMatchObject({
			'x-ratelimit-limit': '1',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
		});
		const second = await get('/users');
		expect(errorOf(second)).toEqual([429, 'rateLimitExceeded']);
		if (form === undefined) expect(second.headers).not.toHaveProperty('retry-after');
		else expect(second.headers['retry-after']).toMatch(form);
		if (retryAfter === 'epoch') {
			expect(second.headers['retry-after']).toBe(second.headers['x-ratelimit-reset']);
		}
		expect((await sandbox.control.counters()).outreach.tooManyRequests).toBe(1);
	});
});
