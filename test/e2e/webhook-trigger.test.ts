import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../playground/src/n8n-api.ts';
import { copyWorkflow } from './support/copy-workflow';
import { executionsOf, type FinishedExecution } from './support/executions';
import { START_MS, startTestDemo, type RunningDemo } from './support/running-demo';
import { waitFor } from './support/wait';

const TRIGGER = 'Webhook Trigger';
/** For what takes a second or two, on a machine with other things to do. */
const SECONDS_MS = 30_000;

let demo: RunningDemo;
let workflow: Workflow;

beforeAll(async () => {
	demo = await startTestDemo('webhook-trigger');
	const credentials = await demo.api.listCredentials();
	const credential = credentials.find(({ type }) => type === 'exploriumApi');
	if (!credential) throw new Error('The demo has no Explorium credential.');
	workflow = await createWorkflow('webhooktrigger01', 2, credential);
}, START_MS);

afterAll(async () => {
	await demo?.stop();
});

/** A workflow that begins with the trigger; the number makes its address. */
async function createWorkflow(
	id: string,
	number: number,
	credential: { id: string; name: string },
): Promise<Workflow> {
	return await demo.api.createWorkflow(id, {
		name: `Webhook ${number}`,
		nodes: [
			{
				id: createHash('md5').update(id).digest('hex'),
				name: TRIGGER,
				type: 'n8n-nodes-prospect-events.exploriumProspectEventsWebhookTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: `5f1c2d0e-0000-4000-8000-00000000000${number}`,
				parameters: {},
				credentials: { exploriumApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	});
}

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

describe('a copy of the workflow in another n8n', () => {
	const ben = 'ben.okafor@bluepeak.example';
	let other: RunningDemo;

	beforeAll(async () => {
		other = await startTestDemo('webhook-trigger-copy');
	}, START_MS);
	afterAll(async () => {
		await other?.stop();
	});

	/** A credential for the sandbox of the original. */
	const credentialIn = async ({ api }: RunningDemo, apiVersion: string) =>
		await api.createCredential({
			name: `Explorium ${apiVersion}`,
			type: 'exploriumApi',
			data: {
				apiKey: 'demo-explorium-key',
				partnerId: 'demo-partner',
				apiVersion,
				baseUrl: `${demo.sandboxUrl}/explorium`,
			},
		});
	const webhooks = async () => (await demo.control.state(false)).webhooks;
	const webhookAt = async (n8nUrl: string) =>
		(await webhooks()).filter(({ webhook_url }) => webhook_url.startsWith(`${n8nUrl}/`));

	async function enrollTo(webhookId: string): Promise<void> {
		const [{ enrollment_id }] = (await demo.control.state(false)).enrollments;
		await fetch(`${demo.sandboxUrl}/explorium/v2/prospects/events/enrollments/${enrollment_id}`, {
			method: 'PATCH',
			headers: { api_key: 'demo-explorium-key', 'content-type': 'application/json' },
			body: JSON.stringify({ webhook_id: webhookId }),
		});
	}

	it.each([
		['v1', 3],
		['v2', 4],
	])(
		'never touches the webhook of the original, in version %s of the API',
		async (version, number) => {
			const id = `webhooktrigger0${number}`;
			const original = await createWorkflow(id, number, await credentialIn(demo, version));
			await demo.api.publishWorkflow(original);
			const [before] = await waitFor(
				'the webhook to be registered',
				async () => {
					const present = await webhookAt(demo.n8nUrl);
					return present.length > 0 ? present : undefined;
				},
				SECONDS_MS,
				200,
			);
			if (version === 'v2') await enrollTo(before.webhook_id);
			// n8n saves what the trigger remembers a moment after it has registered.
			await waitFor(
				'the registration to be saved',
				async () => ((await demo.api.findWorkflow(id))?.staticData ? true : undefined),
				SECONDS_MS,
				200,
			);

			const credential = await credentialIn(other, version);
			const { copy, staticData } = await copyWorkflow(demo, other, id, credential);
			expect(JSON.stringify(staticData)).toContain(before.webhook_url);
			await other.api.publishWorkflow(copy).catch(() => undefined);
			await waitFor('the copy to be published, or refused', async () => {
				const log = readFileSync(join(other.dataDir, 'n8n.log'), 'utf8');
				const isRefused = log.includes('Explorium sends the events of the partner');
				const isThere = (await webhookAt(other.n8nUrl)).length > 0;
				return (version === 'v1' ? isRefused : isThere) || undefined;
			});
			expect(await webhookAt(demo.n8nUrl)).toEqual([before]);

			await other.api.unpublishWorkflow(id);
			await waitFor(
				'the webhook of the copy to be removed',
				async () => ((await webhookAt(other.n8nUrl)).length === 0 ? true : undefined),
				SECONDS_MS,
				200,
			);
			expect(await webhookAt(demo.n8nUrl)).toEqual([before]);
			const change = await demo.control.changeRole(ben, { title: `Head of ${version}` });
			const execution = await waitFor(
				'the original to be started',
				async () => {
					const all = await executionsOf(demo.api, id);
					return all.find(({ stoppedAt }) => stoppedAt);
				},
				SECONDS_MS,
				200,
			);
			expect(execution.outputOf(TRIGGER)).toEqual([
				expect.objectContaining({ event_id: change.event_id }),
			]);
			await demo.api.unpublishWorkflow(id);
			await waitFor(
				'the webhook of the original to be removed',
				async () => {
					const left = await webhookAt(demo.n8nUrl);
					// Version 2 only switches off what enrollments name.
					return left.every(({ status }) => status === 'disabled') || undefined;
				},
				SECONDS_MS,
				200,
			);
		},
		START_MS,
	);
});
