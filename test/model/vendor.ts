import { AsyncLocalStorage } from 'node:async_hooks';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { clock } from '../support/clock.ts';

export const EVENT_TYPES = [
	'prospect_changed_role',
	'prospect_changed_company',
	'prospect_job_start_anniversary',
];

export interface VendorEvent {
	event_id: string;
	event_name: string;
	event_time: string;
	prospect_id: string;
	/** When Explorium finds out. */
	visibleFrom: number;
	/** Not shown for the time being. */
	isHidden: boolean;
	/** Shown twice in one answer. */
	isTwin: boolean;
}

/** Everything that may become of a call. */
export const FAULTS = [
	...['500', '502 page', '503', '429', '429 for an hour', '401', '403', '404', '422', 'failure'],
	...['cut', 'reset', 'refused', 'timeout', 'throws', 'lost'],
	// Refusals that are wrong: of everybody by name, of the first one, of nobody in particular.
	...['422 all', '422 first', '400'],
	// A success that holds nothing, in all forms; and one among whose events stand odd entries.
	...['empty', '204', 'null', '{}', 'detail', 'page', 'broken', 'odd'],
] as const;
export type Fault = (typeof FAULTS)[number];

/** What may be added to an event, by the end of its address. */
const ENRICHED = {
	contacts: '/contacts_information/bulk_enrich',
	profile: '/profiles/bulk_enrich',
} as const;
export type Addition = keyof typeof ENRICHED;
export const ADDITIONS = Object.keys(ENRICHED) as Addition[];

export type Target = 'events' | 'enrollments' | 'credits' | Addition;

/**
 * What becomes of a prospect who is asked about for its contacts or profile, whatever goes wrong besides:
 * refused by name, refused without being named, without a row, or told.
 */
export const enrichedAs = (id: string): 'named' | 'poison' | 'missing' | 'told' =>
	(({ 0: 'named', 1: 'poison', 2: 'missing' }) as const)[Number(`0x${id[0]}`)] ?? 'told';

/** What is told of a prospect. */
export const emailOf = (id: string) => `${id.slice(0, 12)}@acme.test`;

/** An answered call for events, and what it showed. */
export interface AnsweredFetch {
	prospectIds: string[];
	eventTypes: string[];
	shown: VendorEvent[];
	/** What the poll had been told of the credits before. */
	creditsTold?: number;
}

/** A call for contacts or profiles. */
export interface AnsweredAddition {
	what: Addition;
	prospectIds: string[];
	contactTypes?: string[];
	/** Whether the rows have arrived. */
	isAnswered: boolean;
	creditsTold?: number;
}

/** The poll that a call belongs to: what it was answered, and whether anything went wrong. */
export interface PollLog {
	fetches: AnsweredFetch[];
	/** What the poll was last told of the credits that are left. */
	creditsTold?: number;
	hadFault: boolean;
	/** What went wrong, but for what is wrong with a prospect. */
	faults: Fault[];
	/** Prospects that were refused by name, by mistake. */
	falselyNamed: string[];
	calls: number;
	additions: AnsweredAddition[];
	/** Something went wrong with what is added to events. */
	hadAdditionFault: boolean;
}

/** What tells an event from all others. */
export const keyOf = (event: Pick<VendorEvent, 'event_id' | 'prospect_id' | 'event_name'>) =>
	`${event.event_id} of ${event.prospect_id}: ${event.event_name}`;

/** What stands in a list and is no event. */
const ODD_ENTRIES = [null, 7, 'event', [], {}, { event_id: 'x' }, { event_name: EVENT_TYPES[0] }];

const reply = (statusCode: number, body: unknown, headers: object = {}) => ({
	statusCode,
	headers,
	body,
});

/** A 422 that names the prospects at these places. */
function refusal(places: number[]): unknown {
	const detail = places.map((place) => ({
		loc: ['body', 'prospect_ids', place],
		msg: 'invalid',
		type: 'value_error',
	}));
	return reply(422, { detail });
}

function targetOf(pathname: string): Target {
	const addition = ADDITIONS.find((one) => pathname.endsWith(ENRICHED[one]));
	if (addition !== undefined) return addition;
	if (pathname.endsWith('/events')) return 'events';
	return pathname.endsWith('/credits') ? 'credits' : 'enrollments';
}

/** Explorium as far as the trigger sees it, in memory. */
export class ModelVendor {
	readonly events: VendorEvent[] = [];
	/** Enrolled prospects by the key of their enrollment. */
	readonly enrolled = new Map<string, string>();
	readonly invalidIds = new Set<string>();
	/** Prospects for whom Explorium refuses a request without saying so. */
	readonly poisonIds = new Set<string>();
	readonly polls = new AsyncLocalStorage<PollLog>();
	credits = 1_000_000;
	latencyMs = 0;
	/** Whether an event of exactly the time asked for is left out. */
	isAfterStrict = false;
	private readonly faults: Array<{ target: Target; fault: Fault; times: number }> = [];
	private held?: { release: () => void; whenReached: Promise<void>; reached: () => void };
	private holdAfter?: number;

	addFault(target: Target, fault: Fault, times: number): void {
		this.faults.push({ target, fault, times });
	}

	clearFaults(): void {
		this.faults.length = 0;
		this.latencyMs = 0;
	}

	/** After so many calls the next one stays unanswered until it is released. */
	hold(calls: number): { whenReached: Promise<void>; release: () => void } {
		let reached = () => {};
		const whenReached = new Promise<void>((done) => (reached = done));
		this.held = { release: () => {}, whenReached, reached };
		this.holdAfter = calls;
		const { held } = this;
		return { whenReached, release: () => held.release() };
	}

	/** There was no call to hold. */
	stopHolding(): void {
		this.holdAfter = undefined;
	}

	/** What Explorium shows of these prospects now. */
	visible(prospectIds: string[], eventTypes: string[], from: number): VendorEvent[] {
		const asked = new Set(prospectIds);
		return this.events.filter((event) => {
			const time = Date.parse(event.event_time);
			return (
				asked.has(event.prospect_id) &&
				eventTypes.includes(event.event_name) &&
				!event.isHidden &&
				event.visibleFrom <= clock.now &&
				(this.isAfterStrict ? time > from : time >= from)
			);
		});
	}

	/** Takes the place of n8n's request function. */
	async request(options: IHttpRequestOptions): Promise<unknown> {
		const log = this.polls.getStore();
		if (log === undefined) throw new Error('A call outside of a poll');
		const { pathname } = new URL(options.url);
		const target = targetOf(pathname);
		const isAddition = target === 'contacts' || target === 'profile';
		const started = clock.now;
		const fault = this.takeFault(target);
		log.calls += 1;
		// What is added to events is no excuse for anything that happens to the events.
		if (this.latencyMs > 0 || (fault !== undefined && fault !== 'odd')) log.hadAdditionFault = true;
		if (fault !== undefined && !isAddition) {
			log.hadFault = true;
			log.faults.push(fault);
		}
		const asked = isAddition ? this.noteAddition(target, options.body as never, log) : undefined;
		const timeout = options.timeout ?? Infinity;
		if (fault === 'timeout' || this.latencyMs > timeout) {
			log.hadFault ||= !isAddition;
			await clock.waitUntil(started + timeout);
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		}
		await clock.waitUntil(started + this.latencyMs);
		if (this.holdAfter === 0) await this.stay();
		else if (this.holdAfter !== undefined) this.holdAfter -= 1;
		if (fault?.startsWith('422 ') && (target === 'events' || isAddition)) {
			const { prospect_ids } = options.body as { prospect_ids: string[] };
			const named = fault === '422 all' ? prospect_ids : prospect_ids.slice(0, 1);
			if (!isAddition) log.falselyNamed.push(...named);
			return refusal(named.map((_, index) => index));
		}
		const isAnswered = fault === undefined || fault === 'lost' || fault === 'odd';
		if (!isAnswered) return this.fail(fault, options.url);
		if (asked !== undefined) return this.enriched(asked, fault);
		const before = log.fetches.length;
		const answer = this.answer(target, options.body as never, log, fault === 'odd');
		// The answer is lost: nobody has seen what it showed.
		if (fault === 'lost') {
			log.fetches.length = before;
			return this.fail('reset', options.url);
		}
		return answer;
	}

	private noteAddition(
		what: Addition,
		body: { prospect_ids: string[]; parameters?: { contact_types: string[] } },
		log: PollLog,
	): AnsweredAddition {
		const asked = {
			what,
			prospectIds: body.prospect_ids,
			contactTypes: body.parameters?.contact_types,
			isAnswered: false,
			creditsTold: log.creditsTold,
		};
		log.additions.push(asked);
		return asked;
	}

	private enriched(asked: AnsweredAddition, fault: Fault | undefined): unknown {
		const { what, prospectIds } = asked;
		const named = prospectIds.flatMap((id, index) => (enrichedAs(id) === 'named' ? [index] : []));
		if (named.length > 0) return refusal(named);
		if (prospectIds.some((id) => enrichedAs(id) === 'poison')) {
			return reply(400, { detail: 'invalid request' });
		}
		if (fault === 'lost') return this.fail('reset', '');
		asked.isAnswered = true;
		const known = prospectIds.filter((id) => enrichedAs(id) === 'told');
		this.credits -= known.length;
		const rows = known.map((prospect_id) => ({
			prospect_id,
			data:
				what === 'contacts'
					? { professions_email: emailOf(prospect_id), professional_email_status: 'valid' }
					: { full_name: emailOf(prospect_id) },
		}));
		const odd = fault === 'odd' ? (ODD_ENTRIES as unknown[]) : [];
		return reply(200, {
			response_context: { request_status: known.length > 0 ? 'success' : 'miss' },
			data: [...odd, ...rows.reverse()],
			total_results: rows.length,
		});
	}

	private async stay(): Promise<void> {
		this.holdAfter = undefined;
		const { held } = this;
		if (held === undefined) return;
		const released = new Promise<void>((done) => (held.release = done));
		held.reached();
		await released;
	}

	private takeFault(target: Target): Fault | undefined {
		const index = this.faults.findIndex((one) => one.target === target);
		if (index < 0) return undefined;
		const one = this.faults[index];
		one.times -= 1;
		if (one.times <= 0) this.faults.splice(index, 1);
		return one.fault;
	}

	private fail(fault: Fault, url: string): unknown {
		switch (fault) {
			case 'empty':
				return reply(200, '');
			case '204':
				return reply(204, '');
			case 'null':
				return reply(200, null);
			case '{}':
				return reply(200, {});
			case 'detail':
				return reply(200, { detail: 'Nothing to see here' });
			case 'page':
				return reply(200, '<html>Please log in</html>');
			case 'broken': {
				const response = { status: 200, headers: {}, data: undefined };
				const error = new Error('stream has been aborted');
				throw Object.assign(error, { code: 'ERR_BAD_RESPONSE', response, config: { url } });
			}
			case '502 page':
				return reply(502, '<h1>Bad Gateway</h1>');
			case '429':
				return reply(429, { detail: 'Too many' }, { 'retry-after': '20' });
			case '429 for an hour':
				return reply(429, { detail: 'Too many' }, { 'retry-after': '3600' });
			case 'failure':
				return reply(200, { response_context: { request_status: 'failure' } });
			case 'cut':
				return reply(200, '{"output_events": [{"event_id": "x');
			case 'reset':
				throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
			case 'refused':
				throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
			case 'throws':
				throw new TypeError('Something that nobody thought of');
			default:
				return reply(Number.parseInt(fault, 10), { detail: `status ${fault}` });
		}
	}

	private answer(
		target: Target,
		body: { prospect_ids: string[]; event_types: string[]; timestamp_from: string },
		log: PollLog,
		isOdd: boolean,
	): unknown {
		if (target === 'credits') {
			log.creditsTold = this.credits;
			return reply(200, { remaining_credits: this.credits });
		}
		if (target === 'enrollments') {
			const odd = isOdd ? [null, 7, { enrollment_key: 'odd', prospect_ids: 'none' }] : [];
			return reply(200, { enrollments: [...odd, ...this.enrollments()] });
		}
		const { prospect_ids, event_types, timestamp_from } = body;
		const invalid = prospect_ids.flatMap((id, index) => (this.invalidIds.has(id) ? [index] : []));
		if (invalid.length > 0) {
			// When several are refused and nobody is fetched, another one is asked for as a witness.
			if (invalid.length > 2 && invalid.length === prospect_ids.length) log.hadFault = true;
			return refusal(invalid);
		}
		const poison = prospect_ids.find((id) => this.poisonIds.has(id));
		if (poison !== undefined) {
			// Others are asked for more than once to find out who it is.
			log.hadFault = true;
			return /[02468ace]$/.test(poison)
				? reply(400, { detail: 'invalid request' })
				: reply(404, { details: 'Prospect not found' });
		}
		const shown = this.visible(prospect_ids, event_types, Date.parse(timestamp_from));
		log.fetches.push({
			prospectIds: prospect_ids,
			eventTypes: event_types,
			shown: [...shown],
			creditsTold: log.creditsTold,
		});
		this.credits -= shown.length;
		const output_events = shown
			.flatMap((event) => (event.isTwin ? [event, event] : [event]))
			.map(({ event_id, event_name, event_time, prospect_id }) => ({
				event_id,
				event_name,
				event_time,
				prospect_id,
				data: { previous: 'x' },
			}));
		if (isOdd) output_events.unshift(...(ODD_ENTRIES as never[]));
		return reply(200, { output_events, credit_usage: { total_credits: shown.length } });
	}

	private enrollments(): unknown[] {
		const byKey = Map.groupBy([...this.enrolled], ([, key]) => key);
		return [...byKey].map(([enrollment_key, entries]) => ({
			enrollment_id: `en_${enrollment_key}`,
			enrollment_key,
			event_types: EVENT_TYPES,
			prospect_ids: entries.map(([id]) => id),
		}));
	}
}
