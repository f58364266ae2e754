import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import { DEMO } from '../support/sandbox';
import { enrollEverybody } from './support/enroll';
import { executionsOf } from './support/executions';
import { durable } from './support/kill/engines';
import { Random } from './support/random';
import { holdMail } from './support/records';
import {
	START_MS,
	root,
	startTestDemo,
	UPDATES_BOTH_RECORDS,
	type RunningDemo,
} from './support/running-demo';
import { findOutcome, type Outcome } from './support/soak/outcome';
import { memoryByPart, writeReport } from './support/soak/report';
import { makeTraffic, peopleFor, type Traffic } from './support/soak/traffic';
import { waitFor } from './support/wait';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 2);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** For the work that is left when the traffic ends. */
const AFTERWARDS_MS = 900_000;
const TRIGGER = 'Explorium Prospect Events Trigger';
const TAG = 'Job changed';
/** Below this many minutes, n8n still warms up. */
const LONG = 20;
/** How much more memory the last sixth of a long run may take than the second. */
const MOST_GROWTH = 1.15;

/**
 * The demo under steady traffic: people change jobs and calls fail at random. SOAK_MINUTES says for how
 * long; SEED repeats the choices.
 */
describe(`the demo under steady events and random failures for ${MINUTES} minutes`, () => {
	let demo: RunningDemo;
	let workflow: Workflow;
	let traffic: Traffic;
	let outcome: Outcome;

	beforeAll(async () => {
		demo = await startTestDemo(
			'soak',
			{ ...durable.env, N8N_LOG_LEVEL: 'debug' },
			{ workflows: UPDATES_BOTH_RECORDS },
		);
		for (const { id } of demo.workflows) await demo.api.unpublishWorkflow(id);
	}, START_MS);

	afterAll(async () => {
		await demo?.stop();
	});

	it('starts from a baseline', async () => {
		const { api, control, workflows } = demo;
		await control.reset({ people: peopleFor(MINUTES) });
		// So much happens that the run would be spent waiting for the limits.
		await control.limits({ explorium: null, saleshandy: null });
		await holdMail(demo);
		await enrollEverybody(demo, 'soak');

		const [{ nodes, connections }] = workflows;
		workflow = await api.createWorkflow('soakWorkflow0001', {
			name: 'Soak',
			nodes: nodes.map((node) =>
				node.name === TRIGGER
					? {
							...node,
							parameters: { ...node.parameters, pollTimes: { item: durable.pollTimes } },
						}
					: node,
			),
			connections,
		});
		await api.publishWorkflow(workflow);
		await waitFor('the baseline', async () => {
			const [first] = await executionsOf(api, workflow.id);
			return first?.stoppedAt ? true : undefined;
		});
	});

	it(
		'goes on, whatever happens',
		async () => {
			const { people } = await demo.control.state();
			const ids = people.map(({ id }) => id);
			traffic = await makeTraffic(demo, ids, new Random(SEED), MINUTES);
			outcome = await findOutcome(demo, workflow.id, TRIGGER, TAG, traffic);
			const markdown = writeReport(MINUTES, traffic, outcome);
			process.stderr.write(`SEED=${SEED}\n${markdown}\n${outcome.messages.join('\n')}\n`);
			mkdirSync(join(root, '.results'), { recursive: true });
			writeFileSync(join(root, '.results/soak.md'), markdown);
		},
		MINUTES * 60_000 + AFTERWARDS_MS,
	);

	it('has every event in exactly one execution', () => {
		expect(traffic.changed.size).toBeGreaterThan(0);
		expect(outcome.lost).toEqual([]);
		expect(outcome.repeated).toEqual([]);
	});

	it('has every record right in the end', () => {
		expect(outcome.wrong).toEqual([]);
	});

	it('holds its memory', () => {
		const parts = memoryByPart(traffic.samples);
		expect(parts.length).toBeGreaterThan(2);
		if (MINUTES < LONG) return;
		const last = parts.at(-1)!;
		expect(last.n8n / parts[1].n8n).toBeLessThan(MOST_GROWTH);
	});

	it('tells no secret, neither in n8n’s log nor in what executions saved', async () => {
		const log = readFileSync(join(demo.dataDir, 'n8n.log'), 'utf8');
		expect(log).toContain('debug');
		const secrets = Object.values(DEMO).filter((value) => value !== DEMO.outreachClientId);
		const saysSecret = (text: string) => secrets.filter((secret) => text.includes(secret));
		expect(saysSecret(log)).toEqual([]);
		for (const { id } of await demo.api.listExecutions(workflow.id)) {
			const { data } = await demo.api.getExecution(id);
			expect([id, saysSecret(data)]).toEqual([id, []]);
		}
	});

	it('never broke the vendors’ schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
