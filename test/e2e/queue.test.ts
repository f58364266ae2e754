import type { Worker } from '../../playground/src/queue/worker.ts';
import { executionsOf, type FinishedExecution } from './support/executions';
import { overlaps, timesStarted } from './support/queue/books';
import { killHalfWay, killWithEvents, type Kill } from './support/queue/kill';
import { isUpToDate, outdated } from './support/records';
import { N8N_ENV } from './support/queue/settings';
import { startedBy } from './support/queue/shares';
import { EVENTS_PER_WAVE, PEOPLE, Waves, WAVES } from './support/queue/waves';
import {
	NEW_JOB_SEQUENCE,
	publishInTwo,
	publishWorkflow,
	TAG,
	TRIGGER,
} from './support/queue/workflow';
import {
	START_MS,
	startTestDemo,
	UPDATES_BOTH_RECORDS,
	type RunningDemo,
} from './support/running-demo';
import { waitFor } from './support/wait';

/** The kill comes as soon as both workers have run something, in one of these waves. */
const KILL_FROM_WAVE = WAVES / 2 - 1;
const KILL_BY_WAVE = WAVES - 3;
/** In which everybody's turn comes once. */
const WAVES_PER_ROUND = PEOPLE / EVENTS_PER_WAVE;
/** For a step that takes seconds, on a machine with other things to do. */
const STEP_MS = 180_000;
const STORY_MS = 900_000;

/** For people: jest would add where each line comes from. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

let demo: RunningDemo;
let workers: Worker[];
let waves: Waves;
let workflowId: string;
let killed: Kill;
let killedInWave = NaN;
let executions: FinishedExecution[];

beforeAll(async () => {
	demo = await startTestDemo('queue', N8N_ENV, {
		queue: { workers: 2 },
		workflows: UPDATES_BOTH_RECORDS,
	});
	workers = [...(demo.queue?.workers ?? [])];
	waves = new Waves(demo);
	await waves.prepare();
}, 2 * START_MS);

afterAll(async () => {
	await demo?.stop();
});

const eventsOf = (all: FinishedExecution[]): Array<Record<string, unknown>> =>
	all.flatMap(({ startedWith }) => startedWith(TRIGGER));

/** The first sweep is saved as an execution without events. */
async function baselineOf(id: string): Promise<void> {
	await waitFor(
		'the baseline',
		async () => {
			const [first] = await demo.api.listExecutions(id);
			return first?.stoppedAt ? true : undefined;
		},
		STEP_MS,
	);
}

/**
 * n8n keeps no order between executions, so a prospect's next event comes when the last one is in the
 * records; or never will be, because it was in the execution that was killed.
 */
async function turnOf(wave: number): Promise<void> {
	if (wave < WAVES_PER_ROUND) return;
	// One round after the kill, those who missed an event have had another one.
	const isAfterKill = wave > killedInWave && wave <= killedInWave + WAVES_PER_ROUND;
	const given = new Set(isAfterKill ? killed.unfinished : []);
	const next = waves.prospectsOf(wave).filter((id) => !given.has(id));
	await waitFor(
		`the records of wave ${wave}`,
		async () => {
			const wrong = await outdated(demo);
			return next.some((id) => wrong.includes(id)) ? undefined : true;
		},
		STEP_MS,
	);
}

/** Lets a wave happen, and waits until a poll has found some of it: about one execution for each. */
async function roll(wave: number): Promise<void> {
	const { length } = await demo.api.listExecutions(workflowId);
	await waves.happen(wave);
	await waitFor(
		`an execution with events of wave ${wave}`,
		async () => ((await demo.api.listExecutions(workflowId)).length > length ? true : undefined),
		STEP_MS,
		200,
	);
}

/** Which worker takes an execution is left to chance. */
function isTimeToKill(wave: number): boolean {
	const haveAllRun = workers.every((one) => startedBy(one).length > 1);
	return wave >= KILL_BY_WAVE || (wave >= KILL_FROM_WAVE && haveAllRun);
}

/** All executions, as soon as every event is in one and none is under way. */
async function settled(): Promise<FinishedExecution[]> {
	return (
		waitFor(
			'all events to be in an execution that has ended',
			async () => {
				const listed = await demo.api.listExecutions(workflowId);
				if (listed.some(({ stoppedAt }) => !stoppedAt)) return undefined;
				const all = await executionsOf(demo.api, workflowId);
				const times = timesStarted(all, killed.open);
				return waves.eventIds.every((id) => times.has(id)) ? all : undefined;
			},
			STEP_MS,
			1000,
		)
			// What is missing is told by the tests below.
			.catch(() => executionsOf(demo.api, workflowId))
	);
}

/** The executions that the killed worker was in the middle of: mostly one. */
function givenUp(): FinishedExecution[] {
	return executions.filter(({ status }) => status !== 'success');
}

function report(): void {
	const shares = workers.map((one) => {
		const before = killed.begun.get(one)?.length ?? 0;
		return `${one.name} ${before} before the kill, ${startedBy(one).length - before} after it`;
	});
	say(`${executions.length} executions: ${shares.join('; ')}`);
	say(
		`${killed.worker.name} was killed; n8n gave up ${givenUp().length} execution(s), ` +
			`${killed.unfinished.length} prospects were not up to date by then`,
	);
	say(`executions of one prospect that ran at the same time: ${overlaps(executions)}`);
}

describe('n8n in queue mode, with one of two workers killed in the middle of an execution', () => {
	it('starts from a baseline of all prospects', async () => {
		expect(workers).toHaveLength(2);
		({ id: workflowId } = await publishWorkflow(demo));
		await baselineOf(workflowId);
		const { enrollments } = await demo.control.state(false);
		expect(new Set(enrollments.flatMap(({ prospect_ids }) => prospect_ids)).size).toBe(PEOPLE);
	});

	it(
		`lives through ${WAVES * EVENTS_PER_WAVE} events and the end of a worker`,
		async () => {
			for (let wave = 0; wave < WAVES; wave++) {
				await turnOf(wave);
				if (Number.isNaN(killedInWave) && isTimeToKill(wave)) {
					killedInWave = wave;
					killed = await killHalfWay(demo, workflowId, workers, () => waves.happen(wave));
				} else {
					await roll(wave);
				}
			}
			executions = await settled();
			report();
		},
		STORY_MS,
	);

	it('has every event in exactly one execution', () => {
		const times = timesStarted(executions, killed.open);
		expect(waves.eventIds).toHaveLength(WAVES * EVENTS_PER_WAVE);
		expect(waves.eventIds.filter((id) => !times.has(id))).toEqual([]);
		expect([...times].filter(([, count]) => count > 1)).toEqual([]);
		expect([...times.keys()].filter((id) => !waves.eventIds.includes(id))).toEqual([]);
	});

	it('spread the executions over both workers, and went on with the one that was left', () => {
		const left = workers.find((one) => one !== killed.worker) as Worker;
		for (const begun of killed.begun.values()) expect(begun.length).toBeGreaterThan(0);
		expect(startedBy(killed.worker)).toEqual(killed.begun.get(killed.worker));
		const after = startedBy(left).slice(killed.begun.get(left)?.length);
		expect(after.length).toBeGreaterThan(1);
		// Each by one worker, none by the main process.
		const ids = executions.map(({ id }) => id);
		const started = workers.flatMap(startedBy).filter((id) => ids.includes(id));
		expect(started.sort()).toEqual(ids.sort());
	});

	it('has ended every execution well, but for those that the killed worker was at', () => {
		const open = killed.open.map(({ id }) => id);
		expect(givenUp().length).toBeGreaterThan(0);
		expect(givenUp().filter(({ id }) => !open.includes(id))).toEqual([]);
		const begun = killed.begun.get(killed.worker);
		expect(givenUp().some(({ id }) => begun?.includes(id))).toBe(true);
	});

	it('has the latest company and title, the tag and the sequence at everybody', async () => {
		const { people } = await demo.control.state();
		expect(people).toHaveLength(PEOPLE);
		expect(people.filter((person) => !isUpToDate(person)).map(({ name }) => name)).toEqual([]);
		for (const { explorium, outreach } of people) {
			// The names of the events, not those of the start.
			expect(explorium.company).toMatch(/^Employer \d+$/);
			expect(outreach?.tags).toEqual([TAG]);
			expect(outreach?.sequences).toEqual([
				expect.objectContaining({ sequenceId: NEW_JOB_SEQUENCE, state: 'active' }),
			]);
		}
	});

	/**
	 * Nothing that a package could change, but docs/scaling.md tells users what to expect: n8n does not
	 * run a stalled execution again, whatever is set, and writes the failure over what it held.
	 */
	it('gives up what was killed, and cannot retry it', async () => {
		expect(eventsOf(killed.open).length).toBeGreaterThan(0);
		expect(killed.unfinished.length).toBeGreaterThan(0);
		expect(eventsOf(givenUp())).toEqual([]);
		for (const { id, status, error } of givenUp()) {
			expect(status).toBe('error');
			expect(error?.message).toContain('failed to be processed too many times');
			expect(await demo.api.retryExecution(id)).toMatchObject({ mode: 'retry', status: 'error' });
		}
	});

	it(
		'keeps the events of a killed execution where a sub-workflow does the work',
		async () => {
			await demo.api.unpublishWorkflow(workflowId);
			const { trigger, actions } = await publishInTwo(demo);
			await baselineOf(trigger.id);

			const left = workers.find((one) => one !== killed.worker) as Worker;
			const happened: string[] = [];
			await killWithEvents(demo, left, async () => {
				happened.push(...(await waves.happen(WAVES)));
				return happened;
			});
			expect((await outdated(demo)).length).toBeGreaterThan(0);

			// What an orchestrator does with a process that has died.
			await demo.queue?.startWorker(workers.indexOf(left) + 1);
			const ended = await waitFor(
				'the sub-workflow to have ended',
				async () => {
					const all = await executionsOf(demo.api, actions.id);
					return all.every(({ stoppedAt }) => stoppedAt) ? all : undefined;
				},
				STEP_MS,
			);
			const crashed = ended.filter(({ status }) => status === 'crashed');
			expect(crashed.length).toBeGreaterThan(0);
			const events = eventsOf(ended).map(({ event_id: id }) => id);
			expect(events.sort()).toEqual(happened.sort());
			for (const { id } of crashed) {
				expect(await demo.api.retryExecution(id)).toMatchObject({ status: 'success' });
			}
			expect(await outdated(demo)).toEqual([]);
		},
		STORY_MS,
	);

	it('never broke the vendors’ schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
