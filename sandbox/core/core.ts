import { randomUUID } from 'node:crypto';
import { Clock } from './clock.ts';
import { Counters } from './counters.ts';
import { Faults } from './faults.ts';
import { Limiter } from './limits.ts';
import { Recorder } from './recorder.ts';
import { loadState, StateWriter } from './state-file.ts';
import type { SwitchDefinitions } from './switch-definitions.ts';
import { makeSwitches } from './switches.ts';
import type { Switches } from './switches.ts';
import type { VendorPart } from './vendor.ts';

/** Settings of a sandbox, from the environment. */
export interface SandboxOptions {
	statePath?: string;
	recordPath?: string;
	latencyMs?: number;
}

type Definitions = Record<string, SwitchDefinitions>;

/** What the core needs of each vendor. */
type Parts<D extends Definitions> = {
	[Vendor in keyof D]: Pick<VendorPart<D[Vendor], never>, 'limit' | 'switches' | 'counters'>;
};

/** A sandbox of which nothing but the core matters. */
export type AnySandbox = Core<Record<never, SwitchDefinitions>, unknown>;

const PEOPLE = 12;

/**
 * The sandbox's moving parts, whoever the vendors are. A vendor's code asks for a core with its own
 * switches (`D`) and its own part of the world (`W`), and so works in any sandbox that has them.
 */
export class Core<D extends Definitions, W> {
	/** Tells a viewer that the sandbox was started again, and that numbers begin again. */
	readonly run = randomUUID();
	readonly clock = new Clock();
	readonly faults = new Faults();
	readonly switches: Switches<D>;
	readonly counters: Counters;
	readonly limits: Record<keyof D, Limiter>;
	readonly recorder: Recorder;
	readonly latencyMs: number;
	readonly writer: StateWriter<W>;
	/** What the vendors remember. Plain data, so that it can be written to a file as it is. */
	world: W;
	readonly #makeWorld: (people: number, now: number) => W;

	constructor(
		parts: Parts<D>,
		makeWorld: (people: number, now: number) => W,
		options: SandboxOptions = {},
	) {
		this.switches = makeSwitches(ofEach(parts, ({ switches }) => switches) as D);
		this.counters = new Counters(ofEach(parts, ({ counters }) => counters));
		this.limits = ofEach(parts, ({ limit }) => new Limiter(this.clock, limit));
		this.recorder = new Recorder(options.recordPath);
		this.latencyMs = options.latencyMs ?? 0;
		this.#makeWorld = makeWorld;
		const saved = options.statePath === undefined ? undefined : loadState<W>(options.statePath);
		if (saved !== undefined) this.clock.offsetMs = saved.clockOffsetMs;
		this.world = saved?.world ?? makeWorld(PEOPLE, this.clock.now());
		this.writer = new StateWriter(options.statePath, () => ({
			clockOffsetMs: this.clock.offsetMs,
			world: this.world,
		}));
	}

	/** A fresh world, and everything a test may have set back to its default. */
	reset(people = PEOPLE, now?: number): void {
		if (now === undefined) this.clock.offsetMs = 0;
		else this.clock.set(now);
		this.world = this.#makeWorld(people, this.clock.now());
		this.restore();
		this.counters.reset();
		this.recorder.clear();
		this.writer.changed();
	}

	/** No faults, and every switch and rate limit as at the start; the world stays as it is. */
	restore(): void {
		this.switches.reset();
		this.faults.clear();
		for (const limiter of Object.values<Limiter>(this.limits)) limiter.reset();
	}
}

/** Something of each vendor, by the vendor's name. */
function ofEach<Parts extends object, Value>(
	parts: Parts,
	read: (part: Parts[keyof Parts]) => Value,
): Record<keyof Parts, Value> {
	const entries = Object.entries(parts).map(([vendor, part]) => [vendor, read(part)]);
	return Object.fromEntries(entries) as Record<keyof Parts, Value>;
}
