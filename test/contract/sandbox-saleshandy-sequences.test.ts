import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox, SandboxPerson, SaleshandyView } from '../support/sandbox';

let sandbox: Sandbox;
let people: SandboxPerson[];
let sequences: SaleshandyView['sequences'];

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset();
	await sandbox.control.limits({ saleshandy: null });
	({ people } = await sandbox.control.state());
	({ sequences } = await sandbox.control.saleshandy());
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	const url = `${sandbox.saleshandy}/v1${path}`;
	const headers = { 'x-api-key': DEMO.saleshandyKey };
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

const sequence = (title: string) => sequences.find((one) => one.title === title)!;
const step = (title: string, position = 0) => sequence(title).steps[position]!.id;
const switches = async (saleshandy: Record<string, unknown>) =>
	await sandbox.control.switches({ saleshandy });
const later = async (seconds = 1) => await sandbox.control.clock({ advanceSeconds: seconds });

const IMPORT = '/prospects/import-with-field-name';
const INTO = '/sequences/prospects/import-with-field-name';

function body(more: Json = {}, ...emails: string[]): Json {
	return {
		prospectList: emails.map((Email) => ({ Email, 'First Name': 'Nia', Company: 'Acme, Inc.' })),
		conflictAction: 'addMissingFields',
		verifyProspects: false,
		...more,
	};
}

/** Imports people, lets the import end, and returns its status. */
async function imported(path: string, given: Json): Promise<Json> {
	const started = await call('POST', path, given);
	expect(started.status).toBe(201);
	await later();
	const { requestId } = started.data.payload;
	return (await call('GET', `/prospects/import-status/${requestId}`)).data.payload;
}

async function report(status: Json): Promise<string[]> {
	const { data } = await axios.get(status.reportURL, { proxy: false });
	return data.trim().split('\r\n');
}

const find = async (email: string): Promise<Json> =>
	(await call('GET', `/prospects?search=${email}`)).data.payload;
const statusIn = async (title: string, email: string) =>
	(await sandbox.control.saleshandy()).enrollments.find(
		(one) => one.email === email && one.sequenceId === sequence(title).id,
	)?.status;

describe('sequences', () => {
	it('lists them with their steps, also inactive ones, without steps, and of one title', async () => {
		const { data } = await call(
			'GET',
			'/sequences?pageSize=1000&page=1&sort=ASC&sortBy=sequence.title',
		);
		expect(data.payload.map((one: Json) => one.title)).toEqual([
			'Calls only',
			'Draft',
			'New job',
			'Newsletter',
			'Newsletter',
			'Outbound',
			'Social first',
			'Win back',
		]);
		const outbound = data.payload.find((one: Json) => one.title === 'Outbound');
		expect(outbound).toMatchObject({ active: true, steps: [{ name: 'Step 1' }, {}, {}] });
		expect(data.payload.find((one: Json) => one.title === 'Draft').steps).toEqual([]);
		expect(data.payload.find((one: Json) => one.title === 'Win back').active).toBe(false);
		expect((await call('GET', '/sequences?pageSize=3&page=3')).data.payload).toHaveLength(2);
		expect((await call('GET', '/sequences?sequenceName=NEW%20job')).data.payload).toHaveLength(1);
	});

	it('lists the steps of one with number and type', async () => {
		const { data } = await call('GET', `/sequences/${sequence('Social first').id}/steps`);
		expect(data.payload).toMatchObject([
			{ id: '48213', number: 1, type: 2 },
			{ id: '48214', number: 2, type: 1 },
		]);
		const unknown = await call('GET', '/sequences/nobody/steps');
		expect([unknown.status, unknown.data.code]).toEqual([400, 4000]);
	});

	it('refuses a query it does not know', async () => {
		const answer = await call('GET', '/sequences?title=New');
		expect(answer.data).toMatchObject({
			code: 4000,
			message: 'Failed to fetch sequences and their steps',
		});
	});
});

describe('imports', () => {
	it.each([
		['a key it does not know', { sequenceId: 'x' }, 'property sequenceId should not exist'],
		[
			'no word on verification',
			{ verifyProspects: undefined },
			'verifyProspects must be a boolean value',
		],
		[
			'no conflict action',
			{ conflictAction: 'upsert' },
			'conflictAction must be a valid enum value',
		],
	])('refuse %s with a list of texts', async (_name, more, message) => {
		const answer = await call('POST', IMPORT, body(more, 'nia@acme.test'));
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ statusCode: 400, message: [message], error: 'Bad Request' });
	});

	it('name all problems at once', async () => {
		const answer = await call('POST', INTO, { prospectList: 'x', conflictAction: 'x' });
		expect(answer.data.message).toHaveLength(4);
	});

	it.each([
		['a step that no sequence has', { stepId: 'nobody' }],
		['a label that no field has', { prospectList: [{ Email: 'a@acme.test', firstName: 'A' }] }],
		['nobody', { prospectList: [] }],
	])('refuse %s with 4000', async (_name, more) => {
		const answer = await call('POST', IMPORT, body(more, 'nia@acme.test'));
		expect(answer.status).toBe(400);
		expect(answer.data).toMatchObject({ code: 4000, message: 'Failed to import prospects' });
	});

	it('add a prospect once their time has come', async () => {
		await switches({ importMs: 60_000 });
		const given = body({ tags: ['moved'] }, 'nia@acme.test');
		const { requestId } = (await call('POST', IMPORT, given)).data.payload;
		const status = async () =>
			(await call('GET', `/prospects/import-status/${requestId}`)).data.payload;
		expect(await status()).toEqual({ isCompleted: false });
		expect(await find('nia@acme.test')).toEqual([]);
		await later(61);
		expect(await status()).toEqual({ isCompleted: true });
		const [nia] = await find('nia@acme.test');
		expect(nia).toMatchObject({ tags: ['moved'], verificationStatus: 'skip' });
		expect(nia.attributes).toMatchObject([
			{ key: 'First Name', value: 'Nia' },
			{ key: 'Email' },
			{ key: 'Company', value: 'Acme, Inc.' },
		]);
	});

	it.each([
		['overwrite', 'Nia', 'Head of Nothing'],
		['noUpdate', 'Ada', undefined],
		['addMissingFields', 'Ada', 'Head of Nothing'],
	])('meet somebody known with %s', async (conflictAction, firstName, nickname) => {
		const ada = people[0]!;
		const row = {
			Email: ada.email.toUpperCase(),
			'First Name': 'Nia',
			Nickname: 'Head of Nothing',
		};
		await imported(IMPORT, body({ conflictAction, prospectList: [row] }));
		const { attributes } = (await sandbox.control.person(ada.email)).saleshandy;
		expect(attributes['First Name']).toBe(firstName);
		expect(attributes.Nickname).toBe(nickname);
		expect(await find(ada.email)).toHaveLength(1);
	});

	it('enroll in a step, named by text or by number', async () => {
		await imported(INTO, body({ stepId: step('New job', 1) }, 'nia@acme.test'));
		await imported(INTO, body({ stepId: Number(step('Social first')) }, 'leo@acme.test'));
		const { enrollments } = await sandbox.control.saleshandy();
		expect(enrollments).toMatchObject([
			{ email: 'nia@acme.test', stepId: step('New job', 1), status: 'active' },
			{ email: 'leo@acme.test', stepId: step('Social first'), status: 'active' },
		]);
	});

	it('say who was refused, and why', async () => {
		const [ada, ben, chiara, daniel, elif] = people.map(({ saleshandy }) => saleshandy.id);
		const here = { sequenceId: sequence('New job').id, stepId: step('New job') };
		const there = { sequenceId: sequence('Outbound').id, stepId: step('Outbound') };
		for (const enrollment of [
			{ prospectId: ada!, ...here, stepId: step('New job', 1), status: 'finished' },
			{ prospectId: ben!, ...there, status: 'active' },
			{ prospectId: chiara!, ...there, status: 'bounced' },
			{ prospectId: daniel!, ...there, status: 'unsubscribed' },
			{ prospectId: elif!, ...there, status: 'finished' },
		]) {
			await sandbox.control.setSaleshandyEnrollment(enrollment);
		}
		await sandbox.control.addSaleshandyDoNotContact([
			{ value: 'GONE@acme.test', type: 'email' },
			{ value: 'blocked.test', type: 'domain' },
		]);
		const emails = people.slice(0, 5).map(({ email }) => email);
		const more = [
			'no-address',
			'nia@acme.test',
			'NIA@acme.test',
			'gone@acme.test',
			'x@blocked.test',
		];
		const status = await imported(INTO, body({ stepId: step('New job') }, ...emails, ...more));
		expect(await report(status)).toEqual([
			'First Name,Company,Email,Code,Reason',
			`Nia,"Acme, Inc.",${emails[0]},10200,"The prospect is already in another step, of the same sequence"`,
			`Nia,"Acme, Inc.",${emails[1]},12000,The prospect is active in another sequence`,
			`Nia,"Acme, Inc.",${emails[2]},10700,"An email to this prospect bounced, earlier"`,
			`Nia,"Acme, Inc.",${emails[3]},10800,"The prospect has unsubscribed, or is on the do not contact list"`,
			'Nia,"Acme, Inc.",no-address,10100,The email address is invalid',
			'Nia,"Acme, Inc.",NIA@acme.test,10600,Duplicate prospect',
			'Nia,"Acme, Inc.",gone@acme.test,10800,"The prospect has unsubscribed, or is on the do not contact list"',
			'Nia,"Acme, Inc.",x@blocked.test,10800,"The prospect has unsubscribed, or is on the do not contact list"',
		]);
		expect(await statusIn('New job', emails[4]!)).toBe('active');
		expect(await statusIn('New job', 'nia@acme.test')).toBe('active');
		expect(await statusIn('New job', emails[1]!)).toBeUndefined();
		expect(await find('gone@acme.test')).toEqual([]);
	});

	it('have their status and report in the form of the switches', async () => {
		const given = body({}, 'no-address', 'nia@acme.test');
		await switches({ importReport: 'both', reportRows: 'all', reportCodes: 'in-reason' });
		const both = await imported(IMPORT, given);
		expect(both.failedProspectsURL).toBe(both.reportURL);
		expect(await report(both)).toEqual([
			'First Name,Company,Email,Reason',
			'Nia,"Acme, Inc.",no-address,10100: The email address is invalid',
			'Nia,"Acme, Inc.",nia@acme.test,10000: Success',
		]);
		await switches({ importReport: 'failedProspectsURL' });
		expect(Object.keys(await imported(IMPORT, given))).toEqual([
			'isCompleted',
			'failedProspectsURL',
		]);
		await switches({ importReport: 'none', importStatusLevel: 'top' });
		const started = await call('POST', IMPORT, given);
		await later();
		const { requestId } = started.data.payload;
		const { data } = await call('GET', `/prospects/import-status/${requestId}`);
		expect(data).toEqual({ isCompleted: true });
	});

	it('give a report to nobody who sends a key', async () => {
		const { reportURL } = await imported(IMPORT, body({}, 'no-address'));
		const headers = { 'x-api-key': DEMO.saleshandyKey };
		const answer = await axios.get(reportURL, {
			headers,
			proxy: false,
			validateStatus: () => true,
		});
		expect(answer.status).toBe(400);
		expect((await sandbox.control.counters()).saleshandy.keysLeaked).toBe(1);
	});

	it('may never end, with or without effect', async () => {
		await switches({ importEnd: 'hangs' });
		expect(await imported(IMPORT, body({}, 'nia@acme.test'))).toEqual({ isCompleted: false });
		expect(await find('nia@acme.test')).toEqual([]);
		await switches({ importEnd: 'done-but-hangs' });
		expect(await imported(IMPORT, body({}, 'nia@acme.test'))).toEqual({ isCompleted: false });
		expect(await find('nia@acme.test')).toHaveLength(1);
	});

	it('are not found by an unknown ID', async () => {
		const answer = await call('GET', '/prospects/import-status/nobody');
		expect([answer.status, answer.data.code]).toEqual([400, 40000]);
	});
});

describe('verification', () => {
	const verified = async (...emails: string[]) =>
		(await call('POST', '/prospects/verification-status', { emails })).data.payload;

	it('goes on for a while, and comes to what the address says', async () => {
		await switches({ importMs: 0, verificationMs: 60_000 });
		const emails = ['nia@acme.test', 'risky@acme.test', 'leo@bad.test', 'stuck.one@acme.test'];
		await call('POST', IMPORT, body({ verifyProspects: true }, ...emails));
		expect(await verified(...emails)).toEqual(
			emails.map((email) => ({ email, verificationStatus: 'inProgress' })),
		);
		await later(61);
		expect(await verified(...emails, 'nobody@acme.test')).toEqual([
			{ email: 'nia@acme.test', verificationStatus: 'valid' },
			{ email: 'risky@acme.test', verificationStatus: 'risky' },
			{ email: 'leo@bad.test', verificationStatus: 'bad' },
			{ email: 'stuck.one@acme.test', verificationStatus: 'inProgress' },
		]);
		expect((await find('leo@bad.test'))[0].verificationStatus).toBe('bad');
	});

	it('leaves a bad one waiting in the sequence, without a word', async () => {
		const given = body({ verifyProspects: true, stepId: step('New job') }, 'bad@acme.test');
		await imported(INTO, given);
		await later();
		expect(await verified('bad@acme.test')).toMatchObject([{ verificationStatus: 'bad' }]);
		expect(await statusIn('New job', 'bad@acme.test')).toBe('waiting');
	});

	it('does not start again for who is verified', async () => {
		await imported(IMPORT, body({ verifyProspects: true }, people[0]!.email));
		expect(await verified(people[0]!.email)).toMatchObject([{ verificationStatus: 'Valid' }]);
	});

	it('is refused for nobody', async () => {
		const answer = await call('POST', '/prospects/verification-status', { emails: [] });
		expect([answer.status, answer.data.code]).toEqual([400, 4000]);
	});
});

describe('prospects in sequences', () => {
	const history = async (id: string) =>
		await call('GET', `/prospects/${encodeURIComponent(id)}/minimal/sequences`);

	it('are added by ID, and show it in their history', async () => {
		const ids = people.slice(0, 2).map(({ saleshandy }) => saleshandy.id);
		const { id: sequenceId } = sequence('New job');
		const answer = await call('POST', `/sequences/${sequenceId}/contacts`, {
			contactIds: ids,
			stepId: step('New job'),
		});
		expect([answer.status, answer.data.payload]).toEqual([201, {}]);
		for (const id of ids) {
			const entry = { sequenceId, title: 'New job', status: 'active' };
			expect((await history(id)).data.payload).toEqual([{ id: expect.any(String), ...entry }]);
		}
		await switches({ historyIds: 'id-only' });
		expect((await history(ids[0]!)).data.payload).toEqual([
			{ id: sequenceId, title: 'New job', status: 'active' },
		]);
		expect((await sandbox.control.person(people[0]!.id)).saleshandy.sequences).toEqual([
			{ sequenceId, title: 'New job', status: 'active' },
		]);
	});

	it('are left out without a word where they may not be added', async () => {
		const ada = people[0]!.saleshandy.id;
		await sandbox.control.addSaleshandyDoNotContact([{ value: people[0]!.email, type: 'email' }]);
		const answer = await call('POST', `/sequences/${sequence('New job').id}/contacts`, {
			contactIds: [ada, 'nobody'],
			stepId: step('New job'),
		});
		expect(answer.status).toBe(201);
		expect((await history(ada)).data.payload).toEqual([]);
	});

	it.each([
		['a step of another sequence', { stepId: 'Outbound' }, 4000],
		['a number for a step', { stepId: 5 }, undefined],
		['nobody', { contactIds: [] }, undefined],
		['a key it does not know', { tags: [] }, undefined],
	])('are not added with %s', async (_name, more: Json, code) => {
		const given = { contactIds: [people[0]!.saleshandy.id], stepId: step('New job'), ...more };
		if (given.stepId === 'Outbound') given.stepId = step('Outbound');
		const answer = await call('POST', `/sequences/${sequence('New job').id}/contacts`, given);
		expect([answer.status, answer.data.code]).toEqual([400, code]);
	});

	it('have no history where nobody has the ID', async () => {
		const answer = await history('nobody');
		expect([answer.status, answer.data.message]).toEqual([
			400,
			'Failed to fetch contact sequence histories',
		]);
	});

	it('get another status, and only counts say so', async () => {
		const { id: sequenceId } = sequence('New job');
		const ids = people.slice(0, 2).map(({ saleshandy }) => saleshandy.id);
		const add = { contactIds: ids, stepId: step('New job') };
		await call('POST', `/sequences/${sequenceId}/contacts`, add);
		const set = async (pairs: string[], more: Json = { status: 'finished' }) =>
			await call('PATCH', '/prospects/status', {
				prospectAndSequenceIds: pairs.map((prospectId) => ({ prospectId, sequenceId })),
				...more,
			});
		expect((await set([...ids, 'nobody'])).data.payload).toEqual({ success: 2, failed: 1 });
		expect((await history(ids[0]!)).data.payload[0].status).toBe('finished');
		const unknown = await set(['nobody']);
		expect([unknown.status, unknown.data.code]).toEqual([400, 4001]);
		const paused = await set(ids, { status: 'paused', pauseDelayInDays: 3 });
		expect(paused.data.payload).toEqual({ success: 2, failed: 0 });
		for (const more of [
			{ status: 'waiting' },
			{ status: 'finished', pauseDelayInDays: 3 },
			{ status: 'finished', sequenceId },
		]) {
			expect((await set(ids, more)).data.statusCode).toBe(400);
		}
		expect((await history(ids[0]!)).data.payload[0].status).toBe('paused');
	});
});

describe('odd refusals', () => {
	it('come from the gateway in its own form', async () => {
		await switches({ tooManyRequests: '400-gateway', errorBody: 'gateway' });
		await sandbox.control.limits({ saleshandy: { limit: 1, windowSeconds: 60 } });
		const refused = await call('GET', '/prospects/import-status/nobody');
		expect(refused.data).toEqual({
			error: true,
			error_code: 40000,
			error_message: 'Prospect import request not found',
		});
		const limited = await call('GET', '/sequences');
		expect(limited.status).toBe(400);
		expect(limited.data).toEqual({
			error: true,
			error_code: 4000,
			error_message: 'Rate Limit exceeded',
		});
		expect((await sandbox.control.counters()).saleshandy.tooManyRequests).toBe(1);
	});

	it('take all fields of a call down with one that fails', async () => {
		await switches({ badFieldSpoils: true });
		const fields = (await call('GET', '/fields?systemFields=true')).data.payload;
		const id = (label: string) => fields.find((one: Json) => one.label === label).id;
		const { saleshandy } = people[0]!;
		const { data } = await call('POST', `/prospects/${saleshandy.id}/attribute`, {
			attributes: [
				{ fieldId: id('City'), attributeValue: 'Faro' },
				{ fieldId: id('Lifecycle'), attributeValue: 'Nonsense' },
			],
		});
		expect(data.payload.results.map((one: Json) => one.success)).toEqual([false, false]);
		const after = (await sandbox.control.person(people[0]!.id)).saleshandy;
		expect(after.attributes.City).toBe('Lisbon');
	});
});
