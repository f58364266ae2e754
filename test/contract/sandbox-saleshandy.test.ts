import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Sandbox, SandboxPerson } from '../support/sandbox';

let sandbox: Sandbox;
let people: SandboxPerson[];
/** Field ids by label. */
let field: Record<string, string>;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset();
	({ people } = await sandbox.control.state());
	const fields = await call('GET', '/fields?systemFields=true');
	field = Object.fromEntries(
		fields.data.payload.map((one: { label: string; id: string }) => [one.label, one.id]),
	);
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(
	method: string,
	path: string,
	data?: unknown,
	headers: Record<string, string> = { 'x-api-key': DEMO.saleshandyKey },
): Promise<AxiosResponse> {
	const url = `${sandbox.saleshandy}/v1${path}`;
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

function update(body: unknown, person = people[0]!): Promise<AxiosResponse> {
	return call('POST', `/prospects/${encodeURIComponent(person.saleshandy.id)}/attribute`, body);
}

const entry = (label: string, attributeValue: unknown) => ({
	fieldId: field[label] ?? label,
	attributeValue,
});
const valuesOf = async (index = 0) =>
	(await sandbox.control.state()).people[index]!.saleshandy.attributes;

describe('authentication', () => {
	const invalidToken = { error: true, type: 'auth', code: 1001, message: 'Invalid token' };

	it.each([
		['no key', {}],
		['a wrong key', { 'x-api-key': 'wrong' }],
		['a bearer token', { authorization: `Bearer ${DEMO.saleshandyKey}` }],
	])('refuses %s with 400', async (_name, headers) => {
		const answer = await call('GET', '/fields', undefined, headers as Record<string, string>);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(invalidToken);
	});

	it('can refuse with 401 or 403, and deny a good key', async () => {
		for (const badKey of ['401', '403']) {
			await sandbox.control.switches({ saleshandy: { badKey } });
			expect((await call('GET', '/fields', undefined, {})).status).toBe(Number(badKey));
		}
		await sandbox.control.switches({ saleshandy: { noPermission: true } });
		const denied = await call('GET', '/fields');
		expect([denied.status, denied.data.code]).toEqual([403, 4003]);
	});
});

describe('attribute call', () => {
	it('writes several fields and reports each, message unchanged', async () => {
		const answer = await update({
			attributes: [entry('Company', 'Headovations'), entry('INVALIDxx', 'x'), entry('Phone', '1')],
		});
		expect(answer.status).toBe(201);
		expect(answer.data).toEqual({
			message: 'Prospect attribute updated successfully',
			payload: {
				results: [
					{ fieldId: field.Company, success: true },
					{ fieldId: 'INVALIDxx', success: false },
					{ fieldId: field.Phone, success: true },
				],
			},
		});
		expect(await valuesOf()).toMatchObject({ Company: 'Headovations', Phone: '1' });
		const [listed] = (await call('GET', `/prospects?search=${people[0]!.email}`)).data.payload;
		expect(listed.attributes).toContainEqual({
			id: field.Company,
			key: 'Company',
			value: 'Headovations',
		});
	});

	it('writes one field in single mode, with the answers of the switch', async () => {
		const body = entry('City', 'Faro');
		const plain = await update(body);
		expect(plain.status).toBe(201);
		expect(plain.data.payload.results).toEqual([{ fieldId: field.City, success: true }]);
		await sandbox.control.switches({ saleshandy: { singleModeAnswer: '200' } });
		expect((await update(body)).status).toBe(200);
		await sandbox.control.switches({ saleshandy: { singleModeAnswer: 'no-results' } });
		expect((await update(body)).data.payload).toEqual({});
	});

	it('ignores the single pair, even an invalid one, beside a list', async () => {
		const answer = await update({
			fieldId: 17,
			attributeValue: null,
			attributes: [entry('City', 'Faro')],
		});
		expect(answer.data.payload.results).toEqual([{ fieldId: field.City, success: true }]);
		const empty = await update({ ...entry('City', 'Lagos'), attributes: [] });
		expect(empty.data.payload.results).toEqual([]);
		expect((await valuesOf()).City).toBe('Faro');
	});

	it.each([
		['neither form', {}],
		['a pair without a value', { fieldId: 'x' }],
		['a number', { attributes: [{ fieldId: 'x', attributeValue: 5 }] }],
		['null', { attributes: [{ fieldId: 'x', attributeValue: null }] }],
		['an unknown key', { attribute: [] }],
	])('refuses %s with 400 50001', async (_name, body) => {
		const answer = await update(body);
		expect(answer.status).toBe(400);
		expect(answer.data).toMatchObject({ code: 50001, message: 'Failed to prospect attribute' });
	});

	it.each([
		['Email', 'new@example.test', false],
		['Lifecycle', 'Customer', true],
		['Lifecycle', 'Nonsense', false],
		['Renewal Date', '2026-12-24', true],
		['Renewal Date', '2026-02-30', false],
		['Team Size', '12', true],
		['Team Size', 'a dozen', false],
		['Deal Value', '99.50', true],
		['Notes', 'line 1\nline 2', true],
	])('setting %s to %s succeeds: %s', async (label, value, success) => {
		const answer = await update({ attributes: [entry(label, value)] });
		expect(answer.data.payload.results).toEqual([{ fieldId: field[label], success }]);
		expect((await valuesOf())[label] === value).toBe(success);
	});

	it('clears a value with an empty text', async () => {
		await update({ attributes: [entry('City', '')] });
		expect(await valuesOf()).not.toHaveProperty('City');
	});

	it('finds prospects whose id needs encoding, and refuses unknown ones', async () => {
		const odd = people.find((person) => /[^\w]/.test(person.saleshandy.id))!;
		expect((await update({ attributes: [entry('City', 'Faro')] }, odd)).status).toBe(201);
		const short = people.find((person) => person.saleshandy.id.length === 8);
		expect(short).toBeDefined();
		const unknown = () =>
			call('POST', '/prospects/nobody/attribute', { attributes: [entry('City', 'Faro')] });
		expect((await unknown()).status).toBe(400);
		await sandbox.control.switches({ saleshandy: { unknownProspect: '404' } });
		expect((await unknown()).status).toBe(404);
		await sandbox.control.switches({ saleshandy: { unknownProspect: '201-all-false' } });
		expect((await unknown()).data.payload.results[0].success).toBe(false);
	});

	it('shows odd results when switched', async () => {
		const body = () => ({ attributes: [entry('City', 'Faro'), entry('INVALIDxx', 'x')] });
		const resultsWith = async (results: string) => {
			await sandbox.control.switches({ saleshandy: { results } });
			return (await update(body())).data.payload.results;
		};
		expect(await resultsWith('one-missing')).toEqual([{ fieldId: 'INVALIDxx', success: false }]);
		expect((await resultsWith('reordered'))[0].fieldId).toBe('INVALIDxx');
		expect((await resultsWith('success-as-text'))[0].success).toBe('true');
	});

	it('answers 400 when every field failed or Email is written, when switched', async () => {
		await sandbox.control.switches({
			saleshandy: { allFieldsFailed: '400', emailField: '400' },
		});
		expect((await update({ attributes: [entry('INVALIDxx', 'x')] })).status).toBe(400);
		const email = await update({ attributes: [entry('Email', 'x@example.test')] });
		expect([email.status, email.data.message]).toEqual([400, 'Field is not updatable']);
	});
});

describe('fields', () => {
	it('lists only custom fields unless asked for the built-in ones', async () => {
		const types = (answer: AxiosResponse) =>
			new Set(answer.data.payload.map((one: { fieldType: string }) => one.fieldType));
		const custom = await call('GET', '/fields');
		expect(custom.data.payload.map((one: { label: string }) => one.label)).not.toContain('Company');
		expect(types(custom)).toEqual(
			new Set(['text', 'number', 'date', 'long-text', 'dropdown', 'currency']),
		);
		expect(Object.keys(field)).toEqual(expect.arrayContaining(['Company', 'Job Title', 'Email']));
	});

	it('uses other keys, or has none at all, when switched', async () => {
		await sandbox.control.switches({ saleshandy: { fieldKeys: 'name' } });
		const [first] = (await call('GET', '/fields')).data.payload;
		expect(Object.keys(first)).toEqual(['id', 'name', 'type']);
		await sandbox.control.switches({ saleshandy: { fieldList: 'empty' } });
		expect((await call('GET', '/fields?systemFields=true')).data.payload).toEqual([]);
	});
});

describe('prospects', () => {
	it('searches parts of names and addresses, whatever the case', async () => {
		await sandbox.control.addPerson({ email: 'ann@acme.test', firstName: 'Ann' });
		await sandbox.control.addPerson({ email: 'joann@acme.test', firstName: 'Joann' });
		await sandbox.control.addPerson({ email: 'Ann@ACME.test', firstName: 'Ann' });
		const found = await call('GET', '/prospects?search=ANN@acme.test');
		expect(found.data.payload.map((one: { email: string }) => one.email).sort()).toEqual([
			'Ann@ACME.test',
			'ann@acme.test',
			'joann@acme.test',
		]);
		expect((await call('GET', '/prospects?search=ada')).data.payload).toHaveLength(1);
		expect((await call('GET', '/prospects?search=zzz')).data.payload).toEqual([]);
	});

	it('pages, caps the page size and can repeat the last page', async () => {
		await sandbox.control.reset({ people: 250 });
		const page = async (number: number, pageSize = 500) =>
			(await call('GET', `/prospects?pageSize=${pageSize}&page=${number}`)).data.payload;
		expect(await page(1)).toHaveLength(100);
		expect(await page(3)).toHaveLength(50);
		expect(await page(5, 50)).toHaveLength(50);
		expect(await page(6, 50)).toHaveLength(0);
		await sandbox.control.switches({ saleshandy: { pastLastPage: 'repeats' } });
		expect(await page(6, 50)).toEqual(await page(5, 50));
	});

	it('shows custom values only when asked', async () => {
		const keys = async (query: string) =>
			(await call('GET', `/prospects?search=ada${query}`)).data.payload[0].attributes.map(
				(one: { key: string }) => one.key,
			);
		expect(await keys('')).not.toContain('Lifecycle');
		expect(await keys('&includeCustomFields=true')).toContain('Lifecycle');
	});

	it('wraps the list and drops the message when switched', async () => {
		await sandbox.control.switches({ saleshandy: { listPayload: 'list', listMessage: 'absent' } });
		const answer = await call('GET', '/prospects');
		expect(answer.data).not.toHaveProperty('message');
		expect(answer.data.payload.list).toHaveLength(12);
	});

	it('refuses a query it does not know', async () => {
		const answer = await call('GET', '/prospects?email=ann@acme.test');
		expect([answer.status, answer.data.code]).toEqual([400, 4000]);
	});
});

describe('requests', () => {
	it('limits to 20 a minute and says so in the headers', async () => {
		let answer = await call('GET', '/fields');
		// One more call was made before this test, to read the fields.
		expect(answer.headers['x-ratelimit-remaining']).toBe('18');
		expect(answer.headers['x-ratelimit-reset']).toMatch(
			/^\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT\+0000$/,
		);
		expect(Date.parse(answer.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() + 50_000);
		for (let turn = 0; turn < 18; turn += 1) answer = await call('GET', '/fields');
		expect(answer.status).toBe(200);
		answer = await call('GET', '/fields');
		expect(answer.status).toBe(429);
		expect(Number(answer.headers['retry-after'])).toBeGreaterThan(50);
		expect((await sandbox.control.counters()).saleshandy.tooManyRequests).toBe(1);
	});

	it.each([
		['429-without-retry-after', 429],
		['400', 400],
	])('refuses in the form %s', async (tooManyRequests, status) => {
		await sandbox.control.switches({ saleshandy: { tooManyRequests } });
		await sandbox.control.limits({ saleshandy: { limit: 1, windowSeconds: 60 } });
		await call('GET', '/fields');
		const answer = await call('GET', '/fields');
		expect(answer.status).toBe(status);
		expect(answer.headers).not.toHaveProperty('retry-after');
		if (status === 400) expect(answer.data.message).toMatch(/Rate Limit/);
		expect((await sandbox.control.counters()).saleshandy.tooManyRequests).toBe(1);
	});

	it.each([
		['iso', /^\d{4}-\d\d-\d\dT/],
		['epoch', /^\d{10}$/],
	])('shows the reset as %s', async (limitHeaders, form) => {
		await sandbox.control.switches({ saleshandy: { limitHeaders } });
		expect((await call('GET', '/fields')).headers['x-ratelimit-reset']).toMatch(form);
	});

	it.each([
		['code-in-message', { message: '50001: Failed to prospect attribute' }],
		['status-code', { statusCode: 400, message: 'Failed to prospect attribute' }],
		['message-list', { message: ['50001: Failed to prospect attribute'] }],
		['text', '50001: Failed to prospect attribute'],
	])('writes errors in the form %s', async (errorBody, body) => {
		await sandbox.control.switches({ saleshandy: { errorBody } });
		expect((await update({})).data).toEqual(body);
	});

	it('refuses a content type on GET when switched', async () => {
		const headers = { 'x-api-key': DEMO.saleshandyKey, 'content-type': 'application/json' };
		expect((await call('GET', '/fields', undefined, headers)).status).toBe(200);
		await sandbox.control.switches({ saleshandy: { contentTypeOnGet: '406' } });
		// axios drops the header from a request without a body, so this one goes by fetch.
		const answer = await fetch(`${sandbox.saleshandy}/v1/fields`, { headers });
		expect(answer.status).toBe(406);
	});
});
