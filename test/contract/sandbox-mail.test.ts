import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { AxiosResponse } from 'axios';
import type { ShownMail } from '../../sandbox/control/mail-view.ts';
import { callOutreach } from '../support/outreachApi';
import { DEMO, startSandbox } from '../support/sandbox';
import type { Json, Sandbox, SandboxPerson, SaleshandyView } from '../support/sandbox';

const START = '2026-11-02T09:00:00.000Z';
const ADA = 'ada.morales@northwind-robotics.example';
const NEW_ADA = 'ada.morales@headovations.example';
const BEN = 'ben.okafor@bluepeak.example';
const MINUTE = 60;
const DAY = 86_400;

let sandbox: Sandbox;
let ada: SandboxPerson;
let ben: SandboxPerson;
let sequences: SaleshandyView['sequences'];

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
	await sandbox.control.reset({ now: START });
	await sandbox.control.limits({ saleshandy: null });
	ada = await sandbox.control.person(ADA);
	ben = await sandbox.control.person(BEN);
	({ sequences } = await sandbox.control.saleshandy());
});

afterEach(async () => {
	expect((await sandbox.control.counters()).schemaViolations).toBe(0);
});

const later = (seconds: number) => sandbox.control.clock({ advanceSeconds: seconds });
const mail = (person?: string) => sandbox.control.mail(person === undefined ? {} : { person });
const inSequence = (title: string) =>
	({ vendor: 'saleshandy', sequenceId: sequences.find((one) => one.title === title)!.id }) as const;
const inOutreach = (sequenceId: number) => ({ vendor: 'outreach', sequenceId }) as const;
const moveAda = (more = {}) =>
	sandbox.control.changeCompany(ADA, { company: 'Headovations', ...more });
const setEmails = (...emails: string[]) =>
	sandbox.control.setOutreachProspect(ada.outreach!.id, { emails });
const stateOf = async (id: string) =>
	(await sandbox.control.person(id)).outreach!.sequences.map(({ state }) => state);
const statusOf = async (id: string) =>
	(await sandbox.control.person(id)).saleshandy.sequences.map(({ status }) => status);

/** Seconds from the start to a mail, to the nearest ten: a busy machine takes its time. */
const secondsTo = ({ at }: { at: string }) =>
	Math.round((Date.parse(at) - Date.parse(START)) / 10_000) * 10;

async function outreach(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
	// A new one each time: time moves on here by more than tokens live.
	const { access_token: token } = await sandbox.control.tokens();
	return callOutreach(sandbox.outreach, token, method, path, data);
}

/** Runs a bulk action of Outreach on Ada to its end. */
async function onAda(name: string, attributes: Json = {}): Promise<void> {
	const { id } = ada.outreach!;
	const started = await outreach(
		'POST',
		`/batches/actions/${name}?actionParams[filter][id][]=${id}`,
		{ data: { attributes: { ids: [id], ...attributes } } },
	);
	expect(started.status).toBe(200);
	await later(5);
	const batch = await outreach('GET', `/batches/${started.data.data.id}`);
	expect(batch.data.data.attributes).toMatchObject({ state: 'finished', failures: 0 });
}

describe('an Outreach sequence', () => {
	it('sends its first mail after a minute, the others three days apart, and then is finished', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(12));
		expect(await mail()).toEqual({
			sent: [],
			next: [
				{
					vendor: 'outreach',
					personId: ada.id,
					name: 'Ada Morales',
					recordId: ada.outreach!.id,
					to: ADA,
					sequenceId: 12,
					sequenceName: 'Role change congratulations',
					step: 1,
					at: expect.any(String),
					left: false,
					bounced: false,
				},
			],
		});
		expect(secondsTo((await mail()).next[0]!)).toBe(MINUTE);

		await later(MINUTE + 1);
		const { sent, next } = await mail();
		expect(sent).toMatchObject([{ step: 1, to: ADA, left: false, leftBefore: false }]);
		expect(next).toMatchObject([{ step: 2, to: ADA }]);
		expect(secondsTo(next[0]!)).toBe(MINUTE + 3 * DAY);

		// Nobody looks for a long time, and still every mail went out when it was due.
		await later(30 * DAY);
		const all = await mail();
		expect(all.next).toEqual([]);
		expect(all.sent.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
		expect(secondsTo(all.sent[3]!)).toBe(MINUTE + 9 * DAY);
		expect(await stateOf(ADA)).toEqual(['finished']);
		const [state] = (await outreach('GET', '/sequenceStates')).data.data;
		expect(state.attributes).toMatchObject({ deliverCount: 4, bounceCount: null });
	});

	it('sends at other times when switched', async () => {
		await sandbox.control.switches({ outreach: { firstMailSeconds: 50, nextMailSeconds: 100 } });
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await later(200);
		expect((await mail()).sent.map(secondsTo)).toEqual([50, 150]);
	});

	it.each([
		['at-schedule', ADA],
		['at-send', 'private@mail.example'],
	])('with "%s" mails %s after a change of address', async (mailAddress, to) => {
		await sandbox.control.switches({ outreach: { mailAddress } });
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await setEmails('private@mail.example');
		expect((await mail()).next).toMatchObject([{ to, personId: ada.id }]);
		await later(MINUTE + 1);
		const { sent, next } = await mail();
		expect(sent).toMatchObject([{ to }]);
		// The mail after it is scheduled by now, and so goes to the new address.
		expect(next).toMatchObject([{ to: 'private@mail.example' }]);
	});

	it.each([
		['prospectsFinishAll', 'finished'],
		['prospectsPauseAll', 'paused'],
	])('sends nothing after %s', async (action, state) => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await onAda(action);
		await later(30 * DAY);
		expect(await mail()).toEqual({ sent: [], next: [] });
		expect(await stateOf(ADA)).toEqual([state]);
	});

	it('sends what was due before a batch that nobody looked at ended the sequence', async () => {
		await sandbox.control.switches({ outreach: { batchPendingMs: 3600_000 } });
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		const { id } = ada.outreach!;
		await outreach('POST', `/batches/actions/prospectsFinishAll?actionParams[filter][id][]=${id}`, {
			data: { attributes: { ids: [id] } },
		});
		await later(30 * DAY);
		expect((await mail()).sent.map(({ step }) => step)).toEqual([1]);
		expect(await stateOf(ADA)).toEqual(['finished']);
	});

	it.each([[{ optedOut: true }], [{ emailOptedOut: true }], [{ emails: [] }]])(
		'sends nothing after %j, and goes on from when that is taken back',
		async (off) => {
			await sandbox.control.addToSequence(ADA, inOutreach(11));
			const { id } = ada.outreach!;
			await sandbox.control.setOutreachProspect(id, off);
			expect((await mail()).next).toEqual([]);
			await later(DAY);
			expect((await mail()).sent).toEqual([]);
			const back = { optedOut: false, emailOptedOut: false, emails: [ADA] };
			await sandbox.control.setOutreachProspect(id, back);
			expect((await mail()).sent.map(secondsTo)).toEqual([DAY]);
		},
	);

	it.each([
		['that is off', { sequenceId: 14, mailboxId: 41 }, {}],
		['with a mailbox that may not send', { sequenceId: 11, mailboxId: 43 }, {}],
		['while it is pending', { sequenceId: 11, mailboxId: 41 }, { newSequenceState: 'pending' }],
	])('sends nothing %s', async (_what, attributes, switches) => {
		await sandbox.control.switches({ outreach: switches });
		await onAda('prospectsAddToSequence', attributes);
		await later(DAY);
		expect(await mail()).toEqual({ sent: [], next: [] });
	});
});

describe('a Saleshandy sequence', () => {
	it('sends its email steps, and leaves the tasks out', async () => {
		await sandbox.control.addToSequence(BEN, inSequence('Outbound'));
		const { next } = await mail();
		expect(next).toMatchObject([
			{
				vendor: 'saleshandy',
				personId: ben.id,
				name: 'Ben Okafor',
				recordId: ben.saleshandy.id,
				to: BEN,
				sequenceId: inSequence('Outbound').sequenceId,
				sequenceName: 'Outbound',
				step: 1,
				left: false,
			},
		]);
		expect(secondsTo(next[0]!)).toBe(MINUTE);
		await later(30 * DAY);
		expect((await mail()).sent.map(({ step }) => step)).toEqual([1, 3]);
		expect(await statusOf(BEN)).toEqual(['finished']);
	});

	it('stays active as long as a task is left', async () => {
		await sandbox.control.addToSequence(BEN, inSequence('Calls only'));
		await later(30 * DAY);
		expect(await mail()).toEqual({ sent: [], next: [] });
		expect(await statusOf(BEN)).toEqual(['active']);
	});

	it('sends nothing while it is off', async () => {
		await sandbox.control.addToSequence(BEN, inSequence('Win back'));
		await later(DAY);
		expect(await mail()).toEqual({ sent: [], next: [] });
	});

	it.each(['paused', 'finished', 'replied', 'unsubscribed', 'bounced', 'waiting'])(
		'sends nothing to who is %s',
		async (status) => {
			await sandbox.control.addToSequence(BEN, inSequence('Outbound'));
			const [enrollment] = (await sandbox.control.saleshandy()).enrollments;
			const { prospectId, sequenceId, stepId } = enrollment!;
			const changed = { prospectId, sequenceId, stepId, status };
			await sandbox.control.setSaleshandyEnrollment(changed);
			await later(DAY);
			expect(await mail()).toEqual({ sent: [], next: [] });
		},
	);

	it.each([
		{ value: BEN.toUpperCase(), type: 'email' } as const,
		{ value: 'bluepeak.example', type: 'domain' } as const,
	])('sends nothing to $value on the do-not-contact list', async (entry) => {
		await sandbox.control.addToSequence(BEN, inSequence('Outbound'));
		await sandbox.control.addSaleshandyDoNotContact([entry]);
		await later(DAY);
		expect(await mail()).toEqual({ sent: [], next: [] });
	});

	it.each([
		['valid', 1],
		['risky', 0],
		['bad', 0],
		['stuck', 0],
	])('mails an imported address whose verification says %s %i times', async (result, count) => {
		await sandbox.control.switches({
			saleshandy: { verificationResult: result, verificationMs: 3600_000 },
		});
		const started = await axios.post(
			`${sandbox.saleshandy}/v1/sequences/prospects/import-with-field-name`,
			{
				prospectList: [{ Email: 'nia@acme.test', 'First Name': 'Nia' }],
				conflictAction: 'addMissingFields',
				verifyProspects: true,
				stepId: sequences.find(({ title }) => title === 'New job')!.steps[0]!.id,
			},
			{ headers: { 'x-api-key': DEMO.saleshandyKey }, proxy: false },
		);
		expect(started.status).toBe(201);
		await later(600);
		expect(await mail()).toEqual({ sent: [], next: [] });
		await later(DAY);
		const { sent } = await mail();
		expect(sent).toHaveLength(count);
		for (const one of sent) {
			expect(one).toMatchObject({ to: 'nia@acme.test', name: 'Nia', personId: null });
			// Not before the verification ended.
			expect(secondsTo(one)).toBeGreaterThanOrEqual(3600);
		}
	});
});

describe('a move to another company', () => {
	it('kills the old mailbox at once, although Explorium knows nothing yet', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await sandbox.control.addToSequence(ADA, inSequence('Outbound'));
		await later(MINUTE + 1);
		await moveAda({ discoveredInSeconds: 30 * DAY });
		expect((await sandbox.control.person(ADA)).explorium.email).toBe(ADA);

		const before = await mail(ADA);
		expect(before.next).toMatchObject([
			{ to: ADA, left: true },
			{ to: ADA, left: true },
		]);
		expect(before.next.map(({ vendor }) => vendor).sort()).toEqual(['outreach', 'saleshandy']);
		// What went out while the mailbox was there arrived.
		expect(before.sent).toMatchObject([
			{ left: true, leftBefore: false, bounced: false },
			{ left: true, leftBefore: false, bounced: false },
		]);

		await later(3 * DAY);
		const after = await mail(ADA);
		expect(after.sent.slice(2)).toMatchObject([
			{ to: ADA, left: true, leftBefore: true, bounced: true },
			{ to: ADA, left: true, leftBefore: true, bounced: true },
		]);
		expect(after.next).toEqual([]);
		expect(await stateOf(ADA)).toEqual(['bounced']);
		expect(await statusOf(ADA)).toEqual(['bounced']);
		const [state] = (await outreach('GET', '/sequenceStates')).data.data;
		expect(state.attributes).toMatchObject({ deliverCount: 1, bounceCount: 1 });
	});

	it('may leave a catch-all mailbox, which swallows the mail', async () => {
		const switches = { leftAddresses: 'swallow' };
		await sandbox.control.switches({ outreach: switches, saleshandy: switches });
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await sandbox.control.addToSequence(ADA, inSequence('Outbound'));
		await moveAda();
		await later(MINUTE + 1);
		const { sent, next } = await mail(ADA);
		const swallowed = { left: true, leftBefore: true, bounced: false };
		expect(sent).toMatchObject([swallowed, swallowed]);
		expect(next).toMatchObject([{ left: true }, { left: true }]);
	});

	it('is over for who comes back', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await moveAda();
		await sandbox.control.changeCompany(ADA, { company: 'Silverline Mobility' });
		expect((await mail(ADA)).next).toMatchObject([{ left: true }]);
		await sandbox.control.changeCompany(ADA, { company: 'Northwind Robotics' });
		expect((await mail(ADA)).next).toMatchObject([{ left: false }]);
		await later(MINUTE + 1);
		expect((await mail(ADA)).sent).toMatchObject([{ bounced: false }]);
	});

	it('is nothing to the mail of anybody else', async () => {
		await sandbox.control.addToSequence(BEN, inOutreach(11));
		await moveAda();
		expect((await mail(BEN)).next).toMatchObject([{ left: false }]);
		expect(await mail(ADA)).toEqual({ sent: [], next: [] });
	});
});

describe('a workflow', () => {
	it('that does nothing lets the next mail go to the address that was left; a good one does not', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await later(MINUTE + 1);
		await moveAda();
		expect((await mail(ADA)).next).toMatchObject([{ to: ADA, left: true, step: 2 }]);

		// Finish, write the new address, enroll.
		await onAda('prospectsFinishAll');
		expect((await mail(ADA)).next).toEqual([]);
		await onAda('prospectsBulkModify', { emails: [NEW_ADA] });
		await onAda('prospectsAddToSequence', { sequenceId: 12, mailboxId: 41 });
		expect((await mail(ADA)).next).toMatchObject([
			{ to: NEW_ADA, left: false, step: 1, sequenceId: 12 },
		]);
		await later(30 * DAY);
		const { sent } = await mail(ADA);
		expect(sent.map(({ to }) => to)).toEqual([ADA, NEW_ADA, NEW_ADA, NEW_ADA, NEW_ADA]);
		expect(sent.filter(({ leftBefore }) => leftBefore)).toEqual([]);
	});

	it('that works on single records does not either', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await moveAda();
		const { id } = ada.outreach!;
		const [state] = (await outreach('GET', `/sequenceStates?filter[prospect][id]=${id}`)).data.data;
		const to = (type: string, record: number) => ({ data: { type, id: record } });
		const calls: Array<[string, string, Json, number]> = [
			['POST', `/sequenceStates/${state.id}/actions/finish`, undefined, 200],
			[
				'PATCH',
				`/prospects/${id}`,
				{ data: { type: 'prospect', id, attributes: { emails: [NEW_ADA] } } },
				200,
			],
			[
				'POST',
				'/sequenceStates',
				{
					data: {
						type: 'sequenceState',
						relationships: {
							prospect: to('prospect', id),
							sequence: to('sequence', 12),
							mailbox: to('mailbox', 41),
						},
					},
				},
				201,
			],
		];
		for (const [method, path, data, status] of calls) {
			expect((await outreach(method, path, data)).status).toBe(status);
		}
		await later(30 * DAY);
		const { sent, next } = await mail(ADA);
		expect(sent.map(({ to: address }) => address)).toEqual(Array(4).fill(NEW_ADA));
		expect(next).toEqual([]);
	});

	it('that does nothing makes it bounce', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await later(MINUTE + 1);
		await moveAda();
		await later(30 * DAY);
		expect((await mail(ADA)).sent).toMatchObject([
			{ step: 1, leftBefore: false },
			{ step: 2, to: ADA, leftBefore: true, bounced: true },
		]);
	});

	it('that writes the address first, and finishes too late, leaves the scheduled mail as it was', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await moveAda();
		await onAda('prospectsBulkModify', { emails: [NEW_ADA] });
		expect((await mail(ADA)).next).toMatchObject([{ to: ADA, left: true }]);
	});

	it('that imports the new address into Saleshandy has two records of one person', async () => {
		await sandbox.control.addToSequence(BEN, inSequence('Outbound'));
		await sandbox.control.changeCompany(BEN, { company: 'Headovations' });
		const address = 'ben.okafor@headovations.example';
		await axios.post(
			`${sandbox.saleshandy}/v1/sequences/prospects/import-with-field-name`,
			{
				prospectList: [{ Email: address, 'First Name': 'Ben', 'Last Name': 'Okafor' }],
				conflictAction: 'addMissingFields',
				verifyProspects: true,
				stepId: sequences.find(({ title }) => title === 'New job')!.steps[0]!.id,
			},
			{ headers: { 'x-api-key': DEMO.saleshandyKey }, proxy: false },
		);
		await later(5);
		const { next } = await mail(BEN);
		expect(next.map(({ to, left }) => [to, left])).toEqual([
			[BEN, true],
			[address, false],
		]);
		expect(new Set(next.map(({ recordId }) => recordId)).size).toBe(2);
	});
});

describe('what happens to people', () => {
	it('opts them out at both vendors or at one', async () => {
		for (const id of [ADA, BEN]) {
			await sandbox.control.addToSequence(id, inOutreach(11));
			await sandbox.control.addToSequence(id, inSequence('Outbound'));
		}
		await sandbox.control.optOut(ADA);
		await sandbox.control.optOut(BEN, 'saleshandy');
		expect((await mail()).next).toMatchObject([{ vendor: 'outreach', personId: ben.id }]);
		expect(await stateOf(ADA)).toEqual(['opted_out']);
		expect(await statusOf(ADA)).toEqual(['unsubscribed']);
		const { attributes } = (await sandbox.control.person(ADA)).outreach!;
		expect(attributes).toMatchObject({ optedOut: true, emailsOptStatus: 'opted_out' });
		await expect(sandbox.control.addToSequence(ADA, inOutreach(12))).rejects.toThrow(
			/409 Prospect has opted out/,
		);
		await expect(sandbox.control.addToSequence(ADA, inSequence('New job'))).rejects.toThrow(
			/409 The prospect has unsubscribed/,
		);
	});

	it('puts who never was in a Saleshandy sequence on the do-not-contact list', async () => {
		await sandbox.control.optOut(ADA, 'saleshandy');
		const { doNotContact } = await sandbox.control.saleshandy();
		expect(doNotContact).toEqual([{ value: ADA, type: 'email' }]);
		expect((await sandbox.control.person(ADA)).outreach!.attributes.optedOut).toBe(false);
	});

	it('adds a second record of them to Outreach, with the new address', async () => {
		await expect(sandbox.control.duplicate(ADA)).rejects.toThrow(/409 Outreach has ada/);
		await moveAda({ discoveredInSeconds: DAY });
		await sandbox.control.duplicate(ADA);
		const { data } = await outreach('GET', `/prospects?filter[emails]=${NEW_ADA}`);
		expect(data.data).toHaveLength(1);
		expect(data.data[0].id).not.toBe(ada.outreach!.id);
		expect(data.data[0].attributes).toMatchObject({
			name: 'Ada Morales',
			company: 'Headovations',
			emails: [NEW_ADA],
		});
		await expect(sandbox.control.duplicate(ADA)).rejects.toThrow(/409/);
		// Who opts out does so with all records.
		await sandbox.control.optOut(ADA, 'outreach');
		const again = await outreach('GET', `/prospects/${data.data[0].id}`);
		expect(again.data.data.attributes.optedOut).toBe(true);
	});

	const emails = async () => (await sandbox.control.person(ADA)).outreach!.emails;

	it('has their CRM write the old address to Outreach', async () => {
		await moveAda();
		await setEmails(NEW_ADA);
		await sandbox.control.crmSync(ADA);
		expect(await emails()).toEqual([ADA, NEW_ADA]);
	});

	it('has their CRM write it over the next new one, once', async () => {
		await moveAda();
		await sandbox.control.crmSync(ADA, { when: 'after-next-write' });
		expect(await emails()).toEqual([ADA]);
		await onAda('prospectsAddTags', { tags: ['moved'] });
		await onAda('prospectsBulkModify', { emails: [NEW_ADA] });
		expect(await emails()).toEqual([ADA, NEW_ADA]);
		await onAda('prospectsBulkModify', { emails: [NEW_ADA] });
		expect(await emails()).toEqual([NEW_ADA]);
	});

	it('has their CRM do so some time after', async () => {
		await moveAda();
		await sandbox.control.crmSync(ADA, { when: 'after-next-write', delaySeconds: 600 });
		await setEmails(NEW_ADA);
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		expect(await emails()).toEqual([NEW_ADA]);
		await later(601);
		expect(await emails()).toEqual([ADA, NEW_ADA]);
		const { sent, next } = await mail(ADA);
		expect(sent).toMatchObject([{ to: NEW_ADA, bounced: false }]);
		expect(next).toMatchObject([{ left: true }]);
	});

	it.each([
		['add-to-sequence', { vendor: 'explorium', sequenceId: 11 }],
		['add-to-sequence', { vendor: 'outreach', sequenceId: '11' }],
		['add-to-sequence', { vendor: 'outreach' }],
		['opt-out', { vendor: 'explorium' }],
		['duplicate', { email: 'x@acme.test' }],
		['crm-sync', { when: 'soon' }],
		['crm-sync', { delaySeconds: -1 }],
	])('refuses %s with %j', async (name, body) => {
		const url = `${sandbox.url}/control/people/${ada.id}/${name}`;
		const answer = await axios.post(url, body, { proxy: false, validateStatus: () => true });
		expect(answer.status).toBe(400);
	});

	it('refuses people and sequences that are not there', async () => {
		await expect(sandbox.control.addToSequence('nobody', inOutreach(11))).rejects.toThrow(/404/);
		await expect(sandbox.control.addToSequence(ADA, inOutreach(99))).rejects.toThrow(
			/409 Outreach has no sequence 99/,
		);
		await expect(sandbox.control.addToSequence(ADA, inSequence('Draft'))).rejects.toThrow(
			/409 Saleshandy has no sequence \w+ with steps/,
		);
		await expect(mail('nobody')).rejects.toThrow(/404/);
	});
});

describe('the scene of a job change', () => {
	const names = async (control = sandbox.control) => {
		const { sent, next } = await control.mail();
		const told = (one: ShownMail) => `${one.name}: ${one.vendor}, ${one.sequenceName}, ${one.step}`;
		return { sent: sent.map(told).sort(), next: next.map(told).sort() };
	};
	const SCENE = {
		sent: ['Ada Morales: outreach, Q4 outbound, 1', 'Ben Okafor: saleshandy, Outbound, 1'],
		next: ['Ada Morales: outreach, Q4 outbound, 2', 'Ben Okafor: saleshandy, Outbound, 3'],
	};

	it('has the first two people in ordinary sequences since yesterday', async () => {
		await sandbox.control.scene('job-change');
		expect(await names()).toEqual(SCENE);
		const { data } = await outreach('GET', '/sequences/15');
		expect(data.data.attributes).toMatchObject({ name: 'Q4 outbound', enabled: true });
		expect(secondsTo((await mail(ADA)).next[0]!)).toBe(MINUTE + 2 * DAY);
		// What is going on already stays as it is.
		await sandbox.control.scene('job-change');
		expect(await names()).toEqual(SCENE);
		await expect(sandbox.control.scene('other')).rejects.toThrow(/404/);
	});

	it('is no trouble without people', async () => {
		await sandbox.control.reset({ people: 0 });
		await sandbox.control.scene('job-change');
		expect(await mail()).toEqual({ sent: [], next: [] });
	});

	it('can be there from the start, and again, and goes on from a state file', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'sandbox-mail-'));
		const env = { SANDBOX_SCENE: 'job-change', SANDBOX_STATE: join(folder, 'state.json') };
		try {
			const first = await startSandbox({ env });
			expect(await names(first.control)).toEqual(SCENE);
			await first.control.reset();
			expect(await names(first.control)).toEqual(SCENE);
			await first.control.changeCompany(BEN);
			await first.control.clock({ advanceSeconds: 3 * DAY });
			const left = await first.control.mail();
			const bounced = left.sent.map(({ name, bounced }) => [name, bounced]);
			expect(bounced.slice(2).sort()).toEqual([
				['Ada Morales', false],
				['Ben Okafor', true],
			]);
			await first.stop();
			const second = await startSandbox({ env });
			expect(await second.control.mail()).toEqual(left);
			await second.stop();
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('is refused by another name at the start', async () => {
		await expect(startSandbox({ env: { SANDBOX_SCENE: 'other' } })).rejects.toThrow(
			/There is no scene "other"\. Known: job-change/,
		);
	});
});

describe('the list of mail', () => {
	it('can be narrowed by person and vendor', async () => {
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await sandbox.control.addToSequence(ADA, inSequence('Outbound'));
		await sandbox.control.addToSequence(BEN, inOutreach(11));
		const names = async (query: Parameters<typeof sandbox.control.mail>[0]) =>
			(await sandbox.control.mail(query)).next
				.map(({ name, vendor }) => `${name} ${vendor}`)
				.sort();
		expect(await names({ person: ada.id })).toEqual([
			'Ada Morales outreach',
			'Ada Morales saleshandy',
		]);
		expect(await names({ vendor: 'outreach' })).toEqual([
			'Ada Morales outreach',
			'Ben Okafor outreach',
		]);
		expect(await names({ person: BEN, vendor: 'saleshandy' })).toEqual([]);
		const url = `${sandbox.url}/control/mail?who=x`;
		const answer = await axios.get(url, { proxy: false, validateStatus: () => true });
		expect(answer.status).toBe(400);
	});

	it('stands beside each person, with the last of what was sent', async () => {
		await sandbox.control.switches({ outreach: { firstMailSeconds: 1, nextMailSeconds: 1 } });
		await sandbox.control.addToSequence(ADA, inOutreach(11));
		await later(10);
		await sandbox.control.addToSequence(ADA, inOutreach(12));
		await later(2);
		const { mail: beside } = await sandbox.control.person(ADA);
		const { sent, next } = await mail(ADA);
		expect(beside.next).toEqual(next);
		expect(beside.sent).toEqual(sent.slice(-6));
		expect((await sandbox.control.person(BEN)).mail).toEqual({ sent: [], next: [] });
	});
});
