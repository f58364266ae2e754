import type { SandboxPerson } from '../support/sandbox';
import { copyOfExample, exampleOf, unpublishAll } from './support/examples';
import { executionsOf, type FinishedExecution, runToEnd } from './support/executions';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';
import { serveJson, type WebServer } from './support/web-server';

const ADA = 'ada.morales@northwind-robotics.example';
const BEN = 'ben.okafor@bluepeak.example';
const GRACE = 'grace.lindqvist@fjordsoft.example';
const NOBODY = 'nobody@unknown.example';

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
			expect.objectContaining({ action: 'add', enrollment_key: 'customers', prospects: 2 }),
		]);
		const after = await enrollments();
		expect(after.slice(0, before.length)).toEqual(before);
		expect(after.slice(before.length)).toEqual([
			expect.objectContaining({
				enrollment_key: 'customers',
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

it('never broke the vendors’ schemas', async () => {
	expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
});
