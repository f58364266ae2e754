import { createHash } from 'node:crypto';
import type { CoreHost } from '../../tools/core-host/host.ts';
import type { Poller } from '../../tools/core-host/poller.ts';
import type { PollOptions, PollResult } from '../../tools/core-host/protocol.ts';
import { clock } from '../support/clock.ts';
import type { History, Settings, Step } from './history.ts';
import { HandedOver } from './handedOver.ts';
import { Reference, type Emitted } from './reference.ts';
import {
	ADDITIONS,
	emailOf,
	enrichedAs,
	EVENT_TYPES,
	keyOf,
	ModelVendor,
	type PollLog,
} from './vendor.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/**
 * Longer than any vendor's pause, and more than a day in all, so that the end of a history is a fair
 * chance to catch up.
 */
const CATCH_UP_MS = 150 * MINUTE;
const CATCH_UP_POLLS = 12;
/** Who comes back later than this may have been forgotten, which is allowed. */
const REMEMBERED_MS = 45 * DAY;
/** Until n8n has saved what a poll learned, on a busy machine. */
const HASTE_MS = 5_000;
const BUDGET_MS = { plain: 300_000, durable: 36_000 };
/** A poll that has not ended this long after its budget has been given up. */
const GIVEN_UP_MS = 2_000;

let histories = 0;

/** Something the trigger promised and did not keep. */
export class Broken extends Error {}

function demand(isKept: boolean, promise: string, details: () => unknown = () => ''): void {
	if (!isKept) throw new Broken(`${promise} ${JSON.stringify(details())}`);
}

interface Running {
	log: PollLog;
	settings: Settings;
	startedAt: number;
	/** The poll that n8n makes when it starts. */
	isActivation: boolean;
	result: Promise<PollResult>;
	/** Another poll has begun in its place. */
	isGivenUp: boolean;
	/** It takes the place of one that was given up. */
	takesOver: boolean;
	/** How often something had been handed over before. */
	outputs: number;
}

/** One history, played on the trigger under n8n's own poll executor. */
class Play {
	private readonly vendor = new ModelVendor();
	private readonly reference = new Reference();
	private readonly emittedKeys = new Set<string>();
	/** One for each process that there may be. */
	private readonly hosts: CoreHost[];
	private readonly handedOver: HandedOver;
	private poller: Poller;
	private processes = 1;
	private readonly onPoll?: (poll: object) => void;
	private readonly engine: History['engine'];
	private settings: Settings;
	private readonly left = new Map<string, number>();
	private names = 0;
	private held?: { running: Running; release: () => void };
	/** What the polls of n8n's plain engine share, after the last one that got through. */
	private memory?: string;
	/** Whether the last poll failed, so that the next ones may wait. */
	private hasFailed = false;
	/** Whether the last poll left prospects whose fetch had failed. */
	private hadFailed = false;
	/** Fingerprints of the prospects that the trigger takes for refused. */
	private setAside = new Set<string>();
	/** Since then nothing has happened that lets the trigger sweep before its time. */
	private calmSince = 0;
	/** The start of the last sweep that asked about a prospect. */
	private readonly sweptAt = new Map<string, number>();

	constructor(
		hosts: CoreHost[],
		{ engine, settings, prospects, isAfterStrict }: History,
		onPoll?: (poll: object) => void,
	) {
		this.onPoll = onPoll;
		clock.reset();
		this.hosts = hosts;
		this.engine = engine;
		this.handedOver = new HandedOver(engine === 'plain');
		this.settings = settings;
		this.vendor.isAfterStrict = isAfterStrict;
		this.enroll(prospects);
		// What lives as long as the process is of one workflow, or of one address: each history has its own.
		histories += 1;
		this.poller = this.openPoller();
	}

	/** A process that polls, with the memory that the last one left. */
	private openPoller(staticData?: Record<string, unknown>): Poller {
		const baseUrl = `https://explorium-${histories}.example`;
		return this.hosts[this.processes - 1].openPoller(
			{
				node: 'exploriumProspectEventsTrigger',
				workflowId: `model-${histories}`,
				parameters: this.parameters(),
				credentials: { exploriumApi: { apiKey: 'model-key', baseUrl } },
				engine: this.engine,
				budgetMs: BUDGET_MS[this.engine],
				staticData,
			},
			(context) => {
				context.helpers.httpRequestWithAuthentication = (async (_type: string, options: never) =>
					await this.vendor.request(options)) as never;
			},
		);
	}

	async play(steps: Step[]): Promise<void> {
		await this.poll();
		for (const step of steps) await this.step(step);
		await this.end();
		this.poller.close();
	}

	private parameters(): Record<string, unknown> {
		const { eventTypes, minutes, lookBackDays, emitExisting, creditFloor, delivery } =
			this.settings;
		return {
			eventTypes: EVENT_TYPES.filter((_, index) => (eventTypes & (1 << index)) !== 0),
			source: 'enrollments',
			enrollmentKeys: this.settings.keys ? ['watch', 'more'] : [],
			options: {
				...{ minutesBetweenSweeps: minutes, lookBackDays, emitExisting, creditFloor },
				...{ addToEvents: wantedOf(this.settings), delivery },
			},
			requestOptions: { callsAtOnce: this.settings.callsAtOnce, maxAttempts: 2, longestWait: 60 },
		};
	}

	private async step(step: Step): Promise<void> {
		const { vendor } = this;
		switch (step.do) {
			case 'poll':
				clock.now += step.afterMs;
				return await this.poll();
			case 'hastyPoll':
				return await this.pollHastily();
			case 'slowPoll':
				return await this.pollSlowly(step.calls);
			case 'release':
				return await this.release();
			case 'restart':
				return await this.restart();
			case 'kill':
				return await this.kill(step);
			case 'settings':
				this.settings = { ...this.settings, ...step.change };
				return await this.restart({ parameters: this.parameters() });
			case 'event':
				return this.addEvent(step);
			case 'hide':
			case 'show': {
				const event = pick(vendor.events, step.event);
				if (event !== undefined) event.isHidden = step.do === 'hide';
				return;
			}
			case 'enroll':
				return this.enroll(step.count);
			case 'enrollInvalid':
				return this.enrollOdd(vendor.invalidIds);
			case 'enrollPoison':
				return this.enrollOdd(vendor.poisonIds);
			case 'unenroll': {
				const id = pick([...vendor.enrolled.keys()], step.prospect);
				if (id === undefined || vendor.enrolled.size === 1) return;
				vendor.enrolled.delete(id);
				this.left.set(id, clock.now);
				return;
			}
			case 'enrollAgain':
				return this.enrollAgain(step.prospect);
			case 'fault':
				vendor.addFault(step.target, step.fault, step.times);
				return;
			case 'latency':
				vendor.latencyMs = step.ms;
				this.calmSince = clock.now;
				return;
			case 'credits':
				vendor.credits = step.left;
				return;
			case 'pass':
				clock.now += step.ms;
		}
	}

	private newId(): string {
		this.names += 1;
		return createHash('sha1').update(String(this.names)).digest('hex');
	}

	private enroll(count: number): void {
		for (let one = 0; one < count; one += 1) {
			this.vendor.enrolled.set(this.newId(), one % 2 === 0 ? 'watch' : 'more-2');
		}
	}

	private enrollOdd(ids: Set<string>): void {
		const id = this.newId();
		ids.add(id);
		this.vendor.enrolled.set(id, 'watch');
	}

	private enrollAgain(index: number): void {
		const id = pick([...this.left.keys()], index);
		if (id === undefined) return;
		const leftAt = this.left.get(id) ?? 0;
		this.left.delete(id);
		if (clock.now - leftAt < REMEMBERED_MS) this.vendor.enrolled.set(id, 'watch');
	}

	private addEvent(step: Extract<Step, { do: 'event' }>): void {
		const { vendor } = this;
		const { prospect, type, month, inMs, isTwin, sharesId } = step;
		const prospect_id = pick([...vendor.enrolled.keys(), ...this.left.keys()], prospect);
		if (prospect_id === undefined) return;
		const today = new Date(clock.now);
		const happened = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + month, 1);
		this.names += 1;
		const twin = vendor.events.find((event) => event.prospect_id !== prospect_id);
		const isTaken = vendor.events.some(
			(event) => event.prospect_id === prospect_id && event.event_id === twin?.event_id,
		);
		vendor.events.push({
			event_id: sharesId && twin && !isTaken ? twin.event_id : `event-${this.names}`,
			event_name: EVENT_TYPES[type % EVENT_TYPES.length],
			event_time: new Date(happened).toISOString(),
			prospect_id,
			visibleFrom: clock.now + inMs,
			isHidden: false,
			isTwin,
		});
	}

	private start({ activation = false, hasty = false }: PollOptions = {}): Running {
		const log: PollLog = {
			fetches: [],
			hadFault: false,
			faults: [],
			falselyNamed: [],
			calls: 0,
			additions: [],
			hadAdditionFault: false,
		};
		const stuck = this.held?.running;
		const heldFor = clock.now - (stuck?.startedAt ?? clock.now);
		const isLong = heldFor >= BUDGET_MS[this.engine] + GIVEN_UP_MS;
		const takesOver = isLong && stuck?.isGivenUp === false;
		if (isLong && stuck) stuck.isGivenUp = true;
		const result = this.vendor.polls.run(
			log,
			async () => await this.poller.poll({ activation, hasty }),
		);
		return {
			log,
			settings: this.settings,
			startedAt: clock.now,
			isActivation: activation,
			isGivenUp: false,
			takesOver,
			outputs: outputsIn(this.poller.saved()),
			result,
		};
	}

	private async poll(options?: PollOptions): Promise<void> {
		const running = this.start(options);
		await this.check(running, await running.result);
	}

	/** Two polls, of which n8n's durable engine hands to the second what the first began with. */
	private async pollHastily(): Promise<void> {
		clock.now += MINUTE;
		await this.poll();
		clock.now += HASTE_MS;
		this.calmSince = clock.now;
		await this.poll({ hasty: true });
	}

	/** A poll one of whose calls stays unanswered for a while. */
	private async pollSlowly(calls: number): Promise<void> {
		if (this.held !== undefined) return;
		const { whenReached, release } = this.vendor.hold(calls);
		const running = this.start();
		const isOver = running.result.then(() => true);
		if (await Promise.race([whenReached.then(() => false), isOver])) {
			this.vendor.stopHolding();
			return await this.check(running, await running.result);
		}
		this.held = { running, release };
	}

	private async release(): Promise<void> {
		if (this.held === undefined) return;
		const { running, release } = this.held;
		this.held = undefined;
		this.calmSince = clock.now;
		release();
		await this.check(running, await running.result, { wasHeld: true });
	}

	private async restart(changes = {}): Promise<void> {
		this.poller.restart(changes);
		await this.begin();
	}

	/** What a process polls for when it starts. */
	private async begin(): Promise<void> {
		this.calmSince = clock.now;
		this.memory = undefined;
		if (this.held !== undefined) {
			// The old process is gone; what it was still doing comes to nothing.
			await this.release();
		}
		await this.poll({ activation: true });
	}

	/** n8n is killed around a poll, and starts again. */
	private async kill({ moment, isHasty }: Extract<Step, { do: 'kill' }>): Promise<void> {
		if (this.processes === this.hosts.length) return;
		clock.now += MINUTE;
		let saved = this.poller.saved();
		const running = this.start();
		const result = await running.result;
		if (moment !== 'before') {
			const isLost = moment === 'between' && this.engine === 'plain';
			await this.check(running, result, { isLost });
			if (isLost && isHasty) {
				clock.now += HASTE_MS;
				const next = this.start({ hasty: true });
				await this.check(next, await next.result, { isLost });
			}
			saved = this.poller.saved();
		}
		this.poller.close();
		this.processes += 1;
		this.handedOver.kill();
		this.poller = this.openPoller(saved);
		await this.begin();
	}

	private async check(
		running: Running,
		result: PollResult,
		{ wasHeld = false, isLost = false } = {},
	): Promise<void> {
		const { log, settings, startedAt, isActivation } = running;
		const { output, error, discarded, saved } = result;
		this.onPoll?.({
			startedAt: new Date(startedAt).toISOString(),
			endedAt: new Date(clock.now).toISOString(),
			error: error?.message,
			discarded,
			fetched: log.fetches.map(({ prospectIds }) => prospectIds.length),
			emitted: output?.flat().map(({ json }) => json.event_id),
			memory: result.staticData,
		});
		const emitted = (output ?? []).flat().map(({ json }) => json as unknown as Emitted);
		if (!wasHeld) {
			demand(clock.now - startedAt <= BUDGET_MS[this.engine], 'A poll stays in its budget.');
		}
		demand(
			settings.creditFloor === 0 ||
				[...log.fetches, ...log.additions].every(
					({ creditsTold = 0 }) => creditsTold > settings.creditFloor,
				),
			'Nothing is fetched below the credit floor.',
		);
		this.checkSize(saved);
		const isOver = running.isGivenUp || discarded;
		if (error !== null || isOver) {
			demand(emitted.length === 0, 'A poll that fails, or was given up, emits nothing.');
			const isPaid = log.additions.length > 0;
			demand(isOver || !isPaid, 'A poll that fails adds nothing to events.');
			demand(!running.isGivenUp || error === null, 'A poll that was given up is not heard of.');
			const hasWritten =
				running.isGivenUp && !discarded && JSON.stringify(result.staticData) !== this.memory;
			const isShared = this.engine === 'plain' && this.memory !== undefined;
			demand(!isShared || !hasWritten, 'A poll that was given up remembers nothing.');
			this.calmSince = clock.now;
			if (!isOver) this.hasFailed = true;
			// The trigger does not know what n8n throws away.
			else if (!running.isGivenUp && outputsIn(result.staticData) > running.outputs) {
				this.handedOver.noteDiscarded(clock.now);
			}
			return;
		}
		this.memory = JSON.stringify(result.staticData);
		this.checkTakeover(running, result.staticData);
		if (log.calls > 0) this.hasFailed = false;
		this.checkRefused(log, result.staticData);
		// What failed is tried again on top of the next sweep.
		const { failed = [] } = result.staticData as { failed?: string[] };
		if (log.hadFault || failed.length > 0 || this.hadFailed) this.calmSince = clock.now;
		// n8n's durable engine does not save what an empty poll at a start learned.
		const isForgotten = isActivation && output === null;
		this.hadFailed = failed.length > 0 || (isForgotten && this.hadFailed);
		this.checkPause(log, settings, result.staticData);
		if (isForgotten) this.calmSince = clock.now;

		const due = this.reference.adopt(log.fetches, settings.emitExisting);
		const keys = emitted.map(keyOf);
		for (const key of this.checkHandedOver(running, emitted, output !== null)) {
			due.add(key);
			this.emittedKeys.delete(key);
		}
		demand(new Set(keys).size === keys.length, 'No event is emitted twice in a poll.', () => keys);
		const again = keys.filter((key) => this.emittedKeys.has(key));
		demand(again.length === 0, 'No event is emitted twice.', () => again);
		const lost = [...due].filter((key) => !keys.includes(key));
		demand(lost.length === 0, 'No event is lost.', () => lost);
		const extra = keys.filter((key) => !due.has(key));
		demand(extra.length === 0, 'Nothing is emitted that was there at the start.', () => extra);
		const times = emitted.map(({ event_time }) => event_time);
		demand(times.join() === [...times].sort().join(), 'The oldest event comes first.', () => times);
		keys.forEach((key) => this.emittedKeys.add(key));
		const isAtLeastOnce = settings.delivery === 'atLeastOnce';
		const poll = { startedAt, endedAt: clock.now, isAtLeastOnce, emitted, isLost };
		this.handedOver.note({ ...poll, hasOutput: output !== null });
		this.checkAdded(running, emitted, wasHeld);
	}

	/**
	 * What was unconfirmed at a kill is handed over once more, marked, as soon as it can be; nothing else is.
	 *
	 * @returns what the poll has to hand over once more
	 */
	private checkHandedOver(
		{ log, settings, startedAt, isGivenUp }: Running,
		emitted: Emitted[],
		hasOutput: boolean,
	): Set<string> {
		const { handedOver, vendor } = this;
		const isAtLeastOnce = settings.delivery === 'atLeastOnce';
		const again = isAtLeastOnce ? handedOver.shown(log.fetches) : new Set<string>();
		for (const event of emitted) {
			demand(
				event.redelivered === (again.has(keyOf(event)) ? true : undefined),
				'What is handed over once more is marked, and comes again only if it was unconfirmed.',
				() => event,
			);
		}
		// Another poll is under way, or n8n may be at saving what one gave.
		const isBusy = this.held !== undefined || handedOver.isBeingSaved(startedAt);
		const isLeftOut = isBusy && log.calls === 0;
		demand(
			isLeftOut || isGivenUp || hasOutput || !handedOver.mustConfirm(startedAt, isAtLeastOnce),
			'The next poll confirms what was handed over.',
		);
		const asked = new Set(log.fetches.flatMap(({ prospectIds }) => prospectIds));
		const isLow = settings.creditFloor > 0 && vendor.credits <= settings.creditFloor;
		const isHindered = isLeftOut || isLow || log.hadFault || vendor.latencyMs > 0 || this.hasFailed;
		// Who is refused, rightly or not, is asked for again on the next day.
		const isServed = (id: string) =>
			vendor.enrolled.has(id) &&
			!vendor.invalidIds.has(id) &&
			!vendor.poisonIds.has(id) &&
			!this.setAside.has(printOf(id));
		const left = [...handedOver.toAsk].filter((id) => isServed(id) && !asked.has(id));
		demand(
			!isAtLeastOnce || isHindered || left.length === 0,
			'What may be lost is asked for at once.',
			() => left,
		);
		handedOver.noteAsked((id) => asked.has(id) || !isServed(id));
		return again;
	}

	/** Each event has what is to be added to it, or says why not; each prospect is asked about once. */
	private checkAdded({ log, settings }: Running, emitted: Emitted[], wasHeld: boolean): void {
		const wanted = wantedOf(settings);
		const isExcused = wasHeld || log.hadFault || log.hadAdditionFault;
		const isLow = settings.creditFloor > 0 && (log.creditsTold ?? 0) <= settings.creditFloor;
		for (const addition of ADDITIONS) {
			const error = `${addition}_error`;
			for (const item of emitted as Array<Emitted & Record<string, unknown>>) {
				const id = item.prospect_id;
				const isAsked = wanted.includes(addition);
				demand(
					isAsked === addition in item && (isAsked || !(error in item)),
					'An event has what is to be added to it, and nothing else.',
					() => item,
				);
				if (!isAsked) continue;
				const added = item[addition] as Record<string, unknown> | null;
				if (added === null) {
					const why = item[error];
					demand(
						typeof why === 'string' && why !== '',
						'What is missing is explained.',
						() => item,
					);
					const isRefused = ['named', 'poison'].includes(enrichedAs(id));
					demand(
						isExcused || isLow || isRefused,
						'Nothing is missing without a reason.',
						() => item,
					);
					continue;
				}
				const told = addition === 'contacts' ? added.verified_email : added.full_name;
				const isKnown = enrichedAs(id) === 'told';
				demand(
					!(error in item) && added.found === isKnown && told === (isKnown ? emailOf(id) : null),
					'What is added is about the prospect of the event.',
					() => item,
				);
			}
			const asked = log.additions.filter(({ what }) => what === addition);
			const answered = asked.flatMap((one) => (one.isAnswered ? one.prospectIds : []));
			demand(new Set(answered).size === answered.length, 'A prospect is asked about once.');
			const ofEvents = new Set(emitted.map(({ prospect_id }) => prospect_id));
			demand(
				asked.every(
					({ prospectIds, contactTypes = ['email'] }) =>
						prospectIds.length <= 50 &&
						contactTypes.join() === 'email' &&
						prospectIds.every((id) => ofEvents.has(id)),
				),
				'Only prospects of new events are asked about, 50 to a call, for email alone.',
				() => asked,
			);
		}
	}

	/** In the place of a poll that does not end another one does what is due. */
	private checkTakeover(
		{ takesOver, log, settings, startedAt }: Running,
		{ lastSweepAt = 0 }: { lastSweepAt?: number },
	): void {
		const isDue = startedAt - lastSweepAt >= Math.max(10, settings.minutes) * MINUTE;
		if (!takesOver || !isDue || this.hasFailed) return;
		demand(log.calls > 0, 'A poll that does not end does not keep the next ones from running.');
	}

	/** One wrong refusal sets nobody aside who was not set aside before. */
	private checkRefused(
		{ faults, falselyNamed }: PollLog,
		{ refused = {} }: { refused?: Record<string, string> },
	): void {
		const before = this.setAside;
		this.setAside = new Set(
			Object.values(refused).flatMap((joined) => joined.match(/.{12}/g) ?? []),
		);
		if (faults.length !== 1 || falselyNamed.length === 0) return;
		const { invalidIds, poisonIds } = this.vendor;
		const wronged = falselyNamed.filter((id) => {
			const print = printOf(id);
			const isRightly = invalidIds.has(id) || poisonIds.has(id);
			return !isRightly && this.setAside.has(print) && !before.has(print);
		});
		demand(wronged.length === 0, 'Who is refused once is asked again.', () => wronged);
	}

	/** Sweeps keep their distance, as long as nothing went wrong and nobody changed anything. */
	private checkPause(
		{ fetches }: PollLog,
		{ minutes }: Settings,
		memory: { sweepStartedAt?: number; lastSweepAt?: number },
	): void {
		const start = memory.sweepStartedAt ?? memory.lastSweepAt ?? 0;
		for (const id of fetches.flatMap(({ prospectIds }) => prospectIds)) {
			const last = this.sweptAt.get(id) ?? 0;
			const isKept = last <= this.calmSince || start - last >= minutes * MINUTE;
			demand(isKept, 'Sweeps keep their distance.', () => [id, (start - last) / MINUTE]);
			this.sweptAt.set(id, start);
		}
	}

	private checkSize(saved: Record<string, unknown>): void {
		const {
			failed = [],
			seen = {},
			prospects = {},
			refused = {},
			unconfirmed,
		} = saved as {
			failed?: string[];
			unconfirmed?: Record<string, { events: string }> | null;
			seen?: Record<string, string>;
			prospects?: Record<string, string>;
			refused?: Record<string, string>;
		};
		const count = (groups: Record<string, string>, length: number) =>
			Object.values(groups).reduce((sum, joined) => sum + joined.length / length, 0);
		const events = count(seen, 16);
		const known = count(prospects, 12) + count(refused, 12);
		const ever = this.vendor.enrolled.size + this.left.size + this.vendor.invalidIds.size + 500;
		demand(events <= this.vendor.events.length && known <= ever, 'The memory is bounded.');
		const waiting = Object.values(unconfirmed ?? {}).map((group) => group.events.length / 16);
		const most =
			24 * events + 16 * known + 50 * failed.length + 28 * waiting.reduce((a, b) => a + b, 0) + 900;
		const size = JSON.stringify(saved).length;
		demand(size <= most, 'The memory is small.', () => ({ size, most, events, known }));
	}

	/** Everything works again for a while: what is there to be seen has been seen. */
	private async end(): Promise<void> {
		const { vendor } = this;
		await this.release();
		vendor.clearFaults();
		vendor.credits = 1_000_000;
		for (let one = 0; one < CATCH_UP_POLLS; one += 1) {
			clock.now += Math.max(CATCH_UP_MS, (this.settings.minutes + 1) * MINUTE);
			await this.poll();
		}
		const watched = [...vendor.enrolled.keys()].filter(
			(id) => !vendor.invalidIds.has(id) && !vendor.poisonIds.has(id),
		);
		const types = this.parameters().eventTypes as string[];
		const recent = clock.now - this.settings.lookBackDays * DAY;
		const missed = vendor
			.visible(watched, types, recent)
			.filter((event) => !this.reference.known.has(keyOf(event)));
		demand(missed.length === 0, 'Every event is seen in the end.', () => missed);

		const lost = vendor
			.visible(watched, types, recent)
			.filter((event) => this.handedOver.due.has(keyOf(event)));
		demand(lost.length === 0, 'What may be lost is handed over once more.', () => lost);

		clock.now += 250 * DAY;
		await this.poll();
		await this.poll();
	}
}

const outputsIn = ({ outputs = 0 }: { outputs?: number }) => outputs;

const wantedOf = ({ additions }: Settings) =>
	ADDITIONS.filter((_, index) => (additions & (1 << index)) !== 0);

/** How the memory knows a prospect. */
const printOf = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 12);

function pick<T>(list: T[], index: number): T | undefined {
	return list[index % Math.max(1, list.length)];
}

/**
 * Plays a history; throws what was not kept.
 *
 * @param onPoll told what each poll did
 */
export async function play(
	hosts: CoreHost[],
	history: History,
	onPoll?: (poll: object) => void,
): Promise<void> {
	await new Play(hosts, history, onPoll).play(history.steps);
}
