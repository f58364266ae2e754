import type { AxiosResponse } from 'axios';
import { callOutreach } from '../support/outreachApi';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../support/sandbox';

const ADA = 1001;
const BEN = 1002;
const ADAS = 'ada.morales@northwind-robotics.example';
const BENS = 'ben.okafor@bluepeak.example';
const TAKEN = 'Contacts email hash has already been taken.';
const EXCLUDED = 'Contacts contact is using an excluded email address.';

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	token = DEMO.outreachAccessToken;
	await sandbox.control.reset();
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, body?: unknown): Promise<AxiosResponse> {
	return callOutreach(sandbox.outreach, token, method, path, body);
}

type Values = Record<string, unknown>;

const create = (attributes: Values, relationships?: Values) =>
	call('POST', '/prospects', {
		data: { type: 'prospect', attributes, ...(relationships && { relationships }) },
	});
const change = (id: number, attributes?: Values, relationships?: Values) =>
	call('PATCH', `/prospects/${id}`, {
		data: {
			type: 'prospect',
			id,
			...(attributes && { attributes }),
			...(relationships && { relationships }),
		},
	});
const show = async (id: number) => (await call('GET', `/prospects/${id}`)).data.data;
const errorOf = ({ status, data }: AxiosResponse) => {
	const [{ id, detail, source }] = data.errors;
	return { status, id, detail, pointer: source?.pointer };
};
const switches = (outreach: Values) => sandbox.control.switches({ outreach });
const to = (type: string, id: number | string) => ({ [type]: { data: { type, id } } });

describe('creating a prospect', () => {
	it('answers 201 with the record, a link and integer ids', async () => {
		const made = await create(
			{ firstName: 'Nia', lastName: 'Okoye', emails: ['Nia@new.example'], custom1: 'Acme' },
			{ ...to('account', 101), owner: { data: { type: 'user', id: 2 } } },
		);
		expect(made.status).toBe(201);
		const { id, attributes, relationships, links } = made.data.data;
		expect(attributes).toMatchObject({
			name: 'Nia Okoye',
			emails: ['Nia@new.example'],
			externalSource: 'outreach-api',
			custom1: 'Acme',
			optedOut: false,
			tags: [],
		});
		expect(relationships.owner.data).toEqual({ type: 'user', id: 2 });
		expect(links.self).toBe(`${sandbox.outreach}/api/v2/prospects/${id}`);
		expect(await show(id)).toEqual(made.data.data);
		expect((await sandbox.control.counters()).outreach).toMatchObject({ created: 1, updated: 0 });
	});

	it('takes one without addresses, again and again', async () => {
		expect((await create({ firstName: 'Nia' })).status).toBe(201);
		expect((await create({ firstName: 'Nia' })).status).toBe(201);
	});

	it('is found by its LinkedIn slug, as everybody else', async () => {
		const made = await create({ linkedInUrl: 'https://www.linkedin.com/in/nia-okoye/' });
		for (const [slug, id] of [
			['nia-okoye', made.data.data.id],
			['ada-morales', ADA],
		]) {
			const found = await call('GET', `/prospects?filter[linkedInSlug]=${slug}`);
			expect(found.data.data.map((one: { id: number }) => one.id)).toEqual([id]);
		}
	});

	it('can be made without an answer', async () => {
		await sandbox.control.fault({ vendor: 'outreach', method: 'POST', drop: 'after' });
		await expect(create({ emails: ['nia@new.example'] })).rejects.toThrow();
		const found = await call('GET', '/prospects?filter[emails]=nia@new.example');
		expect(found.data.data).toHaveLength(1);
	});
});

describe('changing a prospect', () => {
	it('answers 200, and changes what is named only', async () => {
		const before = await show(ADA);
		const changed = await change(ADA, { title: 'CEO' });
		expect(changed.status).toBe(200);
		expect(changed.data.data.attributes).toEqual({
			...before.attributes,
			title: 'CEO',
			updatedAt: changed.data.data.attributes.updatedAt,
		});
		expect(changed.data.data.relationships).toEqual(before.relationships);
	});

	it('sets and clears relationships to one record', async () => {
		await change(ADA, undefined, { stage: { data: { type: 'stage', id: 22 } } });
		expect((await show(ADA)).relationships.stage.data).toEqual({ type: 'stage', id: 22 });
		await change(ADA, undefined, { stage: { data: null } });
		expect((await show(ADA)).relationships.stage.data).toBeNull();
	});

	it('replaces lists', async () => {
		await change(ADA, { tags: ['a', 'b'] });
		await change(ADA, { tags: ['c'], emails: ['ada@new.example'] });
		expect((await show(ADA)).attributes).toMatchObject({
			tags: ['c'],
			emails: ['ada@new.example'],
		});
		await switches({ emailsPatch: 'adds' });
		await change(ADA, { emails: ['ada@other.example'] });
		expect((await show(ADA)).attributes.emails).toEqual(['ada@new.example', 'ada@other.example']);
		await switches({ emailsPatch: 'adds-first' });
		await change(ADA, { emails: ['ada@first.example'] });
		expect((await show(ADA)).attributes.emails[0]).toBe('ada@first.example');
		expect((await show(ADA)).attributes.emails).toHaveLength(3);
	});

	it('stamps an opt-out, and takes it back for false', async () => {
		const opted = (await change(ADA, { optedOut: true })).data.data.attributes;
		expect(opted).toMatchObject({ optedOut: true, optedOutAt: expect.any(String) });
		const back = (await change(ADA, { optedOut: false })).data.data.attributes;
		expect(back).toMatchObject({ optedOut: false, optedOutAt: null });
		const status = (await change(ADA, { emailsOptStatus: 'opted_out' })).data.data.attributes;
		expect(status.emailsOptedAt).toEqual(expect.any(String));
		expect(errorOf(await change(ADA, { emailsOptStatus: 'no' })).status).toBe(422);
	});

	it('loses an opt-out with the address when switched', async () => {
		await change(ADA, { optedOut: true });
		await change(ADA, { emails: ['ada@new.example'] });
		expect((await show(ADA)).attributes.optedOut).toBe(true);
		await switches({ optOut: 'goes-with-address' });
		await change(ADA, { emails: ['ada@other.example'] });
		expect((await show(ADA)).attributes.optedOut).toBe(false);
	});

	it("shows the linked account's name as the company", async () => {
		expect((await change(ADA, { company: 'Else' })).data.data.attributes.company).toBe(
			'Northwind Robotics',
		);
		const moved = await change(ADA, undefined, to('account', 102));
		expect(moved.data.data.attributes.company).toBe('Bluepeak Energy');
		const free = await change(ADA, { company: 'Else' }, { account: { data: null } });
		expect(free.data.data.attributes.company).toBe('Else');
	});

	it('answers 404 for one that is not there, or hidden', async () => {
		expect(errorOf(await change(999_999, {}))).toMatchObject({
			status: 404,
			id: 'resourceNotFound',
		});
		await switches({ hiddenProspect: ADA });
		expect((await change(ADA, {})).status).toBe(404);
		expect((await call('GET', `/prospects/${ADA}`)).status).toBe(404);
		expect((await call('GET', `/prospects?filter[emails]=${ADAS}`)).data.data).toEqual([]);
	});
});

describe('addresses', () => {
	it.each([ADAS, ADAS.toUpperCase()])('belong to one prospect: %s', async (email) => {
		const refusal = { status: 422, id: 'validationError', detail: TAKEN, pointer: '/data' };
		expect(errorOf(await create({ emails: ['new@new.example', email] }))).toEqual(refusal);
		expect(errorOf(await change(BEN, { emails: [email] }))).toEqual(refusal);
		await switches({ hiddenProspect: ADA });
		expect(errorOf(await create({ emails: [email] }))).toEqual(refusal);
		expect((await show(BEN)).attributes.emails).toEqual([BENS]);
		expect((await sandbox.control.counters()).outreach).toMatchObject({ created: 0, updated: 0 });
	});

	it('may be shared when switched', async () => {
		await switches({ purposefulDuplicates: true });
		expect((await create({ emails: [ADAS] })).status).toBe(201);
	});

	it('of the own domain are refused when switched', async () => {
		expect((await create({ emails: ['a@seller.example'] })).status).toBe(201);
		await switches({ excludesOwnDomain: true });
		expect(errorOf(await create({ emails: ['B@Seller.example'] }))).toEqual({
			status: 422,
			id: 'validationError',
			detail: EXCLUDED,
			pointer: '/data',
		});
	});

	it('that the prospect has already are fine, or not when switched', async () => {
		expect((await change(ADA, { emails: [ADAS] })).status).toBe(200);
		const refusal = {
			status: 422,
			id: 'validationDuplicateValueError',
			detail: 'A Contact with this email_hash already exists.',
			pointer: undefined,
		};
		await switches({ ownEmailSentAgain: '422' });
		expect(errorOf(await change(ADA, { emails: [ADAS] }))).toEqual(refusal);
		expect((await change(ADA, { emails: ['ada@new.example', ADAS] })).status).toBe(200);
		await switches({ ownEmailSentAgain: '422-for-any' });
		expect(errorOf(await change(ADA, { emails: ['ada@newer.example', ADAS] }))).toEqual(refusal);
	});
});

describe('what is refused', () => {
	it.each<[string, unknown]>([
		['no body', {}],
		['no data', { data: null }],
		['no type', { data: { id: ADA, attributes: {} } }],
		['another type', { data: { type: 'account', id: ADA } }],
		['no id', { data: { type: 'prospect' } }],
		['another id', { data: { type: 'prospect', id: BEN } }],
		['an id as text', { data: { type: 'prospect', id: String(ADA) } }],
		['more beside the data', { data: { type: 'prospect', id: ADA }, meta: {} }],
	])('a wrong envelope: %s', async (_name, body) => {
		const { status, id, pointer } = errorOf(await call('PATCH', `/prospects/${ADA}`, body));
		expect([status, id, pointer]).toEqual([422, 'validationError', '/data']);
	});

	it('an id of a new record', async () => {
		const body = { data: { type: 'prospect', id: 5, attributes: {} } };
		expect(errorOf(await call('POST', '/prospects', body)).pointer).toBe('/data');
	});

	it.each([
		['linkedinUrl', 'https://linkedin.example/in/x'],
		['name', 'Ada'],
		['linkedInSlug', 'ada'],
		['custom151', 'x'],
	])('the attribute %s', async (name, value) => {
		const { status, id, pointer } = errorOf(await change(ADA, { [name]: value }));
		expect([status, id, pointer]).toEqual([
			400,
			'permittedParams.unknownAttribute',
			`/data/attributes/${name}`,
		]);
	});

	it('no read-only attribute when switched, and does not set it either', async () => {
		await switches({ readOnlyAttribute: 'ignored' });
		expect((await change(ADA, { linkedInSlug: 'x' })).data.data.attributes.linkedInSlug).toBe(
			'ada-morales',
		);
	});

	it.each<[string, unknown]>([
		['title', 5],
		['emails', 'a@b.example'],
		['jobStartDate', 'soon'],
		['optedOut', 'true'],
		['custom2', 'Tiny'],
	])('a wrong value of %s', async (name, value) => {
		expect(errorOf(await change(ADA, { [name]: value }))).toMatchObject({
			status: 422,
			pointer: `/data/attributes/${name}`,
		});
	});

	it.each<[string, number]>([
		['lastName', 51],
		['title', 256],
		['linkedInUrl', 1001],
		['personalNote1', 65_536],
		['custom1', 32_001],
	])('a text for %s of %d characters', async (name, length) => {
		expect(errorOf(await change(ADA, { [name]: 'x'.repeat(length) }))).toMatchObject({
			status: 422,
			id: 'validationDataTooLongError',
			detail: 'Data provided is too long.',
		});
	});

	it.each<[string, Values]>([
		['ids as text', to('account', '101')],
		['records that are not there', to('account', 999_999)],
		['another type', { account: { data: { type: 'user', id: 1 } } }],
		['to-many ones', { assignedUsers: { data: { type: 'user', id: 1 } } }],
	])('relationships with %s', async (_name, relationships) => {
		expect((await change(ADA, undefined, relationships)).status).toBe(422);
		expect((await show(ADA)).relationships.account.data.id).toBe(101);
	});

	it('no ids as text when switched', async () => {
		await switches({ stringRelationshipIds: 'accepted' });
		expect((await change(ADA, undefined, to('account', '102'))).status).toBe(200);
	});

	it('a token without the scope to write, and when switched, to read what is linked', async () => {
		token = (await sandbox.control.tokens({ scopes: ['prospects.read'] })).access_token;
		expect(errorOf(await change(ADA, { title: 'CEO' })).detail).toContain("'prospects.write'");
		token = (await sandbox.control.tokens({ scopes: ['prospects.all'] })).access_token;
		expect((await change(ADA, { title: 'CEO' }, to('account', 102))).status).toBe(200);
		await switches({ relationshipScopes: true });
		expect(errorOf(await change(ADA, { title: 'CTO' }, to('account', 102)))).toMatchObject({
			status: 403,
			id: 'unauthorizedOauthScope',
			detail: expect.stringContaining("'accounts.read'"),
		});
		expect((await show(ADA)).attributes.title).toBe('CEO');
	});
});
