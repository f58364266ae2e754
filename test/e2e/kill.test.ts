import { unpublishAll } from './support/examples';
import { executionsOf, type FinishedExecution } from './support/executions';
import { isSavedInWorkflow, SETTINGS } from './support/kill/engines';
import { killManyTimes, runCalmly, type Life } from './support/kill/lives';
import { Random } from './support/random';
import { startReceiver, type Receiver } from './support/kill/receiver';
import { mayBeLost, repeatsExplained, tally, type Tally } from './support/kill/tally';
import { ExploriumSide, FETCHES_PER_SWEEP, PEOPLE } from './support/kill/vendor';
import { isUnconfirmed, publishWorkflow } from './support/kill/workflow';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const KILLS = Number(process.env.KILLS ?? 4);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** A start of n8n, the wait for its polls, and the polls; on a slow machine. */
const ONE_KILL_MS = 150_000;

/** To be there when a poll confirms the last one, n8n has to live for a minute. */
const FEWEST_WITH_CONFIRMATIONS = 10;

/** For people: jest would add where each line comes from. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * n8n is killed (SIGKILL) at random moments around its polls, while Explorium finds out about more
 * and more events.
 *
 * What is promised is what the trigger and n8n's poll engine can do together: in how many executions
 * an event is. Once there is an execution, it is n8n's: one that is killed before it began is run at
 * the next start; one that is killed while it runs is kept as "crashed", and not run again.
 *
 * - durable: n8n saves the memory and the execution in one transaction. Every event is in exactly one
 *   execution, whenever n8n is killed.
 * - plain (n8n's default): n8n saves the memory first and then, on its own, the execution. A kill
 *   right between the two loses the events of that one poll; if n8n ever saved them the other way
 *   round, it would repeat them. All other events are in exactly one execution. How often this
 *   happens is measured and printed; no more than it explains is accepted.
 * - plain, and the trigger delivers at least once: no event is lost. What no later poll of the same life
 *   has confirmed comes again after a kill, and says so.
 *
 * KILLS says how often n8n is killed in each setting. SEED repeats the choice of what happens and when,
 * as far as n8n takes the same time again.
 */
describe.each(SETTINGS)('n8n killed again and again: $name', (setting) => {
	const { name, engine, delivery } = setting;
	const isAtLeastOnce = delivery === 'atLeastOnce';
	const random = new Random(SEED);
	let demo: RunningDemo;
	let receiver: Receiver;
	let explorium: ExploriumSide;
	let workflowId: string;
	let lives: Life[];
	let executions: FinishedExecution[];
	let result: Tally;

	beforeAll(async () => {
		receiver = await startReceiver();
		demo = await startTestDemo(`kill-${name.replace(/\W+/g, '-')}`, engine.env);
		explorium = new ExploriumSide(demo);
		await unpublishAll(demo.api, demo.workflows);
		await explorium.prepare(random);
	}, START_MS);

	afterAll(async () => {
		await demo?.stop();
		await receiver?.stop();
	});

	it('starts from a baseline, taken in calm', async () => {
		({ id: workflowId } = await publishWorkflow(demo.api, setting, receiver.url));
		await waitFor('the baseline', async () => {
			const [first] = await executionsOf(demo.api, workflowId);
			return first?.stoppedAt ? true : undefined;
		});
		expect(await explorium.enrolled()).toBe(PEOPLE);
		expect(await explorium.answeredFetches()).toBeGreaterThanOrEqual(FETCHES_PER_SWEEP);
		expect(receiver.times.size).toBe(0);
		// That it is the engine that is meant.
		expect(await isSavedInWorkflow(demo.api, workflowId)).toBe(engine.savesInWorkflow);
	});

	it(
		`is killed ${KILLS} times, and then runs calmly`,
		async () => {
			say(`${name}: ${KILLS} kills, SEED=${SEED}`);
			await demo.killN8n();
			const aimsAtConfirmations = isAtLeastOnce && KILLS >= FEWEST_WITH_CONFIRMATIONS;
			const orders = { kills: KILLS, aimsAtConfirmations };
			lives = await killManyTimes(demo, explorium, random, orders, (life, count) => {
				const { aim, swept, startedAt, killedAt } = life;
				const seconds = ((killedAt - startedAt) / 1000).toFixed(1);
				say(`  kill ${count}: aimed at the ${aim}, after ${seconds} s, check over: ${swept}`);
			});
			await explorium.happen(random);
			const countExecutions = async () => {
				const all = await demo.api.listExecutions(workflowId);
				return {
					all: all.length,
					unfinished: all.filter(({ stoppedAt }) => !stoppedAt).length,
				};
			};
			const confirmed = async () => {
				const isConfirmed = async () =>
					(await isUnconfirmed(demo.api, workflowId)) ? undefined : true;
				await waitFor('a confirmation', isConfirmed, START_MS);
			};
			const waits = aimsAtConfirmations ? confirmed : undefined;
			await runCalmly(demo, explorium, setting, countExecutions, waits);
			executions = await executionsOf(demo.api, workflowId);
			result = tally(explorium.eventIds, executions, lives, receiver.times);
			say(
				`${name}: ${lives.length} kills, ` +
					`${lives.filter(({ swept }) => !swept).length} during a check, ` +
					`${result.killedInPoll} before the execution was saved, ` +
					`${explorium.eventIds.length} events, ${result.executions} executions ` +
					`(${result.crashed} crashed), ${result.lost.length} lost, ` +
					`${result.repeated.length} repeated, ${result.redelivered.length} redelivered ` +
					`(${result.saved.length} would have been lost); receiver: ${result.unreceived.length} missing, ` +
					`${result.receivedTwice.length} twice`,
			);
		},
		KILLS * ONE_KILL_MS + START_MS,
	);

	if (engine.name === 'durable') {
		it('has every event in exactly one execution', () => {
			expect(result.lost).toEqual([]);
			expect(result.repeated).toEqual([]);
		});
	} else {
		const losses = isAtLeastOnce ? 'lost none' : 'lost none but those in flight at a kill';
		it(`has ${losses}, and repeats none without a reason`, () => {
			const isExcused = (id: string) => !isAtLeastOnce && mayBeLost(id, lives, executions);
			expect(result.lost.filter((id) => !isExcused(id))).toEqual([]);
			const repeatedTooOften = result.repeated.filter((id) => {
				const found = result.executionsOf(id);
				return found.length - 1 > repeatsExplained(found, lives);
			});
			expect(repeatedTooOften).toEqual([]);
		});
	}

	it('marks what it hands over once more, and does so only if no poll has confirmed it', () => {
		if (!isAtLeastOnce) expect(result.redelivered).toEqual([]);
		expect(result.redeliveredConfirmed).toEqual([]);
	});

	it('has told the receiver about each event once, unless the execution was killed', () => {
		const silent = result.unreceived.filter((id) =>
			result.executionsOf(id).every(({ status }) => status !== 'crashed'),
		);
		expect(silent).toEqual([]);
		expect(result.receivedTwice.filter((id) => result.executionsOf(id).length === 1)).toEqual([]);
	});

	it('keeps the executions that were killed, and nothing is missing once they are retried', async () => {
		const others = executions.filter(({ status }) => !['success', 'crashed'].includes(status));
		expect(others.map(({ status }) => status)).toEqual([]);
		for (const { id, status } of executions) {
			if (status === 'crashed') await demo.api.retryExecution(id);
		}
		expect(result.unreceived.filter((id) => !receiver.times.has(id))).toEqual([]);
	});

	it('never broke the vendor’s schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
