import type { Workflow } from '../../playground/src/n8n-api.ts';
import type { SandboxEvent, SandboxPerson } from '../support/sandbox';
import { enrollEverybody } from './support/enroll';
import { executionsOf } from './support/executions';
import { measure, printMeasured, type Measured } from './support/recipe/measure';
import { outcomesOf, type Told } from './support/recipe/outcomes';
import { runAgain } from './support/recipe/run-again';
import { NEW_JOB, prepare, SCENARIOS, type Scenario } from './support/recipe/scenarios';
import { speedUp } from './support/recipe/workflow';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

/** Everybody one after the other, on a slow machine, with the day's wait of the one without an address. */
const ALL_MS = 600_000;
const FOUND_AFTER_SECONDS = 25;
const NOT_WORKED_OFF = 'quinn.ross@old-harbor.example';
const LATER = 'the new address comes later';
const KILLED: Scenario = {
	name: 'n8n is killed between the write and the sequence',
	email: 'petra.holm@old-harbor.example',
	firstName: 'Petra',
	lastName: 'Holm',
	workedOnIn: 'outreach',
	company: 'Headovations',
	outcome: /^Continues in Outreach|is in the sequence/,
	next: 'outreach',
};

let demo: RunningDemo;
let whole: Workflow;
let perPerson: Workflow;
let began: string;
const people = new Map<string, SandboxPerson>();
const events = new Map<string, SandboxEvent>();
let told: Map<string, Told>;
let ifNothingWereDone: Measured;

const personOf = ({ name }: Scenario): SandboxPerson => people.get(name) as SandboxPerson;
const named = (name: string): Scenario => SCENARIOS.find((one) => one.name === name) as Scenario;
const lastOf = (scenario: Scenario): string =>
	told.get(personOf(scenario).id)?.outcomes.at(-1) ?? 'nothing yet';

async function move(scenario: Scenario, discoveredInSeconds?: number): Promise<void> {
	const person = personOf(scenario);
	const { company } = scenario;
	const event = await demo.control.changeCompany(person.id, {
		company,
		title: 'Chief Revenue Officer',
		discoveredInSeconds,
	});
	events.set(scenario.name, event);
	await scenario.after?.(demo, person);
}

/** Waits until every person's execution has ended, and has said something. */
async function settle(scenarios: Scenario[]): Promise<void> {
	await waitFor(
		'all executions to end',
		async () => {
			told = await outcomesOf(demo, perPerson);
			const isOver = (scenario: Scenario): boolean => {
				const about = told.get(personOf(scenario).id);
				const hasSaid = (about?.outcomes.length ?? 0) + (about?.errors.length ?? 0) > 0;
				// Who has no address is tried again and again.
				const mayRun = scenario.outcome.source.includes('No valid') || scenario.name === LATER;
				return about !== undefined && (mayRun || !about.isRunning) && hasSaid;
			};
			return scenarios.every(isOver) ? true : undefined;
		},
		ALL_MS,
		2_000,
	);
}

async function nextMail(scenario: Scenario): Promise<Array<{ vendor: string; to: string }>> {
	const { next } = await demo.control.mail({ person: personOf(scenario).id });
	return next.map(({ vendor, to }) => ({ vendor, to }));
}

async function measureAll(): Promise<Measured> {
	const optedOut = personOf(named('opted out')).id;
	return await measure(demo, [...people.values()], began, [optedOut]);
}

beforeAll(async () => {
	demo = await startTestDemo('recipe');
	const { control } = demo;
	// A mail goes out long after this test has looked, unless it moves the clock.
	const slow = { firstMailSeconds: 7_200 };
	await control.switches({ saleshandy: slow, outreach: slow });
	await control.limits({ saleshandy: null });
	await control.scene('job-change');
	for (const scenario of [...SCENARIOS, KILLED]) {
		people.set(scenario.name, await prepare(demo, scenario));
	}
	// In no sequence: nothing can be sent whatever becomes of the change.
	await control.addPerson({ email: NOT_WORKED_OFF, firstName: 'Quinn', lastName: 'Ross' });
	await enrollEverybody(demo, 'everybody');
	[whole, perPerson] = await speedUp(demo);
	const { explorium } = await control.counters();
	await waitFor('the baseline', async () => {
		const now = await control.counters();
		return now.explorium.eventFetches > explorium.eventFetches ? true : undefined;
	});
	began = (await control.state(false)).now;
	// All of them are found out together, when everything about them is in place.
	for (const scenario of SCENARIOS) await move(scenario, FOUND_AFTER_SECONDS);
	ifNothingWereDone = await measureAll();
	await settle(SCENARIOS);
}, START_MS + ALL_MS);

afterAll(async () => await demo?.stop());

it('is about mail that would go wrong if nothing were done', () => {
	// Except for the two who want no mail.
	expect(ifNothingWereDone['mails to an address the person has left']).toBe(SCENARIOS.length - 2);
});

it('finishes everything to the old address before it asks anybody or waits', async () => {
	const later = named(LATER);
	expect(told.get(personOf(later).id)?.outcomes[0]).toMatch(/^A person has to decide/);
	expect(await nextMail(later)).toEqual([]);
});

it('starts the sequence once the new address is known', async () => {
	const later = named(LATER);
	await demo.control.showPerson(personOf(later).id, { contacts: 'new' });
	await waitFor('the next try', async () => {
		told = await outcomesOf(demo, perPerson);
		return later.outcome.test(lastOf(later)) ? true : undefined;
	});
});

describe('the outcome is said, and the next mail is right', () => {
	it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
		'%s',
		async (_, scenario) => {
			expect([lastOf(scenario), told.get(personOf(scenario).id)?.errors]).toEqual([
				expect.stringMatching(scenario.outcome),
				[],
			]);
			const { explorium } = await demo.control.person(scenario.email);
			const mails = await nextMail(scenario);
			expect(mails).toEqual(
				scenario.next === 'nobody' ? [] : [{ vendor: scenario.next, to: explorium.email }],
			);
		},
	);
});

it('makes a task where a person has to decide, and no second one', async () => {
	const asked = SCENARIOS.filter(({ outcome }) => String(outcome).startsWith('/^A person has to'));
	for (const scenario of asked) {
		const { outreach } = await demo.control.person(scenario.email);
		const about = [scenario.name, outreach?.tasks?.length];
		expect(about).toEqual([scenario.name, 1]);
	}
});

it('keeps an opt-out, and updates the record', async () => {
	const { outreach } = await demo.control.person(named('opted out').email);
	expect(outreach).toMatchObject({ title: 'Chief Revenue Officer', company: 'Granite Systems' });
	expect(outreach?.attributes.optedOut).toBe(true);
});

it('changes nothing when the same event is handled again', async () => {
	const before = await measureAll();
	const again = ['worked on in Outreach', 'worked on in Saleshandy'].map(named);
	for (const scenario of again) {
		const mails = await nextMail(scenario);
		await runAgain(demo, perPerson, events.get(scenario.name) as SandboxEvent);
		expect(await nextMail(scenario)).toEqual(mails);
	}
	expect(await measureAll()).toEqual(before);
});

it('goes on where it was when n8n is killed between the write and the sequence', async () => {
	const { control } = demo;
	await control.fault({
		vendor: 'outreach',
		method: 'POST',
		path: 'prospectsAddToSequence',
		hang: true,
	});
	await move(KILLED);
	await waitFor('the record to be written', async () => {
		const { outreach } = await control.person(KILLED.email);
		const calls = await control.requests('outreach');
		const asked = calls.some(({ path, fault }) => /AddToSequence/.test(path) && fault !== null);
		return asked && outreach?.company === KILLED.company ? true : undefined;
	});
	await demo.killN8n();
	await control.clearFaults();
	await demo.restartN8n();
	expect(await nextMail(KILLED)).toEqual([]);
	await runAgain(demo, perPerson, events.get(KILLED.name) as SandboxEvent);
	told = await outcomesOf(demo, perPerson);
	const { explorium } = await control.person(KILLED.email);
	expect(await nextMail(KILLED)).toEqual([{ vendor: 'outreach', to: explorium.email }]);
}, 240_000);

it('fails in sight where the workflow for one person cannot be run', async () => {
	const { api, control } = demo;
	await api.unpublishWorkflow(perPerson.id);
	const { id } = await control.person(NOT_WORKED_OFF);
	await control.changeCompany(id, { company: 'Headovations' });
	const failed = await waitFor('an execution that failed', async () =>
		(await executionsOf(api, whole.id)).find(({ status }) => status === 'error'),
	);
	expect(failed.error?.message).toMatch(/was not handled/);
});

it('lets no mail go to an address that somebody has left, now and in the weeks after', async () => {
	await demo.control.clock({ advanceSeconds: 40 * 86_400 });
	const measured = await measureAll();
	// For people: jest would add where the lines come from.
	process.stderr.write(`\n${printMeasured(SCENARIOS.length + 1, measured)}\n\n`);
	expect(measured).toEqual({
		people: SCENARIOS.length + 1,
		mails: expect.any(Number),
		'mails to an address the person has left': 0,
		'people enrolled twice': 0,
		'opt-outs lost': 0,
		'accounts made twice': 0,
	});
	expect(measured.mails).toBeGreaterThan(5);
	const { outreach } = await demo.control.person(KILLED.email);
	const started = outreach?.sequences.filter(({ sequenceId }) => sequenceId === NEW_JOB.outreach);
	expect(started).toHaveLength(1);
});
