import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowNode } from '../../playground/src/n8n-api.ts';
import { unpublishAll } from './support/examples';
import { runToEnd } from './support/executions';
import { skipPauseAfterCrash } from './support/kill/lives';
import { Random } from './support/random';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const KILLS = Number(process.env.KILLS ?? 5);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** A start of n8n, on a slow machine. */
const ONE_KILL_MS = 90_000;
const TOKEN_PATH = '/token$';
/** What Outreach takes to give a new token, and n8n at most to save it. */
const TOKEN_MS = 400;
const SAVING_MS = 1000;
const START = 'Start';

/** For people: jest would add where each line comes from. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

type Ending = 'as before' | 'renewed' | 'to be reconnected';

/**
 * n8n is killed (SIGKILL) while it renews the connection to Outreach, whose refresh tokens work once. Where
 * Outreach has given new tokens that n8n could not save, the connection is gone and somebody has to connect
 * again: the node says so. What must not be is a credential that cannot be read, or new and old tokens mixed.
 */
describe('n8n killed while it renews the connection to Outreach', () => {
	const random = new Random(SEED);
	const endings: Ending[] = [];
	let demo: RunningDemo;

	beforeAll(async () => {
		demo = await startTestDemo('kill-renewal');
		await unpublishAll(demo.api, demo.workflows);
		await demo.control.switches({ outreach: { mintInterval: false } });
	}, START_MS);

	afterAll(async () => await demo?.stop());

	/** A workflow that asks Outreach for something, with a connection of its own. */
	async function connectedWorkflow(number: number): Promise<string> {
		const { api, control, sandboxUrl } = demo;
		const { access_token, refresh_token, expires_in } = await control.tokens();
		const { id, name } = await api.createCredential({
			name: `Outreach ${number}`,
			type: 'outreachOAuth2Api',
			data: {
				clientId: 'demo-client-id',
				clientSecret: 'demo-client-secret',
				baseUrl: `${sandboxUrl}/outreach`,
				oauthTokenData: { access_token, refresh_token, token_type: 'Bearer', expires_in },
			},
		});
		const nodes = [
			{
				id: 'start',
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'ask',
				name: 'Ask Outreach',
				type: 'n8n-nodes-prospect-events.outreachGetManyProspects',
				typeVersion: 1,
				position: [200, 0],
				parameters: { searchBy: 'all', limit: 1 },
				credentials: { outreachOAuth2Api: { id, name } },
			},
		] as WorkflowNode[];
		const connections = { [START]: { main: [[{ node: 'Ask Outreach', type: 'main', index: 0 }]] } };
		const workflowId = `killRenewal0${String(number).padStart(4, '0')}`;
		await demo.api.createWorkflow(workflowId, { name: `Ask ${number}`, nodes, connections });
		return workflowId;
	}

	const errorOf = async (workflowId: string): Promise<string | undefined> =>
		(await runToEnd(demo.api, workflowId, START)).error?.message;
	const renewals = async (): Promise<number> => {
		const requests = await demo.control.requests('outreach');
		return requests.filter(({ path, status }) => /\/token$/.test(path) && status === 200).length;
	};

	async function killInRenewal(workflowId: string): Promise<boolean> {
		const { control, api } = demo;
		await control.expireTokens({ access: true });
		await control.clearRequests();
		const latency = { path: TOKEN_PATH, latencyMs: TOKEN_MS, times: 1e9 };
		await control.fault({ vendor: 'outreach', ...latency });
		const faults = async (): Promise<number> => (await control.counters()).outreach.faults;
		const before = await faults();
		await api.runWorkflow(workflowId, START);
		await waitFor(
			'a renewal to have begun',
			async () => (await faults()) > before || undefined,
			START_MS,
			5,
		);
		await sleep(random.between(0, TOKEN_MS + SAVING_MS));
		await demo.killN8n();
		// What is under way at Outreach ends there.
		await sleep(2 * TOKEN_MS);
		await control.clearFaults();
		return (await renewals()) > 0;
	}

	it(
		`is killed ${KILLS} times: each connection works, or says that it must be renewed`,
		async () => {
			say(`renewal: ${KILLS} kills, SEED=${SEED}`);
			while (endings.length < KILLS) {
				const workflowId = await connectedWorkflow(endings.length);
				expect(await errorOf(workflowId)).toBeUndefined();
				const wasGiven = await killInRenewal(workflowId);
				skipPauseAfterCrash(demo);
				await demo.restartN8n();
				const error = await errorOf(workflowId);
				if (error !== undefined) {
					expect(error).toMatch(/^The Outreach credential .*needs to be reconnected/);
					// Only where Outreach gave tokens that n8n had no time to save.
					expect(wasGiven).toBe(true);
				} else {
					// The tokens belong together: the next renewal works too.
					await demo.control.expireTokens({ access: true });
					expect(await errorOf(workflowId)).toBeUndefined();
				}
				const worked: Ending = wasGiven ? 'renewed' : 'as before';
				const ending = error === undefined ? worked : 'to be reconnected';
				endings.push(ending);
				say(`  kill ${endings.length}: ${ending}`);
			}
			const count = (ending: Ending) => endings.filter((one) => one === ending).length;
			say(
				`renewal: ${KILLS} kills, ${count('renewed')} renewed, ${count('as before')} as before, ` +
					`${count('to be reconnected')} to be reconnected, 0 half saved`,
			);
		},
		KILLS * ONE_KILL_MS + START_MS,
	);

	it('never broke the vendor’s schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
