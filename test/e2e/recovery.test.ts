import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nFolder } from '../../playground/src/n8n.ts';
import { installedPackage } from '../../playground/src/package-install.ts';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import { enrollEverybody } from './support/enroll';
import { unpublishAll } from './support/examples';
import { ENGINES, isSavedInWorkflow } from './support/kill/engines';
import { startReceiver, type Receiver } from './support/kill/receiver';
import { publishWorkflow, TRIGGER } from './support/kill/workflow';
import { n8nCommand } from './support/n8n-command';
import { EVERY_TEN_SECONDS, twoSweeps } from './support/poll-times';
import { root, START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const PEOPLE = 3;
/** A poll every ten seconds, and some time for a slow machine. */
const TWO_POLLS_MS = 25_000;
const NEW_NAME = 'Prospects who moved';

/** The same with another name for the trigger; n8n keeps the memory that it has. */
function renamed({ staticData: _, ...workflow }: Workflow): Workflow {
	return JSON.parse(JSON.stringify(workflow).replaceAll(`"${TRIGGER}"`, `"${NEW_NAME}"`));
}

/** What docs/recovery.md says of the trigger's memory, step by step in one n8n. */
describe.each(ENGINES)('the memory of a trigger, on the $name engine', (engine) => {
	const isPlain = engine.name === 'plain';
	let demo: RunningDemo;
	let receiver: Receiver;
	let people: string[];
	let workflow: Workflow;

	beforeAll(async () => {
		receiver = await startReceiver();
		demo = await startTestDemo(`recovery-${engine.name}`, engine.env);
		await unpublishAll(demo.api, demo.workflows);
		await demo.control.reset({ people: PEOPLE });
		people = await enrollEverybody(demo, 'watched');
		const hurried = { ...engine, pollTimes: EVERY_TEN_SECONDS };
		const setting = { name: engine.name, engine: hurried, delivery: 'once' as const };
		workflow = await publishWorkflow(demo.api, setting, receiver.url);
		await waitFor('a baseline', async () =>
			(await demo.control.counters()).explorium.eventFetches > 0 ? true : undefined,
		);
	}, START_MS);

	afterAll(async () => {
		await demo?.stop();
		await receiver?.stop();
	});

	/** Somebody changes companies; gives back the ID of the event. */
	const happens = async (person = 0): Promise<string> =>
		(await demo.control.changeCompany(people[person])).event_id;

	const timesOf = (event: string): number => receiver.times.get(event) ?? 0;

	const arrives = async (event: string): Promise<void> => {
		await waitFor('the event', async () => (timesOf(event) > 0 ? true : undefined));
	};

	const saved = async (): Promise<Workflow> => {
		const found = await demo.api.findWorkflow(workflow.id);
		if (found === undefined) throw new Error('The workflow is gone.');
		return found;
	};

	const unpublish = async () => await demo.api.unpublishWorkflow(workflow.id);
	const publish = async () => await demo.api.publishWorkflow(await saved());

	it('is the one that is meant', async () => {
		await arrives(await happens());
		expect(await isSavedInWorkflow(demo.api, workflow.id)).toBe(engine.savesInWorkflow);
	});

	it(`${isPlain ? 'is replaced by that of' : 'stays after'} an import`, async () => {
		const before = await happens();
		await arrives(before);
		const file = join(demo.dataDir, 'exported.json');
		await n8nCommand(demo, 'export:workflow', `--id=${workflow.id}`, `--output=${file}`);
		const since = await happens(1);
		await arrives(since);

		await unpublish();
		await n8nCommand(demo, 'import:workflow', `--input=${file}`);
		expect((await saved()).active).toBe(false);
		await publish();
		await twoSweeps(demo);
		const after = await happens(2);
		await arrives(after);
		expect([before, since, after].map(timesOf)).toEqual([1, isPlain ? 2 : 1, 1]);
	});

	it('is kept when n8n starts without the package', async () => {
		const { target } = installedPackage(root, n8nFolder(demo.dataDir));
		renameSync(target, `${demo.dataDir}/package`);
		await demo.restartN8n();
		const meanwhile = await happens();
		await sleep(TWO_POLLS_MS);
		expect(timesOf(meanwhile)).toBe(0);

		renameSync(`${demo.dataDir}/package`, target);
		await demo.restartN8n();
		await unpublish();
		await publish();
		await arrives(meanwhile);
		const after = await happens(1);
		await arrives(after);
		expect([meanwhile, after].map(timesOf)).toEqual([1, 1]);
	});

	it(`${isPlain ? 'starts with a baseline' : 'is kept'} when the trigger is renamed`, async () => {
		await unpublish();
		const meanwhile = await happens();
		await demo.api.updateWorkflow(renamed(await saved()));
		await publish();
		await twoSweeps(demo);
		const after = await happens(1);
		await arrives(after);
		expect([meanwhile, after].map(timesOf)).toEqual([isPlain ? 0 : 1, 1]);
	});

	it('has come to this without an error', async () => {
		const executions = await demo.api.listExecutions(workflow.id);
		const ended = executions.filter(({ stoppedAt }) => stoppedAt);
		expect(ended.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
