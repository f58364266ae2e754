import type { SandboxEvent } from '../../../support/sandbox';
import { enrollEverybody } from '../enroll';
import type { RunningDemo } from '../running-demo';
import type { Random } from '../random';

const EVENTS_PATH = '/v1/prospects/events';
/** More than fit into one fetch, so that a sweep can also be killed between two of them. */
export const PEOPLE = 60;
const PER_FETCH = 40;
export const FETCHES_PER_SWEEP = Math.ceil(PEOPLE / PER_FETCH);
const MONTHS = 2;
/** Some events are found out about while n8n starts, or is down. */
const LATEST_DISCOVERY_S = 10;

/** The sandbox's Explorium: what happens to its prospects, and how it is asked for that. */
export class ExploriumSide {
	/** Every event that there has been since the baseline. */
	readonly eventIds: string[] = [];
	private readonly demo: RunningDemo;
	private prospectIds: string[] = [];
	private lastDiscovery = 0;

	constructor(demo: RunningDemo) {
		this.demo = demo;
	}

	/** Has all prospects enrolled, and some with events that a baseline has to cover. */
	async prepare(random: Random): Promise<void> {
		const { control } = this.demo;
		await control.reset({ people: PEOPLE });
		// So many starts, each with a sweep, would have to wait for the rate limit.
		await control.limits({ explorium: null });
		this.prospectIds = await enrollEverybody(this.demo, 'killed');
		for (let count = 0; count < 10; count++) await this.change(random);
	}

	/** Prospects that are in some enrollment. */
	async enrolled(): Promise<number> {
		const { enrollments } = await this.demo.control.state(false);
		return new Set(enrollments.flatMap(({ prospect_ids }) => prospect_ids)).size;
	}

	/** Something that Explorium discovers now, and perhaps more that it does some seconds later. */
	async happen(random: Random): Promise<void> {
		this.eventIds.push(await this.change(random));
		for (let more = random.whole(0, 2); more > 0; more--) {
			this.eventIds.push(await this.change(random, random.between(0, LATEST_DISCOVERY_S)));
		}
	}

	isAllDiscovered(): boolean {
		return Date.now() > this.lastDiscovery;
	}

	/** Makes each fetch of events take this long. */
	async slowDown(latencyMs: number): Promise<void> {
		const { control } = this.demo;
		await control.clearFaults();
		if (latencyMs === 0) return;
		const path = `^${EVENTS_PATH}$`;
		await control.fault({ vendor: 'explorium', method: 'POST', path, latencyMs, times: 1e9 });
	}

	/** How many fetches of events have arrived while these were slow. */
	async begunFetches(): Promise<number> {
		return (await this.demo.control.counters()).explorium.faults;
	}

	/** How many fetches of events have been answered. */
	async answeredFetches(): Promise<number> {
		return (await this.demo.control.counters()).explorium.eventFetches;
	}

	/** The ids of the events in the answers since the requests were last forgotten. */
	async servedEvents(): Promise<Set<string>> {
		const requests = await this.demo.control.requests('explorium');
		const answers = requests.filter(({ path, status }) => path === EVENTS_PATH && status === 200);
		return new Set(
			answers.flatMap(({ responseBody }) =>
				(responseBody.output_events as SandboxEvent[]).map(({ event_id }) => event_id),
			),
		);
	}

	/** Explorium dates changes back: to the first of this month, or of a month before. */
	private async change(random: Random, discoveredInSeconds = 0): Promise<string> {
		this.lastDiscovery = Math.max(this.lastDiscovery, Date.now() + discoveredInSeconds * 1000);
		const { control } = this.demo;
		const id = random.pick(this.prospectIds);
		const kind = random.whole(0, 2);
		if (kind === 0) return (await control.changeCompany(id, { discoveredInSeconds })).event_id;
		if (kind === 1) return (await control.changeRole(id, { discoveredInSeconds })).event_id;
		const month = new Date();
		month.setUTCDate(1);
		month.setUTCHours(0, 0, 0, 0);
		month.setUTCMonth(month.getUTCMonth() - random.whole(0, MONTHS));
		const { event_ids } = await control.addEvents({
			prospect_id: id,
			event_name: 'prospect_changed_company',
			event_time: month.toISOString(),
			discovered_at: Date.now() + discoveredInSeconds * 1000,
		});
		return event_ids[0];
	}
}
