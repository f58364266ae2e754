import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { DEMO, startSandbox } from '../support/sandbox';
import { companyId } from '../../sandbox/explorium/state';
import type { Sandbox, SandboxPerson } from '../support/sandbox';

const TYPES = ['prospect_changed_role', 'prospect_changed_company'];
const ENROLLMENTS = '/prospects/events/enrollments';

let sandbox: Sandbox;
let people: SandboxPerson[];

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset({ now: '2026-05-20T10:00:00Z' });
	({ people } = await sandbox.control.state());
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

function call(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	const url = `${sandbox.explorium}/v2${path}`;
	const headers = { api_key: DEMO.exploriumKey };
	return axios.request({ method, url, data, headers, proxy: false, validateStatus: () => true });
}

const create = async (name = 'second', more: object = {}): Promise<AxiosResponse> =>
	await call('POST', '/webhooks', { name, webhook_url: `https://hooks.example/${name}`, ...more });
const enrollment = (webhook_id?: string) => ({
	enrollment_key: 'team_a',
	event_types: TYPES,
	prospect_ids: [people[0]!.id],
	webhook_id,
});

describe('what version 1 has too', () => {
	it('answers with time_taken_in_seconds', async () => {
		await sandbox.control.changeRole(people[0]!.id);
		const prospect_ids = [people[0]!.id];
		const answers = await Promise.all([
			call('GET', '/credits'),
			call('POST', '/prospects/events', { event_types: TYPES, prospect_ids }),
			call('POST', '/prospects/match', { prospects_to_match: [{ email: people[0]!.email }] }),
			call('GET', ENROLLMENTS),
		]);
		for (const { status, data } of answers) {
			expect(status).toBe(200);
			expect(data.response_context).toMatchObject({ time_taken_in_seconds: expect.any(Number) });
			expect(data.response_context).not.toHaveProperty('time_took_in_seconds');
		}
		expect(answers[1].data.output_events).toHaveLength(1);
	});

	it('enriches one prospect or many, with a new name and without former addresses', async () => {
		const path = '/prospects/contact_information/enrich';
		const [ada, ben] = people.map(({ id }) => id);
		const one = await call('POST', path, { prospect_ids: ada });
		expect(one.data.data[0].data.professional_email).toBe(people[0]!.email);
		expect(one.data.data[0].data).not.toHaveProperty('emails');
		const many = await call('POST', path, { prospect_ids: [ada, ben] });
		expect(many.data.data).toHaveLength(2);
		expect((await call('POST', path, { prospect_ids: 'x' })).status).toBe(422);
	});
});

describe('profiles and firmographics', () => {
	const PROFILES = '/prospects/profiles/enrich';
	const FIRMOGRAPHICS = '/businesses/firmographics/enrich';

	it('take one id or many, and leave rows out that nobody has', async () => {
		const id = people[0]!.id;
		for (const prospect_ids of [id, [id, 'f'.repeat(40)]]) {
			const { data } = await call('POST', PROFILES, { prospect_ids });
			expect(data).toMatchObject({ total_results: 1, data: [{ prospect_id: id }] });
			expect(data.data[0].data).toMatchObject({ first_name: 'Ada', last_name: 'Morales' });
			expect(data.response_context).toHaveProperty('time_taken_in_seconds');
		}
		const acme = companyId('Acme Tools');
		for (const business_ids of [acme, [acme, 'f'.repeat(32)]]) {
			const { data } = await call('POST', FIRMOGRAPHICS, { business_ids });
			expect(data).toMatchObject({ total_results: 1, data: [{ business_id: acme }] });
		}
		expect((await call('POST', FIRMOGRAPHICS, { business_ids: id })).status).toBe(422);
	});

	it('write the data of a row as a list when switched, as contacts do', async () => {
		await sandbox.control.switches({ explorium: { rowData: 'list' } });
		const prospect_ids = [people[0]!.id];
		const answers = await Promise.all([
			call('POST', PROFILES, { prospect_ids }),
			call('POST', '/prospects/contact_information/enrich', { prospect_ids }),
			call('POST', FIRMOGRAPHICS, { business_ids: [companyId('Acme Tools')] }),
		]);
		for (const { data } of answers) {
			expect(data.data[0].data).toEqual([expect.any(Object)]);
			expect(Object.keys(data.data[0].data[0]).length).toBeGreaterThan(1);
		}
	});

	it('have no address where only a private one is known', async () => {
		await sandbox.control.showPerson(people[0]!.id, { contacts: 'personal-only' });
		const path = '/prospects/contact_information/enrich';
		const body = { prospect_ids: [people[0]!.id], parameters: { contact_types: ['email'] } };
		expect((await call('POST', path, body)).data.data[0].data).toEqual({});
	});
});

describe('enrollments', () => {
	it('name an active webhook', async () => {
		expect((await call('POST', ENROLLMENTS, enrollment())).data.detail).toEqual([
			{ loc: ['body', 'webhook_id'], msg: 'field required', type: 'value_error.missing' },
		]);
		expect((await call('POST', ENROLLMENTS, enrollment('wh_none'))).status).toBe(404);
		const { data } = await create();
		await call('PATCH', `/webhooks/${data.webhook_id}`, { status: 'disabled' });
		expect((await call('POST', ENROLLMENTS, enrollment(data.webhook_id))).status).toBe(422);
		await call('PATCH', `/webhooks/${data.webhook_id}`, { status: 'active' });
		const added = await call('POST', ENROLLMENTS, enrollment(data.webhook_id));
		expect(added.status).toBe(201);
		expect(added.data).toMatchObject({ webhook_id: data.webhook_id, status: 'active' });
	});

	it('are changed in part, and ended by their address', async () => {
		const { webhook_id } = (await create()).data;
		const { enrollment_id } = (await call('POST', ENROLLMENTS, enrollment(webhook_id))).data;
		const one = `${ENROLLMENTS}/${enrollment_id}`;
		await call('PATCH', one, { event_types: [TYPES[0]] });
		const list = (await call('GET', ENROLLMENTS)).data.enrollments;
		expect(list).toContainEqual({
			...enrollment(webhook_id),
			enrollment_id,
			event_types: [TYPES[0]],
			status: 'active',
		});
		expect((await call('DELETE', one)).data.status).toBe('success');
		expect((await call('DELETE', one)).data.status).toBe('miss');
		expect((await call('PATCH', one, {})).status).toBe(404);
	});

	it('hold 20 prospects, or 1,000 by switch', async () => {
		const { webhook_id } = (await create()).data;
		const prospect_ids = Array.from({ length: 21 }, (_, id) => String(id).padStart(40, '0'));
		const body = { ...enrollment(webhook_id), prospect_ids };
		expect((await call('POST', ENROLLMENTS, body)).status).toBe(422);
		await sandbox.control.switches({ explorium: { enrollmentIdLimit: 1000 } });
		expect((await call('POST', ENROLLMENTS, body)).status).toBe(201);
	});
});

describe('webhooks', () => {
	it('show their secret when they are made and when it changes, and never else', async () => {
		const made = await create();
		expect(made.status).toBe(201);
		expect(Buffer.from(made.data.webhook_secret, 'base64url')).toHaveLength(32);
		const one = `/webhooks/${made.data.webhook_id}`;
		for (const answer of [
			await call('GET', one),
			await call('GET', '/webhooks'),
			await call('PATCH', one, { name: 'renamed' }),
		]) {
			expect(JSON.stringify(answer.data)).not.toContain('secret');
		}
		const rotated = await call('POST', `${one}/rotate_secret`);
		expect(rotated.data.webhook_secret).not.toBe(made.data.webhook_secret);
	});

	it('have names of their own, an address, and are ten at most', async () => {
		await create('name');
		expect((await create('name')).data.detail[0].loc).toEqual(['body', 'name']);
		const bad = await create('bad', { webhook_url: 'nowhere' });
		expect(bad.data.detail[0].type).toBe('value_error.url.scheme');
		for (let number = 3; number <= 10; number += 1) await create(`hook-${number}`);
		expect((await create('one-too-many')).status).toBe(409);
	});

	it('are listed by status, that of version 1 among them', async () => {
		const { webhook_id } = (await create()).data;
		await call('PATCH', `/webhooks/${webhook_id}`, { status: 'disabled' });
		await axios.post(
			`${sandbox.explorium}/v1/webhooks`,
			{ partner_id: 'demo-partner', webhook_url: 'https://hooks.example/v1' },
			{ headers: { api_key: DEMO.exploriumKey }, proxy: false },
		);
		const names = async (status: string) =>
			(await call('GET', `/webhooks?status=${status}`)).data.webhooks.map(
				({ webhook_url, legacy }: { webhook_url: string; legacy: boolean }) => [
					webhook_url,
					legacy,
				],
			);
		expect(await names('disabled')).toEqual([['https://hooks.example/second', false]]);
		expect(await names('active')).toContainEqual(['https://hooks.example/v1', true]);
	});

	it('in use are deleted by force only, which pauses enrollments', async () => {
		const { webhook_id } = (await create()).data;
		const { enrollment_id } = (await call('POST', ENROLLMENTS, enrollment(webhook_id))).data;
		const one = `/webhooks/${webhook_id}`;
		expect((await call('DELETE', one)).status).toBe(409);
		const forced = await call('DELETE', `${one}?force=true`);
		expect(forced.data.affected_enrollment_ids).toEqual([enrollment_id]);
		const paused = (await sandbox.control.state(false)).enrollments.at(-1);
		expect(paused).toMatchObject({ enrollment_id, status: 'paused' });
		expect((await call('GET', one)).status).toBe(404);
		const other = (await create('other')).data.webhook_id;
		const changed = await call('PATCH', `${ENROLLMENTS}/${enrollment_id}`, { webhook_id: other });
		expect(changed.data).toMatchObject({ status: 'active', webhook_id: other });
	});
});
