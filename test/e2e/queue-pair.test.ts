import type { Worker } from '../../playground/src/queue/worker.ts';
import { examplesForQueueMode } from '../../playground/src/workflows.ts';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import type { SandboxPerson } from '../support/sandbox';
import { enrollEverybody } from './support/enroll';
import { executionsOf, type FinishedExecution } from './support/executions';
import { N8N_ENV } from './support/queue/settings';
import { startedBy } from './support/queue/shares';
import { measure } from './support/recipe/measure';
import { outcomesOf } from './support/recipe/outcomes';
import { NEW_JOB, prepare } from './support/recipe/scenarios';
import { speedUp } from './support/recipe/workflow';
import { root, START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const TRIGGER = 'Explorium Prospect Events Trigger';
const NEW_EVENTS = 'New Events';
const COMPANIES = ['Headovations', 'Quantum Leaf', 'Granite Systems', 'Papaya Logistics'];
const PEOPLE = 10;
/** The worker is killed once so many people are done, in the middle of the next one. */
const DONE_BEFORE_KILL = 3;
const TITLE = 'Chief Revenue Officer';
/** What each answer of Outreach takes until the kill, so that it comes in the middle, on a slow machine too. */
const SLOW_MS = 300;
const FOUND_AFTER_SECONDS = 15;
/** For what takes a worker a while, on a machine with other things to do. */
const STEP_MS = 300_000;

/** For people: jest would add where each line comes from. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

let demo: RunningDemo;
let finds: Workflow;
let allPeople: Workflow;
let onePerson: Workflow;
let people: SandboxPerson[];
let began: string;
let killed: Worker;
let open: FinishedExecution[];

const isOpen = ({ stoppedAt }: { stoppedAt?: string }): boolean => !stoppedAt;
const bothOf = async (): Promise<FinishedExecution[]> => [
	...(await executionsOf(demo.api, allPeople.id)),
	...(await executionsOf(demo.api, onePerson.id)),
];
const eventIdsOf = (all: FinishedExecution[], node: string): string[] =>
	all.flatMap(({ startedWith }) => startedWith(node)).map(({ event_id: id }) => String(id));

/** Which worker took the execution with the events. */
function workerOf(executionId: string): Worker | undefined {
	return demo.queue?.workers.find((one) => startedBy(one).includes(executionId));
}

beforeAll(async () => {
	demo = await startTestDemo('queue-pair', N8N_ENV, {
		queue: { workers: 2 },
		workflows: examplesForQueueMode(root),
	});
	const { control } = demo;
	const slow = { firstMailSeconds: 7_200 };
	await control.switches({ saleshandy: slow, outreach: slow });
	await control.limits({ explorium: null, saleshandy: null, outreach: null });
	await control.scene('job-change');
	people = [];
	for (let turn = 0; turn < PEOPLE; turn++) {
		people.push(
			await prepare(demo, {
				name: `person ${turn}`,
				email: `person.${turn}@old-harbor.example`,
				firstName: 'Person',
				lastName: `Number ${turn}`,
				workedOnIn: 'outreach',
				company: COMPANIES[turn % COMPANIES.length],
				outcome: /^Continues in Outreach/,
				next: 'outreach',
			}),
		);
	}
	await enrollEverybody(demo, 'queue');
	[finds, allPeople, onePerson] = await speedUp(demo);
}, 2 * START_MS);

afterAll(async () => await demo?.stop());

it('is what the demo publishes in queue mode, and starts from a baseline', async () => {
	const names = [finds, allPeople, onePerson].map(({ name }) => name);
	expect(names).toEqual([
		'Job change, queue mode',
		'Job change, queue mode: all people',
		'Job change: one person',
	]);
	const { explorium } = await demo.control.counters();
	await waitFor('the baseline', async () => {
		const now = await demo.control.counters();
		return now.explorium.eventFetches > explorium.eventFetches || undefined;
	});
	expect(eventIdsOf(await executionsOf(demo.api, finds.id), TRIGGER)).toEqual([]);
});

it(
	'has a worker killed in the middle of the people',
	async () => {
		const { control } = demo;
		began = (await control.state(false)).now;
		await control.fault({ vendor: 'outreach', latencyMs: SLOW_MS, times: 1e9 });
		for (const [turn, { id }] of people.entries()) {
			await control.changeCompany(id, {
				company: COMPANIES[turn % COMPANIES.length],
				title: TITLE,
				discoveredInSeconds: FOUND_AFTER_SECONDS,
			});
		}
		await waitFor(
			'some people to be done, and one to be under way',
			async () => {
				const all = await demo.api.listExecutions(onePerson.id);
				const done = all.filter((one) => !isOpen(one)).length;
				return (done >= DONE_BEFORE_KILL && all.some(isOpen)) || undefined;
			},
			STEP_MS,
			50,
		);
		const found = (await executionsOf(demo.api, finds.id)).filter(
			({ startedWith }) => startedWith(TRIGGER).length > 0,
		);
		killed = workerOf(found[0].id) as Worker;
		await killed.service.kill();
		await control.clearFaults();
		open = (await bothOf()).filter(isOpen);
		const done = (await bothOf()).filter(({ status }) => status === 'success').length;
		say(`${killed.name} was killed with ${open.length} executions under way; ${done} were done`);
		expect(found.map(({ status }) => status)).toEqual(found.map(() => 'success'));
		expect(open.length).toBeGreaterThan(1);
	},
	STEP_MS,
);

it(
	'keeps the events of what was killed, once the worker has been started again',
	async () => {
		const workers = demo.queue?.workers ?? [];
		await demo.queue?.startWorker(workers.indexOf(killed) + 1);
		await waitFor(
			'the killed executions to be ended',
			async () => (await bothOf()).every((one) => !isOpen(one)) || undefined,
			STEP_MS,
		);
		const ended = await bothOf();
		const crashed = ended.filter(({ status }) => status === 'crashed');
		expect(crashed.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
		const found = eventIdsOf(await executionsOf(demo.api, finds.id), TRIGGER);
		expect(found).toHaveLength(PEOPLE);
		expect(eventIdsOf(await executionsOf(demo.api, allPeople.id), NEW_EVENTS).sort()).toEqual(
			found.sort(),
		);
	},
	STEP_MS,
);

it(
	'has every record right after the retry, without further events',
	async () => {
		const crashed = (await bothOf()).filter(({ status }) => status === 'crashed');
		// The one that holds all events first, as it is the older one.
		for (const { id } of crashed) {
			expect(await demo.api.retryExecution(id)).toMatchObject({ status: 'success' });
		}
		const now = (await demo.control.state()).people;
		const wrong = people.filter(({ id }, turn) => {
			const { explorium, outreach } = now.find((one) => one.id === id) as SandboxPerson;
			return (
				outreach?.company !== COMPANIES[turn % COMPANIES.length] ||
				outreach?.title !== TITLE ||
				!outreach.emails.includes(explorium.email)
			);
		});
		expect(wrong.map(({ email }) => email)).toEqual([]);
		const told = await outcomesOf(demo, onePerson);
		for (const { id } of people) {
			expect(told.get(id)?.outcomes.some((one) => /^Continues in Outreach/.test(one))).toBe(true);
		}
		const again = [...told.values()]
			.flatMap(({ outcomes }) => outcomes)
			.filter((one) => one.startsWith('Was done before'));
		say(`retried ${crashed.length} executions; ${again.length} times somebody was done before`);
	},
	STEP_MS,
);

it('has nobody twice, and no mail to an address that somebody has left', async () => {
	const { people: now } = await demo.control.state();
	for (const { id } of people) {
		const { outreach } = now.find((one) => one.id === id) as SandboxPerson;
		const started = outreach?.sequences.filter(({ sequenceId }) => sequenceId === NEW_JOB.outreach);
		expect(started).toHaveLength(1);
	}
	await demo.control.clock({ advanceSeconds: 40 * 86_400 });
	expect(await measure(demo, people, began, [])).toEqual({
		people: PEOPLE,
		mails: expect.any(Number),
		'mails to an address the person has left': 0,
		'people enrolled twice': 0,
		'opt-outs lost': 0,
		'accounts made twice': 0,
	});
});

it('never broke the vendors’ schemas', async () => {
	expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
});
