import type { SandboxPerson } from '../support/sandbox';
import { enroll } from './support/enroll';
import { executionsOf, type FinishedExecution } from './support/executions';
import { publishHurried } from './support/poll-times';
import { holdMail } from './support/records';
import {
	START_MS,
	startTestDemo,
	UPDATES_BOTH_RECORDS,
	type RunningDemo,
} from './support/running-demo';
import { waitFor } from './support/wait';

const TRIGGER = 'Explorium Prospect Events Trigger';
const NEW_JOB_SEQUENCE = 11;
const TAG = 'Job changed';

let demo: RunningDemo;
let workflowId: string;

beforeAll(async () => {
	demo = await startTestDemo('job-change', {}, { workflows: UPDATES_BOTH_RECORDS });
	await holdMail(demo);
	workflowId = demo.workflows[0].id;
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

/** The executions in which the trigger had something to say; its baseline is saved as an empty one. */
async function executionsWithEvents(): Promise<FinishedExecution[]> {
	const executions = await executionsOf(demo.api, workflowId);
	return executions.filter((execution) => execution.outputOf(TRIGGER).length > 0);
}

async function sweeps(): Promise<number> {
	const { explorium } = await demo.control.counters();
	return explorium.eventFetches;
}

/** Waits until the trigger has asked Explorium some more times, and n8n has done what follows. */
async function waitForSweeps(more: number): Promise<void> {
	for (let count = 0; count < more; count++) {
		const before = await sweeps();
		await waitFor('the next sweep', async () => ((await sweeps()) > before ? true : undefined));
	}
	await waitUntilIdle();
}

async function waitUntilIdle(): Promise<void> {
	await waitFor('n8n to finish', async () => {
		const executions = await demo.api.listExecutions(workflowId);
		const busy = executions.some(({ status }) => ['new', 'running', 'waiting'].includes(status));
		return busy ? undefined : true;
	});
}

async function waitForExecution(count: number): Promise<FinishedExecution> {
	return waitFor(`execution ${count}`, async () => {
		const executions = await executionsWithEvents();
		const last = executions[count - 1];
		return last && last.stoppedAt ? last : undefined;
	});
}

async function people(): Promise<Map<string, SandboxPerson>> {
	const state = await demo.control.state();
	return new Map(state.people.map((person) => [person.email, person]));
}

/** How often the workflow has written to the two systems that it keeps up to date. */
async function writes(): Promise<{ attributeCalls: number; batches: number }> {
	const { saleshandy, outreach } = await demo.control.counters();
	return { attributeCalls: saleshandy.attributeCalls, batches: outreach.batches };
}

async function expectUpToDate(email: string, company: string, title: string): Promise<void> {
	const person = (await people()).get(email) as SandboxPerson;
	expect(person.explorium).toMatchObject({ company, title });
	expect(person.saleshandy.attributes).toMatchObject({ Company: company, 'Job Title': title });
	expect(person.outreach).toMatchObject({ company, title });
	expect(person.outreach?.tags).toEqual([TAG]);
	expect(person.outreach?.sequences).toEqual([
		expect.objectContaining({ sequenceId: NEW_JOB_SEQUENCE, state: 'active' }),
	]);
}

// One story, told in order: each step starts from where the one before left the three systems.
describe('a change of company, in a real n8n', () => {
	const ada = 'ada.morales@northwind-robotics.example';
	const ben = 'ben.okafor@bluepeak.example';
	let before: Map<string, SandboxPerson>;

	it('starts from a baseline: nothing is emitted', async () => {
		await waitFor('the first sweep', async () => ((await sweeps()) > 0 ? true : undefined));
		await waitUntilIdle();
		expect(await executionsWithEvents()).toEqual([]);
	});

	it('remembers the baseline of a newly enrolled prospect over a restart', async () => {
		const email = 'nora.vance@delta-foods.example';
		const { id } = await demo.control.addPerson({ email, company: 'Delta Foods', title: 'CMO' });
		await enroll(demo, 'newcomers', [id], ['prospect_changed_company']);
		// n8n does not save what a poll without items learned, and nothing else has been emitted yet.
		await waitForSweeps(2);
		expect(await executionsWithEvents()).toEqual([]);

		// n8n is down when Explorium finds out; a baseline taken again would swallow the event.
		const change = await demo.control.changeCompany(id, {
			company: 'Rheingold Data',
			title: 'CEO',
			discoveredInSeconds: 3,
		});
		await demo.restartN8n();
		const execution = await waitForExecution(1);
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_id: change.event_id, prospect_id: id }),
		]);
		await waitUntilIdle();
		await expectUpToDate(email, 'Rheingold Data', 'CEO');
		before = await people();
		expect(before.get(ada)).toBeDefined();
	});

	it('reaches Saleshandy and Outreach within 90 seconds', async () => {
		const started = Date.now();
		const change = await demo.control.changeCompany(ada, { company: 'Headovations', title: 'CRO' });
		const execution = await waitForExecution(2);
		expect(Date.now() - started).toBeLessThan(90_000);
		expect(execution.status).toBe('success');
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_id: change.event_id, prospect_id: change.prospect_id }),
		]);
		await expectUpToDate(ada, 'Headovations', 'CRO');
	});

	it('changes nobody else', async () => {
		const others = (all: Map<string, SandboxPerson>): SandboxPerson[] =>
			[...all.values()].filter(({ email }) => email !== ada);
		expect(others(await people())).toEqual(others(before));
	});

	it('is written exactly once, also after further polls', async () => {
		const once = { attributeCalls: 2, batches: 6 };
		expect(await writes()).toEqual(once);
		// From here on it need not take as long as at people's.
		await publishHurried(demo, demo.workflows[0], TRIGGER);
		await waitUntilIdle();
		expect(await executionsWithEvents()).toHaveLength(2);
		expect(await writes()).toEqual(once);
	});

	it('is not emitted again after a restart', async () => {
		const written = await writes();
		await demo.restartN8n();
		// The poll of the start itself may be over by now; these are ordinary ones.
		await waitForSweeps(2);
		expect(await executionsWithEvents()).toHaveLength(2);
		expect(await writes()).toEqual(written);
	});

	it('works for the next person after the restart, once', async () => {
		const change = await demo.control.changeCompany(ben, { company: 'Quantum Leaf' });
		const execution = await waitForExecution(3);
		expect(execution.status).toBe('success');
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_id: change.event_id, prospect_id: change.prospect_id }),
		]);
		await expectUpToDate(ben, 'Quantum Leaf', 'Head of Marketing');
		await waitForSweeps(1);
		expect(await executionsWithEvents()).toHaveLength(3);
		expect(await writes()).toEqual({ attributeCalls: 3, batches: 9 });
	});

	it('finds a person who moved on once more by a former address', async () => {
		await demo.control.changeCompany(ada, { company: 'Atlas Ventures', title: 'CEO' });
		const execution = await waitForExecution(4);
		expect(execution.status).toBe('success');
		const person = (await people()).get(ada) as SandboxPerson;
		expect(person.saleshandy.attributes).toMatchObject({ Company: 'Atlas Ventures' });
		expect(person.outreach).toMatchObject({ company: 'Atlas Ventures', title: 'CEO' });
	});

	it('never broke the vendors’ schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
