import { createHash } from 'node:crypto';
import {
	poll,
	type TriggerSettings,
} from '../../../nodes/Explorium/operations/ProspectEventsTrigger/poll';
import type { SavedMemory } from '../../../nodes/Explorium/operations/ProspectEventsTrigger/savedMemory';
import type { Client } from '../../../nodes/shared/client';
import { failed, success, type Failure, type Result } from '../../../nodes/shared/result';
import type { Reply, VendorRequest } from '../../../nodes/shared/vendor';

export const START = Date.parse('2026-11-21T09:00:00Z');
export const SIX_HOURS = 6 * 3_600_000;
export const DAY = 24 * 3_600_000;

export const person = (number: number) => number.toString(16).padStart(40, '0');

export interface ShownEvent {
	event_id: string;
	event_name: string;
	event_time: string;
	prospect_id: string;
}

export const role = (event_id: string, prospect_id: string): ShownEvent => ({
	event_id,
	event_name: 'prospect_changed_role',
	event_time: '2026-11-01T00:00:00Z',
	prospect_id,
});

/** What the memory keeps of an id. */
export const fingerprintBy = (text: string, length: number) =>
	createHash('sha256').update(text).digest('base64url').slice(0, length);

/** A refusal by Explorium, of the ids at these places or of nobody in particular. */
export const refusal = (
	status: number,
	places: number[] = [],
	field = 'prospect_ids',
): Failure => ({
	kind: 'rejected',
	status,
	message: `Explorium refused the request (${status}): invalid`,
	faults: places.map((place) => ({ path: [field, place], text: 'invalid' })),
});

interface Start {
	watched: string[];
	events?: ShownEvent[];
	memory?: object;
	settings?: Partial<TriggerSettings>;
}

/** A trigger's polls, one after another, against a vendor that answers by rules. */
export function openPlay({ watched, events = [], memory = {}, settings }: Start) {
	const shown = [...events];
	const carried = {};
	const play = {
		now: START,
		memory: memory as SavedMemory,
		settings: {
			source: { kind: 'enrollments', keys: [] },
			eventTypes: ['prospect_changed_role', 'prospect_changed_company'],
			emitExisting: false,
			lookBackDays: 90,
			minutesBetweenSweeps: 60,
			creditFloor: 0,
			concurrency: 1,
			...settings,
		} as TriggerSettings,
		emitted: [] as string[],
		notices: [] as string[],
		failures: [] as string[],
		/** Who was asked for, call by call. */
		asked: [] as string[][],
		/** What stands in the list of enrollments. */
		enrollments: [
			{ enrollment_id: 'en_1', enrollment_key: 'kkkk', prospect_ids: watched },
		] as unknown[],
		/** Says why a call fails, if it does. */
		refuse: (_ids: string[], _types: string[]): Failure | undefined => undefined,
		/** What a call takes. */
		tookMs: (_ids: string[]) => 0,
		odd: [] as unknown[],
		add: (...more: ShownEvent[]) => void shown.push(...more),
		damage: (changes: object) => void Object.assign(play.memory, changes),
		sweep: undefined as unknown as { refused: string[]; leftOut: number; checked: number },
		async poll(afterMs = 0) {
			play.now += afterMs;
			const client = Object.assign(request, { cleaned: (one: Failure) => one }) as Client;
			const stopAt = play.now + 24_000;
			const found = await poll(play.memory, play.settings, client, () => play.now, stopAt, {
				carried,
			});
			if (!found.ok) play.failures.push(found.failure.message);
			else if (found.value !== undefined) {
				play.sweep = found.value.sweep;
				play.notices.push(...found.value.notices);
				play.emitted.push(...found.value.events.map(({ event_id }) => event_id));
				play.memory = JSON.parse(JSON.stringify({ ...play.memory, ...found.value.save }));
			}
			return found;
		},
	};

	async function request({ method, body }: VendorRequest): Promise<Result<Reply>> {
		const answer = (value: object) => success({ status: 200, headers: {}, body: value });
		if (method === 'GET') return answer({ enrollments: play.enrollments });
		const query = body as { prospect_ids: string[]; event_types: string[] };
		const { prospect_ids: ids, event_types: types } = query;
		play.asked.push(ids);
		play.now += play.tookMs(ids);
		const failure = play.refuse(ids, types);
		if (failure) return failed(failure);
		const found = shown.filter(
			(event) => ids.includes(event.prospect_id) && types.includes(event.event_name),
		);
		return answer({ output_events: [...play.odd, ...found] });
	}

	return play;
}
