import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow, WorkflowNode } from '../../../../playground/src/n8n-api.ts';
import type { Random } from '../random';
import type { RunningDemo } from '../running-demo';
import { waitFor } from '../wait';
import { skipPauseAfterCrash } from './lives';
import { tellReceiver } from './workflow';

export const WEBHOOK_TRIGGER = 'Explorium Prospect Events Webhook Trigger';
const ID = 'killWebhook00001';
/** A delivery is mostly answered sooner. */
const HANDLING_MS = 60;
/** Often, so that the moments right after an answer can be hit. */
const LOOK_EVERY_MS = 2;
/** Time enough for a delivery, and for the execution that it starts to be saved. */
const SOON_MS = 10_000;

/** What a kill was aimed at: a delivery that n8n has not answered, or the moment after the answer. */
export type WebhookAim = 'delivery' | 'answer';

/** A kill, and what the deliveries before it were answered. */
export interface WebhookKill {
	aim: WebhookAim;
	/** The statuses of the answers; 0 stands for none. */
	statuses: number[];
}

/** A workflow that tells the receiver about every event that Explorium delivers. */
export async function publishWebhookWorkflow(
	{ api }: RunningDemo,
	receiverUrl: string,
): Promise<Workflow> {
	const credentials = await api.listCredentials();
	const { id, name } = credentials.find(({ type }) => type === 'exploriumApi') ?? {};
	const trigger = {
		id: 'trigger',
		name: WEBHOOK_TRIGGER,
		type: 'n8n-nodes-prospect-events.exploriumProspectEventsWebhookTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '5f1c2d0e-0000-4000-8000-0000000000aa',
		parameters: { eventTypes: ['prospect_changed_company', 'prospect_changed_role'] },
		credentials: { exploriumApi: { id, name } },
	} as WorkflowNode;
	const { nodes, connections } = tellReceiver(trigger, receiverUrl);
	const workflow = await api.createWorkflow(ID, { name: 'Tell at once', nodes, connections });
	return api.publishWorkflow(workflow);
}

/** Explorium that delivers, and delivers again what was not answered with success. */
export class Deliverer {
	/** Every event that was delivered. */
	readonly eventIds: string[] = [];
	private readonly demo: RunningDemo;
	private readonly random: Random;
	private prospectIds: string[] = [];

	constructor(demo: RunningDemo, random: Random) {
		this.demo = demo;
		this.random = random;
	}

	async prepare(): Promise<void> {
		await this.demo.control.limits({ explorium: null });
		const { enrollments } = await this.demo.control.state(false);
		this.prospectIds = enrollments.flatMap(({ prospect_ids }) => prospect_ids);
	}

	/** Has events delivered, and kills n8n while it handles one or right after an answer. */
	async killDuring(): Promise<WebhookKill> {
		const { control } = this.demo;
		const aim = this.random.pick<WebhookAim>(['delivery', 'answer']);
		const before = (await control.deliveries()).length;
		const ids: string[] = [];
		for (let more = this.random.whole(1, 3); more > 0; more--) ids.push(await this.change());
		if (aim === 'delivery') await sleep(this.random.between(0, HANDLING_MS));
		else await this.delivered(before + 1);
		await this.demo.killN8n();
		const all = await this.delivered(before + ids.length);
		return { aim, statuses: all.slice(before).map(({ status }) => status) };
	}

	/** Starts n8n, and delivers again what had no success. */
	async startAndDeliverAgain(): Promise<void> {
		const { control } = this.demo;
		skipPauseAfterCrash(this.demo);
		await this.demo.restartN8n();
		const unanswered = async (): Promise<string[]> => {
			const log = await control.deliveries();
			const done = log.filter(({ status }) => status >= 200 && status < 300);
			return this.eventIds.filter((id) => !done.some(({ event_id }) => event_id === id));
		};
		await waitFor(
			'all deliveries to be answered with success',
			async () => {
				const left = await unanswered();
				if (left.length > 0) await control.deliver(left);
				return (await unanswered()).length === 0 || undefined;
			},
			SOON_MS * 3,
			500,
		);
	}

	private async delivered(count: number) {
		return await waitFor(
			`${count} deliveries`,
			async () => {
				const log = await this.demo.control.deliveries();
				return log.length >= count ? log : undefined;
			},
			SOON_MS,
			LOOK_EVERY_MS,
		);
	}

	private async change(): Promise<string> {
		const { event_id } = await this.demo.control.changeRole(this.random.pick(this.prospectIds));
		this.eventIds.push(event_id);
		return event_id;
	}
}
