import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import { ensureWorkflows } from '../../playground/src/workflows.ts';
import { DEMO } from '../support/sandbox';
import { enrollEverybody } from './support/enroll';
import { unpublishAll } from './support/examples';
import { executionsOf } from './support/executions';
import { ENGINES } from './support/kill/engines';
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
import { EVERY_TEN_SECONDS } from './support/poll-times';
import { probesHeap } from './support/soak/memory';
import { RecipeSide, type RecipeOutcome } from './support/soak/recipe';
import { meanByPart, writeReport, type Soaked } from './support/soak/report';
import { makeTraffic, moversFor, peopleFor, type Traffic } from './support/soak/traffic';
import { waitFor } from './support/wait';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 2);
/** One of the engines, or both of them one after the other. */
const ENGINE = process.env.SOAK_ENGINE;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** For the work that is left when the traffic ends. */
const AFTERWARDS_MS = 900_000;
const TRIGGER = 'Explorium Prospect Events Trigger';
const TAG = 'Job changed';
/** Below this many minutes, n8n still warms up. */
const LONG = 20;
/** How much more memory the last sixth of a long run may take than the second. */
const MOST_GROWTH = 1.05;
const KEY = 'soak';
/** The scene has things going on with the first ones. */
const IN_SCENE = 2;

const engines = ENGINES.filter(({ name }) => ENGINE === undefined || name === ENGINE);

/**
 * The demo under steady traffic: people change jobs and calls fail at random. SOAK_MINUTES says for how
 * long on each engine; SEED repeats the choices.
 */
describe.each(engines)(
	`steady events and random failures for ${MINUTES} minutes, $name`,
	(engine) => {
		let heapFile: string;
		let demo: RunningDemo;
		let workflow: Workflow;
		let traffic: Traffic;
		let outcome: Outcome;
		let recipe: RecipeSide;
		let moved: RecipeOutcome;

		beforeAll(async () => {
			heapFile = join(mkdtempSync(join(tmpdir(), 'prospect-events-heap-')), 'heap.txt');
			const env = { ...engine.env, ...probesHeap(heapFile), N8N_LOG_LEVEL: 'debug' };
			demo = await startTestDemo(`soak-${engine.name}`, env);
			recipe = new RecipeSide(demo);
			await unpublishAll(demo.api, demo.workflows);
		}, START_MS);

		afterAll(async () => {
			await demo?.stop();
			rmSync(dirname(heapFile), { recursive: true, force: true });
		});

		it('starts from a baseline', async () => {
			const { api, control } = demo;
			await control.reset({ people: IN_SCENE + peopleFor(MINUTES) });
			// So much happens that the run would be spent waiting for the limits.
			await control.limits({ explorium: null, saleshandy: null });
			await holdMail(demo);
			await enrollEverybody(demo, KEY);
			const whole = await recipe.prepare(moversFor(MINUTES));

			const credentials = await api.listCredentials();
			const imported = await ensureWorkflows(root, api, credentials, UPDATES_BOTH_RECORDS);
			await unpublishAll(api, imported);
			const [{ nodes, connections }] = imported;
			workflow = await api.createWorkflow('soakWorkflow0001', {
				name: 'Soak',
				nodes: nodes.map((node) =>
					node.name === TRIGGER
						? {
								...node,
								parameters: {
									...node.parameters,
									pollTimes: { item: EVERY_TEN_SECONDS },
									enrollmentKeys: [KEY, 'demo_watchlist'],
								},
							}
						: node,
				),
				connections,
			});
			await api.publishWorkflow(workflow);
			await waitFor('the baselines', async () => {
				const first = await Promise.all(
					[workflow, whole].map(async ({ id }) => (await executionsOf(api, id)).at(0)),
				);
				return first.every((one) => one?.stoppedAt) || undefined;
			});
		});

		it(
			'goes on, whatever happens',
			async () => {
				const { people } = await demo.control.state();
				const ids = people.slice(IN_SCENE).map(({ id }) => id);
				const random = new Random(SEED);
				traffic = await makeTraffic(
					demo,
					ids,
					random,
					MINUTES,
					heapFile,
					async () => await recipe.move(),
				);
				outcome = await findOutcome(demo, workflow.id, TRIGGER, TAG, traffic);
				moved = await recipe.outcome();
				const { changed, faults, samples, heap } = traffic;
				const soaked: Soaked = {
					engine: engine.name,
					minutes: MINUTES,
					events: changed.size,
					faults: Object.fromEntries(faults),
					samples,
					heap,
					outcome,
					recipe: moved,
				};
				const markdown = writeReport([soaked]);
				process.stderr.write(`SEED=${SEED}\n${markdown}\n${outcome.messages.join('\n')}\n`);
				mkdirSync(join(root, '.results'), { recursive: true });
				const file = join(root, `.results/soak-${engine.name}.json`);
				writeFileSync(file, JSON.stringify(soaked));
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

		it('has brought everybody who moved to the new job, once, or to a person', async () => {
			expect(moved).toMatchObject({
				lost: [],
				repeated: [],
				failedAgain: 0,
				untold: [],
				'mails to an address the person has left': 0,
				'people enrolled twice': 0,
				'accounts made twice': 0,
			});
			expect(moved.people).toBeGreaterThan(0);
			expect(await recipe.wrong()).toEqual([]);
		});

		it('holds its memory', () => {
			const parts = meanByPart(traffic.heap);
			expect(parts.length).toBeGreaterThan(2);
			if (MINUTES < LONG) return;
			expect(parts.at(-1)! / parts[1]).toBeLessThanOrEqual(MOST_GROWTH);
		});

		it('tells no secret, neither in n8n’s log nor in what executions saved', async () => {
			const log = readFileSync(join(demo.dataDir, 'n8n.log'), 'utf8');
			expect(log).toContain('debug');
			const secrets = Object.values(DEMO).filter((value) => value !== DEMO.outreachClientId);
			const saysSecret = (text: string) => secrets.filter((secret) => text.includes(secret));
			expect(saysSecret(log)).toEqual([]);
			for (const workflowId of [workflow.id, ...recipe.workflowIds()]) {
				for (const { id } of await demo.api.listExecutions(workflowId)) {
					const { data } = await demo.api.getExecution(id);
					expect([id, saysSecret(data)]).toEqual([id, []]);
				}
			}
		});

		it('never broke the vendors’ schemas', async () => {
			expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
		});
	},
);
