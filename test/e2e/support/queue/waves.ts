import { enrollEverybody } from '../enroll';
import { holdMail } from '../records';
import type { RunningDemo } from '../running-demo';

export const PEOPLE = 100;
export const EVENTS_PER_WAVE = 50;
export const WAVES = 10;

/** The sandbox's Explorium, where things happen to a hundred prospects in turn. */
export class Waves {
	/** Every event that there has been since the baseline. */
	readonly eventIds: string[] = [];
	private readonly demo: RunningDemo;
	private prospectIds: string[] = [];

	constructor(demo: RunningDemo) {
		this.demo = demo;
	}

	/** Has all prospects enrolled. The vendors' limits are not what is tested here. */
	async prepare(): Promise<void> {
		const { control } = this.demo;
		await control.reset({ people: PEOPLE });
		await control.limits({ explorium: null, saleshandy: null, outreach: null });
		await holdMail(this.demo);
		this.prospectIds = await enrollEverybody(this.demo, 'queue');
	}

	/** Whom something happens to in a wave. */
	prospectsOf(wave: number): string[] {
		return this.countsOf(wave).map((count) => this.prospectIds[count % PEOPLE]);
	}

	/** Lets the events of one wave happen; gives back their ids. */
	async happen(wave: number): Promise<string[]> {
		const ids: string[] = [];
		for (const count of this.countsOf(wave)) ids.push(await this.change(count));
		this.eventIds.push(...ids);
		return ids;
	}

	/** The numbers of a wave's events, counted over all waves. */
	private countsOf(wave: number): number[] {
		return Array.from({ length: EVENTS_PER_WAVE }, (_, turn) => wave * EVENTS_PER_WAVE + turn);
	}

	/** By turns a change of company and one of role, each with names that come only once. */
	private async change(count: number): Promise<string> {
		const id = this.prospectIds[count % PEOPLE];
		const round = Math.floor(count / PEOPLE);
		const { control } = this.demo;
		const { event_id: eventId } =
			round % 2 === 0
				? await control.changeCompany(id, { company: `Employer ${count}`, title: `Head ${count}` })
				: await control.changeRole(id, { title: `Director ${count}` });
		return eventId;
	}
}
