import type { SandboxPerson } from '../support/sandbox';
import { copyOfExample, exampleOf, unpublishAll } from './support/examples';
import { enrollEverybody } from './support/enroll';
import { executionsOf, type FinishedExecution, runToEnd } from './support/executions';
import { EVERY_TEN_SECONDS } from './support/poll-times';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';
import { serveJson, type WebServer } from './support/web-server';

const ADA = 'ada.morales@northwind-robotics.example';
const BEN = 'ben.okafor@bluepeak.example';
const GRACE = 'grace.lindqvist@fjordsoft.example';
const NOBODY = 'nobody@unknown.example';
/** The ordinary sequence of the scene in Outreach. */
const Q4_OUTBOUND = 15;
/** Saleshandy takes a minute to verify an address. */
const WORK_MS = 240_000;

let demo: RunningDemo;

beforeAll(async () => {
	demo = await startTestDemo('examples');
	await unpublishAll(demo.api, demo.workflows);
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

async function run(workflowId: string, triggerName: string): Promise<FinishedExecution> {
	const execution = await runToEnd(demo.api, workflowId, triggerName);
	expect(execution.error).toBeUndefined();
	return execution;
}

const person = async (email: string): Promise<SandboxPerson> => await demo.control.person(email);

/** The emails of those whose record in Outreach has the tag. */
async function peopleTagged(tag: string): Promise<string[]> {
	const { people } = await demo.control.state();
	return people.filter(({ outreach }) => outreach?.tags.includes(tag)).map(({ email }) => email);
}

describe('the weekly list', () => {
	const sync = async () => {
		const { id } = exampleOf(demo, 'weekly-list-to-monitoring.json');
		return (await run(id, 'Every Monday')).outputOf('Sync');
	};
	const enrollments = async () => (await demo.control.state()).enrollments;

	it('has Explorium monitor the people it knows, and nobody else', async () => {
		const before = await enrollments();
		const [ada, ben] = (await demo.control.state()).people;
		expect(await sync()).toEqual([
			expect.objectContaining({ action: 'add', enrollment_key: 'n8n-weekly-list', prospects: 2 }),
		]);
		const after = await enrollments();
		expect(after.slice(0, before.length)).toEqual(before);
		expect(after.slice(before.length)).toEqual([
			expect.objectContaining({
				enrollment_key: 'n8n-weekly-list',
				prospect_ids: expect.arrayContaining([ada.id, ben.id]),
			}),
		]);
	});

	it('changes nothing the second time', async () => {
		const before = await enrollments();
		expect(await sync()).toEqual([expect.objectContaining({ action: 'none', prospects: 2 })]);
		expect(await enrollments()).toEqual(before);
	});
});

describe('a work anniversary', () => {
	it('becomes a note in Saleshandy and a tag in Outreach, for this person only', async () => {
		const { people } = await demo.control.state();
		const { explorium } = await person(ADA);
		await demo.control.anniversary(ADA, { years: 1, event_time: '2026-12-01T00:00:00+00:00' });
		await run(exampleOf(demo, 'work-anniversary-to-note-and-tag.json').id, 'Work Anniversary');

		const { saleshandy } = await person(ADA);
		expect(saleshandy.attributes.Notes).toBe(
			`December 2026: 1 year at ${explorium.company}, ${explorium.title}`,
		);
		expect(await peopleTagged('To do: congratulate')).toEqual([ADA]);
		const others = (all: SandboxPerson[]) => all.filter(({ email }) => email !== ADA);
		expect(others((await demo.control.state()).people)).toEqual(others(people));
	});
});

describe('the daily digest', () => {
	const messages: Array<{ text: string }> = [];
	let chat: WebServer;

	beforeAll(async () => {
		chat = await serveJson((body) => messages.push(body as { text: string }));
	});

	afterAll(async () => {
		await chat?.stop();
	});

	it('makes one message of what is new, and of nothing else', async () => {
		const copy = await copyOfExample(demo, 'daily-event-digest.json', {
			'New Events Since Yesterday': {
				parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] } },
			},
			'Send to Chat': { parameters: { url: chat.url } },
		});
		const { explorium } = await person(BEN);
		// The anniversary from before is part of the baseline, which the poll at publication makes.
		const fetches = async () => (await demo.control.counters()).explorium.eventFetches;
		const before = await fetches();
		await demo.api.publishWorkflow(copy);
		await waitFor('the baseline', async () => (await fetches()) > before || undefined);
		await Promise.all([
			demo.control.changeCompany(GRACE, { company: 'Quantum Leaf', title: 'CFO' }),
			demo.control.changeRole(BEN, { title: 'Chief Marketing Officer' }),
		]);
		const [{ text }] = await waitFor('the message', async () =>
			messages.length > 0 ? messages : undefined,
		);
		const [headline, ...lines] = text.split('\n');
		expect(headline).toMatch(/^Prospect events, \d+ \w+ \d{4}$/);
		expect(lines.sort()).toEqual([
			expect.stringMatching(/^• New company: grace\S+, CFO at Quantum Leaf \(before: .+ at .+\)$/),
			`• New role: ${BEN}, Chief Marketing Officer at ${explorium.company} ` +
				`(before: ${explorium.title} at ${explorium.company})`,
		]);
		await demo.api.unpublishWorkflow(copy.id);
		const runs = await executionsOf(demo.api, copy.id);
		expect(runs.filter((one) => one.outputOf('Send to Chat').length > 0)).toHaveLength(1);
		expect(messages).toHaveLength(1);
	});
});

describe('one more try for failed items', () => {
	const left = [
		expect.objectContaining({
			email: NOBODY,
			reason: expect.stringContaining(NOBODY),
			what_to_do: expect.any(String),
		}),
	];
	/** How often the node sends a call that does no harm twice. */
	const ATTEMPTS = 5;
	let workflowId: string;

	beforeAll(async () => {
		const copy = await copyOfExample(demo, 'failed-items-retry-then-person.json', {
			'Wait a While': { parameters: { amount: 1, unit: 'seconds' } },
		});
		workflowId = copy.id;
	});

	it('tags everybody after all if Outreach fails for a while', async () => {
		await demo.control.fault({
			vendor: 'outreach',
			method: 'POST',
			path: 'batches/actions',
			status: 500,
			times: ATTEMPTS,
		});
		const { outputOf } = await run(workflowId, 'Every Morning');
		expect(outputOf('Wait a While').map(({ email }) => email)).toEqual([ADA, BEN, NOBODY]);
		expect(outputOf('Tagged')).toHaveLength(2);
		expect(await peopleTagged('Customer')).toEqual([ADA, BEN]);
		expect(outputOf('For a Person to Look At')).toEqual(left);
	});

	it('tries only those again who failed', async () => {
		const { outputOf } = await run(workflowId, 'Every Morning');
		expect(outputOf('Wait a While').map(({ email }) => email)).toEqual([NOBODY]);
		expect(outputOf('Tagged')).toHaveLength(2);
		expect(outputOf('For a Person to Look At')).toEqual(left);
	});

	it('leaves everybody to a person if Outreach goes on failing', async () => {
		await demo.control.fault({
			vendor: 'outreach',
			method: 'POST',
			path: 'batches/actions',
			status: 500,
			times: 2 * ATTEMPTS,
		});
		const { outputOf } = await run(workflowId, 'Every Morning');
		expect(outputOf('Tagged')).toEqual([]);
		expect(outputOf('For a Person to Look At').map(({ email }) => email)).toEqual([
			ADA,
			BEN,
			NOBODY,
		]);
	});
});

describe('a job change, with one product', () => {
	/** Publishes the example, has these people change jobs, and gives back what came of each by node. */
	async function workOff(file: string, movers: SandboxPerson[]) {
		const copy = await copyOfExample(demo, file, {
			'Explorium Prospect Events Trigger': {
				parameters: { pollTimes: { item: EVERY_TEN_SECONDS } },
			},
		});
		await demo.api.publishWorkflow(copy);
		// The baseline is saved by an execution of its own. A change before that would become part of it.
		await waitFor('the baseline', async () => {
			const all = await demo.api.listExecutions(copy.id);
			return (all.length > 0 && all.every(({ stoppedAt }) => stoppedAt)) || undefined;
		});
		for (const { id } of movers) {
			await demo.control.changeCompany(id, { company: 'Headovations', title: 'CRO' });
		}
		const outputOf = (all: FinishedExecution[], node: string) =>
			all.flatMap((one) => one.outputOf(node));
		const done = async () => {
			const all = await executionsOf(demo.api, copy.id);
			const isBusy = all.some(({ stoppedAt }) => !stoppedAt);
			const emitted = outputOf(all, 'Person');
			return !isBusy && emitted.length >= movers.length ? all : undefined;
		};
		const runs = await waitFor('everybody to be handled', done, WORK_MS);
		await demo.api.unpublishWorkflow(copy.id);
		expect(runs.map(({ error }) => error).filter(Boolean)).toEqual([]);
		return (node: string) => outputOf(runs, node);
	}

	const byName = ({ name }: SandboxPerson, outcome: unknown) =>
		expect.objectContaining({ person: name, outcome });
	const mailLeft = async () => (await demo.control.mail()).next.filter(({ left }) => left);
	const nextTo = async ({ id }: SandboxPerson) => (await demo.control.person(id)).mail.next;

	beforeAll(async () => {
		await demo.control.scene('job-change');
		await enrollEverybody(demo, 'movers');
	});

	it(
		'goes on in Saleshandy at the new address, where that is safe and wanted',
		async () => {
			const { people } = await demo.control.state();
			const [, goesOn, hasNoAddress, wantsNoMail] = people;
			const { sequences } = await demo.control.saleshandy();
			const sequenceId = sequences.find(({ title }) => title === 'Outbound')?.id ?? '';
			for (const { id } of [hasNoAddress, wantsNoMail]) {
				await demo.control.addToSequence(id, { vendor: 'saleshandy', sequenceId });
			}
			await demo.control.showPerson(hasNoAddress.id, { contacts: 'catch-all' });
			await demo.control.optOut(wantsNoMail.id, 'saleshandy');
			const outputOf = await workOff('job-change-saleshandy-only.json', [
				goesOn,
				hasNoAddress,
				wantsNoMail,
			]);

			const { explorium } = await person(goesOn.email);
			expect(outputOf('Continues in Saleshandy')).toEqual([
				byName(goesOn, `Continues in Saleshandy at ${explorium.email}`),
			]);
			expect(outputOf('For a Person')).toHaveLength(2);
			expect(outputOf('For a Person')).toEqual(
				expect.arrayContaining([
					byName(hasNoAddress, expect.stringContaining('is catch-all')),
					byName(wantsNoMail, expect.stringContaining('has unsubscribed')),
				]),
			);
			expect(await mailLeft()).toEqual([]);
			expect(await nextTo(goesOn)).toEqual([
				expect.objectContaining({ to: explorium.email, sequenceName: 'New job' }),
			]);
			expect(await nextTo(hasNoAddress)).toEqual([]);
			expect(await nextTo(wantsNoMail)).toEqual([]);
			const { doNotContact } = await demo.control.saleshandy();
			expect(doNotContact.map(({ value }) => value)).toContain(goesOn.email);
		},
		START_MS + WORK_MS,
	);

	it('goes on in Outreach at the new address, and asks a person where it should not', async () => {
		const { people } = await demo.control.state();
		const inOutreach = people.filter(({ outreach, email }) => outreach && email !== BEN);
		const [goesOn, colleague, hasNoAddress, wantsNoMail] = [inOutreach[0], ...inOutreach.slice(-3)];
		for (const { id } of [colleague, hasNoAddress, wantsNoMail]) {
			await demo.control.addToSequence(id, { vendor: 'outreach', sequenceId: Q4_OUTBOUND });
		}
		await demo.control.showPerson(hasNoAddress.id, { contacts: 'old' });
		await demo.control.optOut(wantsNoMail.id, 'outreach');
		const outputOf = await workOff('job-change-outreach-only.json', [
			goesOn,
			colleague,
			hasNoAddress,
			wantsNoMail,
		]);

		const movedOn = [await person(goesOn.email), await person(colleague.email)];
		expect(outputOf('Continues in Outreach')).toHaveLength(2);
		expect(outputOf('Continues in Outreach')).toEqual(
			expect.arrayContaining(
				movedOn.map((one) => byName(one, `Continues in Outreach at ${one.explorium.email}`)),
			),
		);
		expect(new Set(movedOn.map(({ outreach }) => outreach?.accountId)).size).toBe(1);
		for (const { id, explorium } of movedOn) {
			expect((await demo.control.person(id)).mail.next).toEqual([
				expect.objectContaining({ to: explorium.email, sequenceName: 'New job outreach' }),
			]);
		}
		expect(outputOf('For a Person')).toEqual([
			byName(hasNoAddress, expect.stringContaining('There is a task in Outreach')),
		]);
		expect((await person(hasNoAddress.email)).outreach?.tasks).toEqual([
			expect.objectContaining({ note: expect.stringContaining('No valid address') }),
		]);
		expect(outputOf('Opted Out')).toEqual([byName(wantsNoMail, expect.any(String))]);
		expect((await person(wantsNoMail.email)).outreach).toMatchObject({ title: 'CRO' });
		expect(await mailLeft()).toEqual([]);
		expect(await nextTo(hasNoAddress)).toEqual([]);
		expect(await nextTo(wantsNoMail)).toEqual([]);
	});
});

it('never broke the vendors’ schemas', async () => {
	expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
});
