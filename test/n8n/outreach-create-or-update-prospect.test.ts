import type { FaultOrder } from '../../sandbox/core/faults.ts';
import type { Json, RunRequest } from '../../tools/core-host/protocol';
import { itemsOf, origins } from '../support/explorium';
import { callOutreach } from '../support/outreachApi';
import { outreachCredential, startVendorRig, type VendorRig } from '../support/vendorRig';

const NODE = 'outreachCreateOrUpdateProspect';
const ADA = 1001;
const BEN = 1002;
const ADAS = 'ada.morales@northwind-robotics.example';
const BENS = 'ben.okafor@bluepeak.example';
const NEW = 'ada.morales@atlasventures.test';
const GMAIL = 'ada.morales@gmail.com';
const GOES_ON = { onError: 'continueErrorOutput' } as const;
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

let rig: VendorRig;

beforeAll(async () => {
	rig = await startVendorRig('outreach');
});
afterAll(async () => await rig.stop());
beforeEach(async () => await rig.reset());
afterEach(async () => {
	const { outreach, schemaViolations } = await rig.sandbox.control.counters();
	expect([outreach.untargetedRequests, schemaViolations]).toEqual([0, 0]);
});

const switches = async (outreach: Json) => await rig.sandbox.control.switches({ outreach });
const fault = async (order: Partial<FaultOrder>) =>
	await rig.sandbox.control.fault({ vendor: 'outreach', ...order });

const byName = (fields: Json) => ({
	fieldsToSet: 'byName',
	fieldValues: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
});
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

/** What the tests look at, which is more than a simplified prospect has. */
const SHOWN = {
	output: 'selectedFields',
	fields:
		'created,updated,isOptedOut,removedEmails,notTaken,name,firstName,lastName,emails,title,company,tags,linkedInUrl,optedOut,emailOptedOut,callOptedOut,emailsOptStatus,callsOptStatus,accountId,ownerId,stageId,custom1,custom2,custom3',
};

const run = async (parameters: object, items: object[] = [{}], more: Partial<RunRequest> = {}) =>
	await rig.run({
		node: NODE,
		parameters: { requestOptions: { maxAttempts: 2 }, ...SHOWN, ...parameters },
		items: items as Json[],
		...more,
	});

const one = async (parameters: object, items?: object[], more?: Partial<RunRequest>) => {
	const [item, ...others] = itemsOf(await run(parameters, items, more));
	expect(others).toEqual([]);
	return item.json;
};

const refused = async (parameters: object, items?: object[], more?: Partial<RunRequest>) => {
	const { error } = await run(parameters, items, more);
	expect(error).not.toBeNull();
	return `${error?.message} ${error?.description ?? ''}`;
};

/** What was sent to write, oldest first. */
const writes = async () =>
	(await rig.requests(/^\/api\/v2\/prospects(\/\d+)?$/))
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, requestBody }) => ({
			sent: `${method} ${path.replace('/api/v2', '')}`,
			...requestBody?.data,
		}));

async function api(method: string, path: string, body?: object): Promise<Json> {
	const token = (await rig.sandbox.control.tokens()).access_token;
	const answer = await callOutreach(rig.sandbox.outreach, token, method, path, body);
	return answer.data as Json;
}

const prospect = async (id: number) => (await api('GET', `/prospects/${id}`)).data as Json;
const attributes = async (id: number) => (await prospect(id)).attributes as Json;
const everybody = async () => (await api('GET', '/prospects')).data as Json[];

/** Sets a prospect up, without a trace among the requests. */
const given = async (id: number, values: Json) => {
	await api('PATCH', `/prospects/${id}`, { data: { type: 'prospect', id, attributes: values } });
	await rig.sandbox.control.clearRequests();
};

const nothingWritten = async () => {
	expect(await writes()).toEqual([]);
	expect(await everybody()).toHaveLength(12);
};

describe('a person who is there', () => {
	it('gets the new address first, and only what is filled in', async () => {
		const json = await one({
			emails: NEW,
			formerEmails: ADAS,
			...byName({ title: 'CEO', company: '' }),
		});
		expect(json).toMatchObject({
			id: ADA,
			created: false,
			updated: true,
			isOptedOut: false,
			removedEmails: [ADAS],
			name: 'Ada Morales',
			emails: [NEW],
			title: 'CEO',
		});
		expect(await writes()).toEqual([
			{
				sent: `PATCH /prospects/${ADA}`,
				type: 'prospect',
				id: ADA,
				attributes: { title: 'CEO', emails: [NEW] },
			},
		]);
	});

	it.each([
		['ID', { findBy: 'id', prospectId: ADA }],
		['LinkedIn page', { findBy: 'linkedIn', linkedIn: 'https://linkedin.example/in/Ada-Morales/' }],
		['LinkedIn slug', { findBy: 'linkedIn', linkedIn: 'ada-morales' }],
		['an address in another case', { emails: ADAS.toUpperCase() }],
		['one of several addresses', { formerEmails: `x@y.example, ${ADAS}` }],
	])('is found by %s', async (_, way) => {
		const json = await one({ ...way, ...byName({ title: 'CEO' }) });
		expect([json.id, json.created, json.emails]).toEqual([ADA, false, [ADAS]]);
		expect(await writes()).toEqual([
			{ sent: `PATCH /prospects/${ADA}`, type: 'prospect', id: ADA, attributes: { title: 'CEO' } },
		]);
	});

	it.each([
		['Ada-Morales', 'Ada-Morales'],
		['J%C3%BCrgen-A', 'Jürgen-A'],
		['jürgen', 'https://www.linkedin.com/in/J%c3%bcrgen'],
	])('is found by the page %s as %s', async (kept, linkedIn) => {
		await given(ADA, { linkedInUrl: `https://www.linkedin.com/in/${kept}` });
		const way = { findBy: 'linkedIn', options: { ifNotFound: 'nothing' } };
		const { output, error } = await run({ ...way, linkedIn });
		expect(error).toBeNull();
		expect(output?.[0].map(({ json }) => json.id)).toEqual([ADA]);
	});

	it('is found by an address that is kept in another case, and opt-outs are seen', async () => {
		await given(ADA, { emails: ['Ada.Morales@Mixed.example'], optedOut: true });
		const json = await one({ emails: 'ada.morales@mixed.example', ...byName({ title: 'CEO' }) });
		expect(json).toMatchObject({ id: ADA, created: false, isOptedOut: true, title: 'CEO' });
		const former = await one({ emails: NEW, formerEmails: 'ADA.morales@mixed.example' });
		expect(former).toMatchObject({ id: ADA, emails: [NEW], isOptedOut: true });
		expect(await everybody()).toHaveLength(12);
	});

	it('gets account, owner and stage by their IDs as numbers; the company follows', async () => {
		const json = await one({
			findBy: 'id',
			prospectId: ADA,
			accountId: picked('102'),
			ownerId: picked(2),
			stageId: picked('22'),
		});
		expect(json).toMatchObject({
			accountId: 102,
			ownerId: 2,
			stageId: 22,
			company: 'Bluepeak Energy',
		});
		const [{ relationships, attributes: sent }] = await writes();
		expect(sent).toEqual({});
		expect(relationships).toEqual({
			account: { data: { type: 'account', id: 102 } },
			owner: { data: { type: 'user', id: 2 } },
			stage: { data: { type: 'stage', id: 22 } },
		});
	});

	it('keeps the tags there, and gets those it has in no case', async () => {
		await given(ADA, { tags: ['VIP', 'Expo'] });
		const json = await one({ emails: ADAS, tags: 'vip, Job changed, job changed' });
		expect(json.tags).toEqual(['VIP', 'Expo', 'Job changed']);
		await rig.sandbox.control.clearRequests();
		expect(await one({ emails: ADAS, tags: 'EXPO' })).toMatchObject({ updated: false });
		expect(await writes()).toEqual([]);
	});

	it('gets custom fields by their labels', async () => {
		const json = await one(
			{
				emails: '={{ $json.mail }}',
				fieldsToSet: 'mapped',
				attributes: { mappingMode: 'autoMapInputData', value: null },
			},
			[{ mail: ADAS, 'Previous Company': 'Old Inc', Champion: true }],
		);
		expect(json).toMatchObject({ id: ADA, custom1: 'Old Inc', custom3: 'true' });
	});

	it('is not written where all is as wanted', async () => {
		const json = await one({ emails: ADAS, ...byName({ title: '' }) });
		expect(json).toMatchObject({ id: ADA, created: false, updated: false, emails: [ADAS] });
		expect(await writes()).toEqual([]);
	});

	it('gives the record as it is when told so', async () => {
		const json = await one({ emails: ADAS, output: 'raw' });
		expect(json).toMatchObject({ id: ADA, record: { type: 'prospect', id: ADA } });
	});
});

describe('the other addresses', () => {
	beforeEach(async () => await given(ADA, { emails: [ADAS, GMAIL, 'ada@eu.atlasventures.test'] }));

	it.each([
		['removeWork', [NEW, GMAIL, 'ada@eu.atlasventures.test'], [ADAS]],
		['keep', [NEW, ADAS, GMAIL, 'ada@eu.atlasventures.test'], []],
		['replace', [NEW], [ADAS, GMAIL, 'ada@eu.atlasventures.test']],
	])('%s', async (otherEmails, emails, removedEmails) => {
		const json = await one({ emails: NEW, formerEmails: ADAS, otherEmails });
		expect(json).toMatchObject({ emails, removedEmails });
		expect((await attributes(ADA)).emails).toEqual(emails);
	});

	it.each(['removeWork', 'keep', 'replace'])(
		'%s leaves all of them without Emails',
		async (otherEmails) => {
			const json = await one({ formerEmails: ADAS, otherEmails, ...byName({ title: 'CEO' }) });
			expect(json.emails).toEqual([ADAS, GMAIL, 'ada@eu.atlasventures.test']);
		},
	);

	it.each(['removeWork', 'replace'])(
		'are kept for an AI agent, also with %s',
		async (otherEmails) => {
			const { output, error } = await rig.host.callTool({
				node: `${NODE}Tool`,
				credentials: outreachCredential(rig.sandbox),
				parameters: { emails: NEW, formerEmails: ADAS, otherEmails },
				args: {},
			});
			expect(error).toBeNull();
			expect(JSON.parse(output ?? '')).toMatchObject([{ id: ADA, removedEmails: [] }]);
			expect((await attributes(ADA)).emails).toEqual([
				NEW,
				ADAS,
				GMAIL,
				'ada@eu.atlasventures.test',
			]);
		},
	);
});

describe('a person who is not there', () => {
	const mia = { emails: 'Mia@new.example', ...byName({ firstName: 'Mia', lastName: 'Roth' }) };

	it('is created, once all ways to find them found nobody', async () => {
		const json = await one({
			...mia,
			formerEmails: 'mia@old.example',
			accountId: picked(101),
			tags: 'VIP',
		});
		expect(json).toMatchObject({
			created: true,
			updated: false,
			name: 'Mia Roth',
			emails: ['Mia@new.example'],
			tags: ['VIP'],
			company: 'Northwind Robotics',
			removedEmails: [],
		});
		expect(await writes()).toMatchObject([
			{
				sent: 'POST /prospects',
				type: 'prospect',
				attributes: { firstName: 'Mia', emails: ['Mia@new.example'], tags: ['VIP'] },
			},
		]);
		expect((await writes())[0]).not.toHaveProperty('id');
	});

	it('is created by the LinkedIn page alone, and found by it the next time', async () => {
		const way = { findBy: 'linkedIn', linkedIn: 'mia-roth' };
		const made = await one({ ...way, ...byName({ firstName: 'Mia' }) });
		expect(made).toMatchObject({
			created: true,
			linkedInUrl: 'https://www.linkedin.com/in/mia-roth',
		});
		expect(await one({ ...way, ...byName({ title: 'CEO' }) })).toMatchObject({
			id: made.id,
			created: false,
		});
	});

	it('is found by an address where an expression gives empty text for the LinkedIn page', async () => {
		const parameters = { findBy: 'linkedIn', linkedIn: '={{ $json.page ?? "" }}' };
		expect(await one({ ...parameters, emails: ADAS })).toMatchObject({ id: ADA, created: false });
		expect(await refused(parameters)).toContain('"LinkedIn URL" is empty');
		const wrong = { ...parameters, linkedIn: '={{ $json.page }}', emails: ADAS };
		expect(await refused(wrong)).toContain('"LinkedIn URL" is empty');
	});

	it('is nobody to create without an address', async () => {
		const said = await refused({ formerEmails: 'mia@old.example', ...byName({ title: 'CEO' }) });
		expect(said).toContain(
			'Outreach has no prospect with the email mia@old.example, and "Emails" is empty',
		);
		await nothingWritten();
	});

	it('is not created where a prospect of the name is at the previous company', async () => {
		const parameters = {
			emails: 'ada@elsewhere.example',
			previousCompany: 'northwind robotics, Inc.',
			...byName({ firstName: 'ADA', lastName: 'Morales' }),
		};
		expect(
			await refused({ ...parameters, ...byName({ firstName: 'Ada', lastName: 'Morales' }) }),
		).toContain(
			'Outreach has a prospect Ada Morales at Northwind Robotics already: 1001. Nobody was created',
		);
		expect(
			await refused({ ...parameters, ...byName({ firstName: 'ada ', lastName: ' Morales' }) }),
		).toContain('1001. Nobody was created');
		await nothingWritten();
		expect(await one({ ...parameters, previousCompany: 'Bluepeak Energy' })).toMatchObject({
			created: true,
		});
	});

	it.each([
		['email', { emails: 'x@y.example' }],
		['ID', { findBy: 'id', prospectId: 999_999 }],
		['LinkedIn', { findBy: 'linkedIn', linkedIn: 'nobody' }],
	])('by %s gives nothing, or fails, as told', async (_, way) => {
		const nothing = await run({ ...way, options: { ifNotFound: 'nothing' } });
		expect([nothing.error, nothing.output]).toEqual([null, [[]]]);
		expect(await refused({ ...way, options: { ifNotFound: 'error' } })).toMatch(
			/has no prospect with/,
		);
		await nothingWritten();
	});

	it('with an ID is never created', async () => {
		expect(await refused({ findBy: 'id', prospectId: 999_999, emails: 'x@y.example' })).toContain(
			'"Outreach Prospect ID" is 999999, but Outreach has no prospect with this ID',
		);
		await nothingWritten();
	});
});

describe('what to do about somebody who is there', () => {
	it('leave', async () => {
		const options = { ifFound: 'leave' };
		const json = await one({ emails: NEW, formerEmails: ADAS, ...byName({ title: 'X' }), options });
		expect(json).toMatchObject({ id: ADA, created: false, updated: false, emails: [ADAS] });
		await nothingWritten();
	});

	it('fail', async () => {
		const said = await refused({ emails: ADAS, options: { ifFound: 'error' } });
		expect(said).toContain(`Outreach has the prospect ${ADA} with the email ${ADAS} already`);
		await nothingWritten();
	});
});

describe('items about one person', () => {
	it('share one call: later values win, and lists are added', async () => {
		const items = itemsOf(
			await run(
				{
					emails: '={{ $json.new ?? "" }}',
					formerEmails: '={{ $json.old }}',
					tags: '={{ $json.tags }}',
					...byName({ title: '={{ $json.title }}', company: '={{ $json.company }}' }),
				},
				[
					{ old: ADAS, title: 'CTO', company: 'Atlas', tags: 'a' },
					{ old: BENS, title: 'COO', tags: 'x' },
					{ new: NEW, old: ADAS.toUpperCase(), title: 'CEO', tags: ['b', 'A'] },
				],
			),
		);
		expect(items.map((item) => [origins(item), item.json.id, item.json.title])).toEqual([
			[[0], ADA, 'CEO'],
			[[1], BEN, 'COO'],
			[[2], ADA, 'CEO'],
		]);
		expect((await writes()).map(({ sent, attributes: values }) => [sent, values])).toEqual(
			expect.arrayContaining([
				[
					`PATCH /prospects/${ADA}`,
					{ title: 'CEO', company: 'Atlas', tags: ['a', 'b'], emails: [NEW] },
				],
				[`PATCH /prospects/${BEN}`, { title: 'COO', tags: ['x'] }],
			]),
		);
		expect(await writes()).toHaveLength(2);
	});

	it('make one prospect, also where only a third item tells that they are the same', async () => {
		const items = itemsOf(
			await run({ emails: '={{ $json.emails }}', ...byName({ firstName: '={{ $json.name }}' }) }, [
				{ emails: 'a@new.example', name: 'A' },
				{ emails: 'b@new.example', name: 'B' },
				{ emails: 'b@new.example, a@new.example', name: 'C' },
			]),
		);
		const made = { firstName: 'C', emails: ['b@new.example', 'a@new.example'] };
		expect(items.map(({ json }) => json)).toEqual(Array(3).fill(expect.objectContaining(made)));
		expect(items.map(origins)).toEqual([[0], [1], [2]]);
		expect(await writes()).toHaveLength(1);
	});

	it('are not those that share a former address which nobody has', async () => {
		const items = itemsOf(
			await run({ emails: '={{ $json.new }}', formerEmails: 'team@shared.example' }, [
				{ new: ADAS },
				{ new: 'bob@b.example' },
				{ new: 'cleo@c.example' },
			]),
		);
		expect(items.map(({ json }) => [json.created, json.emails])).toEqual([
			[false, [ADAS]],
			[true, ['bob@b.example']],
			[true, ['cleo@c.example']],
		]);
		expect((await attributes(ADA)).emails).toEqual([ADAS]);
	});

	it('fail where one prospect has the former address, and the names differ', async () => {
		const said = await refused(
			{
				emails: '={{ $json.new }}',
				formerEmails: ADAS,
				...byName({ firstName: '={{ $json.name }}' }),
			},
			[
				{ new: NEW, name: 'Ada' },
				{ new: 'bob@b.example', name: 'Bob' },
			],
		);
		expect(said).toContain('Whose the prospect is cannot be told');
		await nothingWritten();
	});

	it('never write an address first that one of them calls former', async () => {
		const [item] = itemsOf(
			await run({ emails: '={{ $json.new }}', formerEmails: '={{ $json.old }}' }, [
				{ new: 'ada@second.example', old: ADAS },
				{ new: NEW, old: 'ada@second.example' },
			]),
		);
		expect([origins(item), item.json.id, item.json.emails]).toEqual([[0], ADA, [NEW]]);
	});

	it('leave the addresses of the last company, as in runs one after the other', async () => {
		const parameters = {
			emails: '={{ $json.new }}',
			formerEmails: ADAS,
			...byName({ title: '={{ $json.title }}' }),
		};
		await given(ADA, { emails: [ADAS, GMAIL] });
		const items = [
			{ new: 'ada@b.example', title: 'B' },
			{ new: 'ada@c.example', title: 'C' },
		];
		expect((await one(parameters, [items[0]])).emails).toEqual(['ada@b.example', GMAIL]);
		await given(ADA, { emails: [ADAS, GMAIL] });
		const atOnce = itemsOf(await run(parameters, items)).map(({ json }) => json);
		const wanted = { id: ADA, title: 'C', emails: ['ada@c.example', GMAIL], removedEmails: [ADAS] };
		expect(atOnce).toEqual([expect.objectContaining(wanted), expect.objectContaining(wanted)]);
	});

	it('are told apart by their IDs, whatever the addresses', async () => {
		const { output } = await run(
			{
				findBy: 'id',
				prospectId: '={{ $json.id }}',
				emails: '={{ $json.e ?? "" }}',
				...byName({ title: '={{ $json.t }}' }),
			},
			[
				{ id: ADA, t: 'X' },
				{ id: BEN, t: 'X', e: ADAS },
				{ id: `${ADA} `, t: 'Y' },
			],
			GOES_ON,
		);
		expect(output?.map((list) => list.map(origins))).toEqual([[[0], [2]], [[1]]]);
		expect(JSON.stringify(output?.[1])).toContain(`belongs to the prospect ${ADA}`);
		expect((await writes()).map(({ sent, attributes: values }) => [sent, values])).toEqual([
			[`PATCH /prospects/${ADA}`, { title: 'Y' }],
		]);
	});

	it('are looked up together', async () => {
		await run({ emails: '={{ $json.email }}' }, [{ email: ADAS }, { email: BENS }]);
		const lists = (await rig.requests(/\/prospects$/)).filter(({ method }) => method === 'GET');
		expect(lists).toHaveLength(1);
	});
});

describe('nothing is written', () => {
	it('where two prospects match, and both are named', async () => {
		const said = await refused({ emails: BENS, formerEmails: ADAS });
		expect(said).toContain(
			`Outreach has several prospects for this person: ${ADA} (${ADAS}), ${BEN} (${BENS}). Nothing was written`,
		);
		const byId = await refused({ findBy: 'id', prospectId: ADA, emails: BENS });
		expect(byId).toContain(
			`"Emails" holds ${BENS}, but this address belongs to the prospect ${BEN}, not to the prospect ${ADA}`,
		);
		await nothingWritten();
	});

	it('where an address belongs to two prospects', async () => {
		await switches({ purposefulDuplicates: true });
		await given(BEN, { emails: [ADAS] });
		expect(await refused({ emails: ADAS })).toContain(`${ADA} (${ADAS}), ${BEN} (${ADAS})`);
		expect(await writes()).toEqual([]);
	});

	it.each<[string, object, RegExp]>([
		['no address', { emails: 'Ada Morales' }, /"Emails" holds "Ada" .*must be an email address/],
		['nothing to find by', { emails: '={{ $json.nope }}' }, /"Emails" is empty/],
		['no ID', { findBy: 'id', prospectId: 'x7' }, /"Outreach Prospect ID" is "x7"/],
		[
			'a page of a company',
			{ findBy: 'linkedIn', linkedIn: 'https://www.linkedin.com/company/acme' },
			/"LinkedIn URL" is .*must be the address of a page/,
		],
		[
			'an unknown field',
			{ emails: ADAS, ...byName({ jobTitle: 'X' }) },
			/no field "jobTitle".*Did you mean title\?/,
		],
		['a list as a field', { emails: ADAS, ...byName({ emails: 'a@b.example' }) }, /holds a list/],
		[
			'an account that is no ID',
			{ emails: ADAS, accountId: picked('Acme') },
			/"Account" is "Acme"/,
		],
		['a wrong choice', { emails: ADAS, otherEmails: 'drop' }, /"Other Emails" is "drop"/],
	])('for %s', async (_, parameters, text) => {
		expect(await refused(parameters)).toMatch(text);
		await nothingWritten();
	});

	it.each([
		[
			'the name of the owner',
			{},
			`The address ${BENS} belongs to the prospect ${BEN} (Ben Okafor)`,
		],
		[
			'what may be',
			{ hiddenProspect: BEN },
			'is taken by a record that the connected user cannot see',
		],
	])('for an address that is taken, with %s', async (_, switched: Json, text) => {
		// Whoever has the address got it after the look-up.
		await fault({ method: 'GET', path: '/prospects$', times: 3, status: 200, body: { data: [] } });
		await switches(switched);
		const said = await refused({ emails: BENS, findBy: 'linkedIn', linkedIn: 'mia' });
		expect(said).toContain(text);
		expect(said).toContain('Contacts email hash has already been taken.');
		expect(await everybody()).toHaveLength(switched.hiddenProspect ? 11 : 12);
	});

	it('names the owner of an address that is there in another case', async () => {
		await given(BEN, { emails: ['Ben@Mixed.example'] });
		const said = await refused({ findBy: 'id', prospectId: ADA, emails: 'ben@mixed.example' });
		expect(said).toContain(`ben@mixed.example belongs to the prospect ${BEN} (Ben Okafor)`);
		expect((await attributes(ADA)).emails).toEqual([ADAS]);
	});

	it('for an address on the exclusion list', async () => {
		await switches({ excludesOwnDomain: true });
		for (const way of [{ formerEmails: ADAS }, {}]) {
			expect(await refused({ emails: 'ada@seller.example', ...way })).toContain(
				'Outreach takes no address that is on the exclusion list of the organization: one of ada@seller.example',
			);
		}
		expect((await attributes(ADA)).emails).toEqual([ADAS]);
	});

	it('without the scope to link a record, which is named', async () => {
		await switches({ relationshipScopes: true });
		const scopes = ['prospects.all'];
		const { access_token: token } = await rig.sandbox.control.tokens({ scopes });
		const credentials = outreachCredential(rig.sandbox, token);
		const said = await refused({ emails: ADAS, accountId: picked(102) }, [{}], { credentials });
		expect(said).toContain('Add the scope accounts.read');
		expect((await prospect(ADA)).relationships).toMatchObject({ account: { data: { id: 101 } } });
	});

	it.each(['entry-null', 'list-missing', 'in-list'])(
		'where the look-up is not whole: %s',
		async (alter) => {
			await fault({
				method: 'GET',
				path: '/prospects$',
				times: 'always',
				alter,
			} as Partial<FaultOrder>);
			await refused({ emails: 'mia@new.example' });
			expect(await writes()).toEqual([]);
		},
	);

	it('where the look-up holds only prospects that were not asked for', async () => {
		const body = { data: [await prospect(BEN)] };
		await fault({ method: 'GET', path: '/prospects$', times: 'always', status: 200, body });
		expect(await refused({ emails: 'mia@new.example' })).toContain('may be there');
		expect(await writes()).toEqual([]);
	});

	it('where an expression finds no address to set', async () => {
		const said = await refused({ emails: '={{ $json.nope }}', formerEmails: ADAS });
		expect(said).toContain('"Emails" is empty');
		expect(said).toContain('let the expression give an empty text');
		await nothingWritten();
	});

	it('where the list counts more than it holds', async () => {
		await switches({ count: 'always', countOffBy: 1 });
		expect(await refused({ emails: 'mia@new.example' })).toContain('nothing was sent');
		expect(await writes()).toEqual([]);
	});
});

describe('opt-outs', () => {
	it.each<[string, Json]>([
		['all', { optedOut: true }],
		['emails', { emailOptedOut: true }],
		['calls', { callOptedOut: true }],
		['the status of emails', { emailsOptStatus: 'opted_out' }],
	])('stay, and are told: %s', async (_, values) => {
		await given(ADA, values);
		const json = await one({ emails: NEW, formerEmails: ADAS, ...byName({ title: 'CEO' }) });
		expect(json).toMatchObject({ title: 'CEO', isOptedOut: true, ...values });
		expect(await attributes(ADA)).toMatchObject(values);
	});

	it('can be set', async () => {
		const json = await one({ emails: ADAS, ...byName({ optedOut: 'true' }) });
		expect(json).toMatchObject({ optedOut: true, isOptedOut: true });
	});

	it.each([
		['optedOut', 'false'],
		['emailOptedOut', '={{ false }}'],
		['callOptedOut', 'no'],
		['emailsOptStatus', 'opted_in'],
		['callsOptStatus', 'null'],
	])('are not cleared by %s = %s', async (name, value) => {
		await given(ADA, { optedOut: true });
		await refused({ emails: ADAS, ...byName({ [name]: value }) });
		expect(await writes()).toEqual([]);
	});

	it('that would go with the address are sent along with the new one', async () => {
		await given(ADA, { optedOut: true, emailsOptStatus: 'opted_out' });
		await switches({ optOut: 'goes-with-address' });
		const json = await one({ emails: NEW, formerEmails: ADAS });
		expect(json).toMatchObject({ optedOut: true, emailsOptStatus: 'opted_out', isOptedOut: true });
		expect((await writes()).map(({ attributes: sent }) => sent)).toEqual([
			{ emails: [NEW], optedOut: true, emailsOptStatus: 'opted_out' },
		]);
	});

	it('that get lost all the same are set again, and that is said', async () => {
		await given(ADA, { optedOut: true });
		await switches({ optOut: 'goes-though-sent' });
		const { hints, output } = await run({ emails: NEW, formerEmails: ADAS });
		expect(output?.[0][0].json).toMatchObject({ emails: [NEW], isOptedOut: true });
		expect(JSON.stringify(hints)).toContain(
			`took the opt-out of the prospect ${ADA} away (optedOut). It was set again.`,
		);
		expect((await writes()).map(({ attributes: sent }) => sent)).toEqual([
			{ emails: [NEW], optedOut: true },
			{ optedOut: true },
		]);
		expect(await attributes(ADA)).toMatchObject({ optedOut: true, emails: [NEW] });
	});

	it('that cannot be set again fail the item', async () => {
		await given(ADA, { optedOut: true });
		await switches({ optOut: 'goes-though-sent' });
		await fault({ method: 'PATCH', after: 1, times: 'always', status: 422 });
		const said = await refused({ emails: NEW, formerEmails: ADAS });
		expect(said).toContain(
			`The prospect ${ADA} was written, but no longer has the opt-out that it had before (optedOut)`,
		);
		expect(said).not.toContain('Nothing was changed');
	});
});

describe('a damaged read of the prospect', () => {
	it.each<[string, Json, Json, string]>([
		['opt-out', { emailOptedOut: undefined }, { emails: NEW, formerEmails: ADAS }, 'opted out'],
		['tags', { tags: undefined }, { emails: ADAS, tags: 'b' }, 'the tags of the prospect'],
		['addresses', { emails: null }, { emails: NEW, formerEmails: ADAS }, 'was just found'],
	])('without %s writes nothing', async (_, damage, parameters, text) => {
		await given(ADA, { tags: ['a'], optedOut: true });
		const data = await prospect(ADA);
		await fault({
			method: 'GET',
			path: `/prospects/${ADA}$`,
			times: 'always',
			status: 200,
			body: { data: { ...data, attributes: { ...(data.attributes as Json), ...damage } } },
		});
		expect(await refused(parameters)).toContain(text);
		expect(await writes()).toEqual([]);
	});
});

describe('fields that Outreach does not take', () => {
	it('are named, whatever its answer says', async () => {
		const data = await prospect(ADA);
		await fault({
			method: 'PATCH',
			status: 200,
			body: { data: { ...data, attributes: { ...(data.attributes as Json), title: 'CEO' } } },
		});
		const json = await one({
			findBy: 'id',
			prospectId: ADA,
			accountId: picked(102),
			...byName({ title: 'CEO' }),
		});
		expect(json).toMatchObject({ notTaken: ['title', 'account'], updated: true });
		expect(json.title).not.toBe('CEO');
	});
});

describe('after the addresses were written', () => {
	it('the first one has to be the wanted one', async () => {
		await switches({ emailsPatch: 'adds' });
		const said = await refused({ emails: NEW, formerEmails: ADAS });
		expect(said).toContain(
			`The prospect ${ADA} was written, but its first address is ${ADAS} and not ${NEW}`,
		);
		expect(said).not.toContain('Nothing was changed');
	});

	it('an address that was to be removed has to be gone', async () => {
		await switches({ emailsPatch: 'adds-first' });
		expect(await refused({ emails: NEW, formerEmails: ADAS })).toContain(
			`The prospect ${ADA} was written, but still has ${ADAS}, which was to be removed`,
		);
		await given(ADA, { emails: [ADAS] });
		const json = await one({
			emails: 'ada@third.example',
			formerEmails: ADAS,
			otherEmails: 'keep',
		});
		expect(json.removedEmails).toEqual([]);
	});

	it('a prospect that cannot be read back fails', async () => {
		await fault({
			method: 'GET',
			path: `/prospects/${ADA}$`,
			after: 1,
			times: 'always',
			status: 500,
		});
		const said = await refused({ emails: NEW, formerEmails: ADAS });
		expect(said).toContain(`The prospect ${ADA} was updated, but could not be read back`);
	});

	it('addresses that are sent again after a lost answer are right', async () => {
		await switches({ ownEmailSentAgain: '422' });
		await fault({ method: 'PATCH', drop: 'after' });
		const json = await one({ emails: NEW, formerEmails: ADAS, ...byName({ title: 'CEO' }) });
		expect(json).toMatchObject({ id: ADA, emails: [NEW], title: 'CEO', updated: true });
	});

	it('a refusal of addresses that the prospect does not have is one', async () => {
		await switches({ ownEmailSentAgain: '422-for-any' });
		const said = await refused({ emails: NEW, formerEmails: ADAS, otherEmails: 'keep' });
		expect(said).toContain('A Contact with this email_hash already exists.');
		expect(said).toContain(`at the prospect ${ADA}, or set "Other Emails" to "Replace All"`);
		expect((await attributes(ADA)).emails).toEqual([ADAS]);
	});
});

describe('a lost answer', () => {
	const mia = { emails: 'mia@new.example', ...byName({ firstName: 'Mia' }) };
	const created = async () => (await everybody()).slice(12);

	it.each<[string, Partial<FaultOrder>]>([
		['a connection that breaks', { drop: 'after' }],
		['a 500', { status: 500, applyFirst: true }],
		['half an answer', { truncate: true }],
		['an answer without the record', { status: 201, body: { data: null }, applyFirst: true }],
		[
			'an answer about another record',
			{
				status: 201,
				body: { data: { type: 'prospect', id: 1001, attributes: { emails: ['ada@x.example'] } } },
				applyFirst: true,
			},
		],
	])('to a create is looked for, and never sent again: %s', async (_, outcome) => {
		await fault({ method: 'POST', ...outcome });
		const json = await one(mia);
		expect(json).toMatchObject({ created: true, firstName: 'Mia', emails: ['mia@new.example'] });
		expect((await writes()).map(({ sent }) => sent)).toEqual(['POST /prospects']);
		expect((await created()).map(({ id }) => id)).toEqual([json.id]);
	});

	it('about another record is no proof of a new page', async () => {
		const body = { data: { type: 'prospect', id: 1001, attributes: { firstName: 'Zed' } } };
		await fault({ method: 'POST', status: 201, body });
		const said = await refused(
			{ findBy: 'linkedIn', linkedIn: 'zed-z', ...byName({ firstName: 'Zed' }) },
			[{}],
		);
		expect(said).toContain('is not known');
		expect(await created()).toEqual([]);
	});

	it('to a create by LinkedIn page is looked for by the page', async () => {
		await fault({ method: 'POST', drop: 'after' });
		const json = await one({ findBy: 'linkedIn', linkedIn: 'mia-roth' });
		expect(json.created).toBe(true);
		expect((await created()).map(({ id }) => id)).toEqual([json.id]);
	});

	it.each([false, true])(
		'that is not found fails, and says what to look for; retried: %s',
		async (retry) => {
			await fault({ method: 'POST', drop: 'before' });
			const said = await refused(mia, [{}], retry ? retrying : {});
			expect(said).toContain('The connection to Outreach broke before its answer arrived');
			expect(said).toContain(
				'look for a prospect with the email mia@new.example (Get Many Prospects) before running it again',
			);
			expect(said).toContain('did not find it');
			expect(await writes()).toHaveLength(1);
			expect(await created()).toEqual([]);
		},
	);

	it('is found by the next try, if Outreach shows the prospect late', async () => {
		await fault({ method: 'POST', drop: 'after' });
		const hidden = { status: 200, body: { data: [] } };
		await fault({ method: 'GET', path: '/prospects$', after: 2, times: 1, ...hidden });
		const json = await one(mia, [{}], retrying);
		expect(json).toMatchObject({ created: true, emails: ['mia@new.example'] });
		expect(await writes()).toHaveLength(1);
	});

	it('of somebody else does not make a second prospect of the first', async () => {
		await fault({
			method: 'PATCH',
			times: 2,
			status: 422,
			body: { errors: [{ id: 'x', title: 'No', detail: 'Not now.' }] },
		});
		const items = itemsOf(
			await run(
				{
					emails: '={{ $json.email }}',
					...byName({ title: 'CEO' }),
					requestOptions: { callsAtOnce: 1 },
				},
				[{ email: 'mia@new.example' }, { email: ADAS }],
				retrying,
			),
		);
		expect(items.map(({ json }) => json.created)).toEqual([true, false]);
		expect((await writes()).filter(({ sent }) => sent.startsWith('POST'))).toHaveLength(1);
		expect(await created()).toHaveLength(1);
	});

	it('to an update is repeated', async () => {
		await fault({ method: 'PATCH', drop: 'after' });
		expect(await one({ emails: ADAS, ...byName({ title: 'CEO' }) })).toMatchObject({
			title: 'CEO',
		});
		expect(await writes()).toHaveLength(2);
	});

	it('creates again in the next run and in each round of a loop', async () => {
		itemsOf(
			await run({ ...mia, emails: '={{ "m" + $now.toMillis() + "@new.example" }}' }, [{}], {
				rounds: 2,
			}),
		);
		expect(await created()).toHaveLength(2);
	});
});

describe('with continue on fail', () => {
	it('each failed item says why, and the others are written', async () => {
		const { output, error } = await run(
			{ emails: '={{ $json.new }}', formerEmails: '={{ $json.old }}', ...byName({ title: 'CEO' }) },
			[
				{ new: 'Ada' },
				{ new: NEW, old: ADAS },
				{ new: BENS, old: 'chiara.rossi@lumen-analytics.example' },
				{ new: 'mia@new.example' },
			],
			GOES_ON,
		);
		expect(error).toBeNull();
		const [good, bad] = output ?? [];
		expect(good.map((item) => [origins(item), item.json.created])).toEqual([
			[[1], false],
			[[3], true],
		]);
		expect(bad.map((item) => [origins(item), String(item.json.error)])).toEqual([
			[[0], expect.stringContaining('"Emails" holds "Ada"')],
			[[2], expect.stringContaining('several prospects')],
		]);
	});

	it.each([401, 403, 404, 422, 429, 500])('a %s on a write costs its item only', async (status) => {
		const body = { errors: [{ id: 'x', title: 'No', detail: 'Not today.' }] };
		await fault({
			method: 'PATCH',
			path: `/${ADA}$`,
			times: 'always',
			status,
			body,
			headers: { 'retry-after': '1' },
		});
		const { output } = await run(
			{
				emails: '={{ $json.email }}',
				...byName({ title: 'CEO' }),
				requestOptions: { maxAttempts: 1, longestWait: 0 },
			},
			[{ email: ADAS }, { email: BENS }],
			GOES_ON,
		);
		expect(output?.[0].map(({ json }) => json.id)).toEqual([BEN]);
		expect(output?.[1].map(origins)).toEqual([[0]]);
	});
});

it('refuses a text that is longer than its field takes, and sends nothing', async () => {
	const parameters = { emails: NEW, ...byName({ title: 'x'.repeat(256) }) };
	expect(await refused(parameters)).toContain(
		'"Title" (title) has 256 characters, but may have at most 255',
	);
	expect(await writes()).toEqual([]);
});
