import { unpublishAll } from './support/examples';
import { executionsOf, type FinishedExecution } from './support/executions';
import { startReceiver, type Receiver } from './support/kill/receiver';
import {
	Deliverer,
	publishWebhookWorkflow,
	WEBHOOK_TRIGGER,
	type WebhookKill,
} from './support/kill/webhook';
import { Random } from './support/random';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const KILLS = Number(process.env.KILLS ?? 5);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** A start of n8n, on a slow machine. */
const ONE_KILL_MS = 60_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * n8n is killed (SIGKILL) while it handles what Explorium delivers, or right after it has answered. The
 * sandbox delivers again what was not answered with success, as Explorium is assumed to do.
 *
 * No event may be lost. An event is repeated only if n8n was killed between saving the execution and
 * answering: then nobody can know better.
 */
describe('n8n killed again and again while Explorium delivers', () => {
	const random = new Random(SEED);
	const kills: WebhookKill[] = [];
	let demo: RunningDemo;
	let receiver: Receiver;
	let explorium: Deliverer;
	let workflowId: string;
	let executions: FinishedExecution[];

	beforeAll(async () => {
		receiver = await startReceiver();
		demo = await startTestDemo('kill-webhook');
		explorium = new Deliverer(demo, random);
		await unpublishAll(demo.api, demo.workflows);
		await explorium.prepare();
		({ id: workflowId } = await publishWebhookWorkflow(demo, receiver.url));
		await waitFor('the webhook to be registered', async () =>
			(await demo.control.state(false)).webhooks.find(({ legacy }) => legacy),
		);
	}, START_MS);

	afterAll(async () => {
		await demo?.stop();
		await receiver?.stop();
	});

	const timesStarted = (id: string): FinishedExecution[] =>
		executions.filter((one) =>
			one.startedWith(WEBHOOK_TRIGGER).some(({ event_id }) => event_id === id),
		);

	it(
		`is killed ${KILLS} times, and gets again what it has not answered`,
		async () => {
			say(`webhook: ${KILLS} kills, SEED=${SEED}`);
			while (kills.length < KILLS) {
				const kill = await explorium.killDuring();
				kills.push(kill);
				say(
					`  kill ${kills.length}: aimed at the ${kill.aim}, answers: ${kill.statuses.join(', ')}`,
				);
				await explorium.startAndDeliverAgain();
			}
			executions = await waitFor('the executions to end', async () => {
				const all = await executionsOf(demo.api, workflowId);
				return all.every(({ stoppedAt }) => stoppedAt) ? all : undefined;
			});
			const { eventIds } = explorium;
			say(
				`webhook: ${kills.length} kills, ` +
					`${kills.filter(({ statuses }) => statuses.includes(0)).length} before an answer, ` +
					`${eventIds.length} events, ${executions.length} executions ` +
					`(${executions.filter(({ status }) => status === 'crashed').length} crashed), ` +
					`${eventIds.filter((id) => timesStarted(id).length === 0).length} lost, ` +
					`${eventIds.filter((id) => timesStarted(id).length > 1).length} repeated`,
			);
		},
		KILLS * ONE_KILL_MS + START_MS,
	);

	it('has every event in an execution', () => {
		expect(explorium.eventIds.length).toBeGreaterThanOrEqual(KILLS);
		expect(explorium.eventIds.filter((id) => timesStarted(id).length === 0)).toEqual([]);
	});

	it('has an event in two executions only if the answer to it was lost', () => {
		const unanswered = kills.flatMap(({ statuses }) => statuses.filter((status) => status === 0));
		const repeated = explorium.eventIds.filter((id) => timesStarted(id).length > 1);
		expect(repeated.length).toBeLessThanOrEqual(unanswered.length);
		expect(explorium.eventIds.filter((id) => timesStarted(id).length > 2)).toEqual([]);
	});

	it('has nothing missing at the receiver once what was killed is retried', async () => {
		for (const { id, status } of executions) {
			if (status === 'crashed') await demo.api.retryExecution(id);
		}
		expect(explorium.eventIds.filter((id) => !receiver.times.has(id))).toEqual([]);
	});

	it('never broke the vendor’s schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
