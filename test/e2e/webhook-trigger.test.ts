import { createHash } from 'node:crypto';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import { executionsOf, type FinishedExecution } from './support/executions';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const TRIGGER = 'Webhook Trigger';
const SECONDS_MS = 10_000;

let demo: RunningDemo;
let workflow: Workflow;

beforeAll(async () => {
	demo = await startTestDemo('webhook-trigger');
	const credentials = await demo.api.listCredentials();
	const credential = credentials.find(({ type }) => type === 'exploriumApi');
	if (!credential) throw new Error('The demo has no Explorium credential.');
	workflow = await demo.api.createWorkflow('webhooktrigger01', {
		name: 'Webhook',
		nodes: [
			{
				id: createHash('md5').update('webhook').digest('hex'),
				name: TRIGGER,
				type: 'n8n-nodes-prospect-events.exploriumProspectEventsWebhookTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: '5f1c2d0e-0000-4000-8000-000000000002',
				parameters: {},
				credentials: { exploriumApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	});
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

const registered = async () =>
	(await demo.control.state(false)).webhooks.filter(({ legacy }) => legacy);

async function executions(mode = 'webhook'): Promise<FinishedExecution[]> {
	const all = await executionsOf(demo.api, workflow.id);
	return all.filter((execution) => execution.mode === mode);
}

async function waitForExecutions(count: number, mode?: string): Promise<FinishedExecution[]> {
	return await waitFor(
		`${count} executions`,
		async () => {
			const found = await executions(mode);
			return found.filter(({ stoppedAt }) => stoppedAt).length >= count ? found : undefined;
		},
		SECONDS_MS,
		200,
	);
}

// One story, told in order.
describe('the webhook trigger, in a real n8n', () => {
	const ada = 'ada.morales@northwind-robotics.example';
	const ben = 'ben.okafor@bluepeak.example';
	let firstEvent: string;
	let secret: string;

	it('shows a made-up event when it listens for a test event, and leaves nothing behind', async () => {
		const path = `/workflows/${workflow.id}/run`;
		const listening = await demo.api.post<object>(path, { triggerToStartFrom: { name: TRIGGER } });
		expect(listening).toMatchObject({ waitingForWebhook: true });
		const [execution] = await waitForExecutions(1, 'manual');
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_name: 'prospect_changed_role' }),
		]);
		await waitFor(
			'the webhook to be removed',
			async () => ((await registered()).length === 0 ? true : undefined),
			SECONDS_MS,
			200,
		);
	});

	it('gives Explorium the address of the workflow when it is published', async () => {
		expect(await registered()).toEqual([]);
		await demo.api.publishWorkflow(workflow);
		// n8n publishes in the background.
		const webhook = await waitFor(
			'the webhook to be registered',
			async () => (await registered()).at(0),
			SECONDS_MS,
			200,
		);
		expect(webhook.webhook_url).toBe(
			`${demo.n8nUrl}/webhook/5f1c2d0e-0000-4000-8000-000000000002/webhook`,
		);
		const answer = await fetch(`${demo.sandboxUrl}/explorium/v1/webhooks/demo-partner`, {
			headers: { api_key: 'demo-explorium-key' },
		});
		secret = ((await answer.json()) as { webhook_secret: string }).webhook_secret;
	});

	it('starts the workflow within seconds', async () => {
		const change = await demo.control.changeCompany(ada, { company: 'Headovations' });
		firstEvent = change.event_id;
		const [execution, ...others] = await waitForExecutions(1);
		expect(others).toEqual([]);
		expect(execution.status).toBe('success');
		expect(execution.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({
				event_id: change.event_id,
				prospect_id: change.prospect_id,
				enrollment_key: 'demo_watchlist',
				current_company_name: 'Headovations',
			}),
		]);
	});

	it('starts nothing for a repeat, a bad signature or an old one', async () => {
		const status = async (form: object) =>
			(await demo.control.deliver([firstEvent], form))
				.map((delivery) => delivery.status)
				.filter((one) => one !== 0);
		expect(await status({})).toEqual([200]);
		expect(await status({ signature: 'wrong' })).toEqual([401]);
		expect(await status({ timestamp: 'old' })).toEqual([401]);
		expect(await executions()).toHaveLength(1);
	});

	it('goes on after a restart, and knows what it has seen', async () => {
		await demo.restartN8n();
		expect(await registered()).toHaveLength(1);
		await demo.control.deliver([firstEvent]);
		const change = await demo.control.changeRole(ben, { title: 'CEO' });
		const [, second, ...others] = await waitForExecutions(2);
		expect(others).toEqual([]);
		expect(second.outputOf(TRIGGER)).toEqual([
			expect.objectContaining({ event_id: change.event_id }),
		]);
	});

	it('takes the address back when it is unpublished', async () => {
		await demo.api.unpublishWorkflow(workflow.id);
		await waitFor(
			'the webhook to be removed',
			async () => ((await registered()).length === 0 ? true : undefined),
			SECONDS_MS,
			200,
		);
		await demo.control.changeCompany(ben, { company: 'Quantum Leaf' });
		expect(await executions()).toHaveLength(2);
	});

	it('has shown its secret in no execution', async () => {
		expect(secret.length).toBeGreaterThan(40);
		const shown = await Promise.all(
			(await executions()).map(async ({ id }) => await demo.api.getExecution(id)),
		);
		expect(JSON.stringify(shown)).toContain(firstEvent);
		expect(JSON.stringify(shown)).not.toContain(secret);
	});

	it('never broke the vendor’s schemas', async () => {
		expect(await demo.control.counters()).toMatchObject({ schemaViolations: 0 });
	});
});
