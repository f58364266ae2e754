import { createHmac } from 'node:crypto';
import type { ExploriumSandbox } from './sandbox.ts';
import type { Enrollment, ExploriumEvent, Webhook } from './state.ts';
import { PARTNER_ID, webhookIdOf } from './webhook-store.ts';

/** One attempt to deliver an event. */
export interface Delivery {
	event_id: string;
	webhook_id: string;
	/** What the receiver answered; 0 when there was no answer. */
	status: number;
}

/** What a test may have different about a delivery; otherwise the switches say. */
export interface DeliveryForm {
	signature?: 'valid' | 'wrong' | 'missing';
	timestamp?: 'now' | 'old';
	prospectKey?: 'prospect_id' | 'entity_id';
}

/** The sandbox as code sees it that delivers to webhooks. */
export type DeliveringSandbox = ExploriumSandbox & { deliveries: Deliveries };

type Source = Pick<Enrollment, 'enrollment_id' | 'enrollment_key'>;

const KEPT = 1000;
const LONGEST_WAIT_MS = 10_000;
const TOO_OLD_S = 400;
const LONGEST_TIMER_MS = 2_000_000_000;

/** Tells registered webhooks of events once Explorium has discovered them. Never leaves this machine. */
export class Deliveries {
	log: Delivery[] = [];
	#sandbox: ExploriumSandbox;
	#waiting: ExploriumEvent[] = [];
	#timer: NodeJS.Timeout | undefined;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(sandbox: ExploriumSandbox) {
		this.#sandbox = sandbox;
	}

	/** Forgets what was delivered and what is to be. */
	reset(): void {
		this.log = [];
		this.#waiting = [];
		clearTimeout(this.#timer);
	}

	/** Takes note of new events. */
	announce(events: ExploriumEvent[]): void {
		this.#waiting.push(...events);
		this.deliverDue();
	}

	/** Delivers what has been discovered by now. */
	deliverDue(): void {
		const { clock, switches } = this.#sandbox;
		const now = clock.now();
		const due = this.#waiting.filter((event) => event.discovered_at <= now);
		this.#waiting = this.#waiting.filter((event) => event.discovered_at > now);
		due.sort((a, b) => a.discovered_at - b.discovered_at);
		if (switches.explorium.webhookOrder === 'reversed') due.reverse();
		if (this.#sandbox.world.explorium.webhooks.some(isOnThisMachine)) {
			this.#queue = this.#queue.then(async () => {
				for (const event of due) await this.deliver(event);
			});
		}
		clearTimeout(this.#timer);
		if (this.#waiting.length === 0) return;
		const next = this.#waiting.reduce((first, one) => Math.min(first, one.discovered_at), Infinity);
		const wait = Math.min(next - now, LONGEST_TIMER_MS);
		this.#timer = setTimeout(() => this.deliverDue(), wait).unref();
	}

	/** Sends an event to all webhooks that an enrollment of its prospect and type names. */
	async deliver(event: ExploriumEvent, form?: DeliveryForm): Promise<Delivery[]> {
		const state = this.#sandbox.world.explorium;
		const sources = state.enrollments.filter(
			(one) =>
				one.status !== 'paused' &&
				one.prospect_ids.includes(event.prospect_id) &&
				one.event_types.includes(event.event_name),
		);
		const made: Delivery[] = [];
		for (const webhook of state.webhooks) {
			const source = sources.find((one) => webhookIdOf(state, one) === webhook.webhook_id);
			if (source === undefined || webhook.status !== 'active') continue;
			const times = form === undefined ? this.#sandbox.switches.explorium.webhookTimes : 1;
			for (let time = 0; time < times; time += 1) {
				made.push(await this.send(webhook, event, source, form));
			}
		}
		return made;
	}

	/** Sends one signed delivery. */
	async send(
		webhook: Webhook,
		event: ExploriumEvent,
		source: Source,
		form: DeliveryForm = {},
	): Promise<Delivery> {
		const { webhook_id } = webhook;
		const status = isOnThisMachine(webhook) ? await this.#post(webhook, event, source, form) : 0;
		const delivery = { event_id: event.event_id, webhook_id, status };
		this.log = [...this.log.slice(-KEPT), delivery];
		return delivery;
	}

	async #post(
		webhook: Webhook,
		event: ExploriumEvent,
		source: Source,
		form: DeliveryForm,
	): Promise<number> {
		const switches = this.#sandbox.switches.explorium;
		const payload = JSON.stringify(
			payloadOf(webhook, event, source, form.prospectKey ?? switches.webhookProspectKey),
		);
		const isText = webhook.payload_format === 'stringified_json';
		const body = isText ? JSON.stringify({ text: payload }) : payload;
		const isOld = (form.timestamp ?? switches.webhookTimestamp) === 'old';
		// The receiver goes by its own clock, which tests do not move.
		const timestamp = String(Math.floor(Date.now() / 1000) - (isOld ? TOO_OLD_S : 0));
		const signature = form.signature ?? switches.webhookSignature;
		const headers = new Headers(
			(webhook.headers ?? []).map((line) => line.split(/:\s*(.*)/, 2) as [string, string]),
		);
		headers.set('content-type', 'application/json');
		headers.set('x-timestamp', timestamp);
		if (signature !== 'missing') {
			const secret =
				signature === 'wrong' ? `wrong${webhook.webhook_secret}` : webhook.webhook_secret;
			headers.set('x-signature', signatureOf(secret, timestamp, body));
		}
		try {
			const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
			const options = { method: 'POST', headers, body, signal, redirect: 'manual' as const };
			const { status } = await fetch(webhook.webhook_url, options);
			return status;
		} catch {
			return 0;
		}
	}
}

/** As the vendor signs: https://developers.explorium.ai/reference/webhooks */
export function signatureOf(secret: string, timestamp: string, body: string): string {
	const key = Buffer.from(secret, 'base64url');
	const digest = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('base64');
	return digest.replaceAll('+', '-').replaceAll('/', '_');
}

function isOnThisMachine({ webhook_url }: Webhook): boolean {
	return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(webhook_url);
}

function payloadOf(
	webhook: Webhook,
	{ event_id, event_name, event_time, prospect_id, data }: ExploriumEvent,
	{ enrollment_id, enrollment_key }: Source,
	prospectKey: 'prospect_id' | 'entity_id',
): object {
	const time = new Date(event_time).toISOString();
	return {
		tenant_id: 'demo-tenant',
		partner_id: PARTNER_ID,
		event_id,
		event_name,
		event_time: webhook.legacy
			? time.replace('T', ' ').replace('Z', '000+00:00')
			: time.replace(/\.\d+Z$/, 'Z'),
		data,
		enrollment_key,
		enrollment_id,
		[prospectKey]: prospect_id,
		...(prospectKey === 'entity_id' || !webhook.legacy ? { entity_type: 'prospect' } : {}),
		...(webhook.legacy ? {} : { webhook_id: webhook.webhook_id }),
	};
}
