import { randomUUID } from 'node:crypto';
import { makeWorld } from '../world/world.ts';
import { Deliveries } from '../explorium/deliveries.ts';
import type { World } from '../world/world.ts';
import { Clock } from './clock.ts';
import { Counters } from './counters.ts';
import { Faults } from './faults.ts';
import { Limiter } from './limits.ts';
import { Recorder } from './recorder.ts';
import { loadState, StateWriter } from './state-file.ts';
import { Switches } from './switches.ts';
import type { Vendor } from './vendors.ts';

/** Settings of a sandbox, from the environment. */
export interface SandboxOptions {
	statePath?: string;
	recordPath?: string;
	latencyMs?: number;
}

const PEOPLE = 12;

/** All moving parts, shared by the vendors' plugins and the control API. */
export class Sandbox {
	/** Tells a viewer that the sandbox was started anew, and that numbers begin again. */
	readonly run = randomUUID();
	readonly clock = new Clock();
	readonly switches = new Switches();
	readonly faults = new Faults();
	readonly counters = new Counters();
	readonly recorder: Recorder;
	readonly latencyMs: number;
	readonly limits: Record<Vendor, Limiter>;
	/** What Explorium sends to webhooks. */
	readonly deliveries = new Deliveries(this);
	readonly writer: StateWriter;
	world: World;

	constructor(options: SandboxOptions = {}) {
		this.recorder = new Recorder(options.recordPath);
		this.latencyMs = options.latencyMs ?? 0;
		this.limits = {
			explorium: new Limiter(this.clock, { limit: 200, windowSeconds: 60, unit: 'ids' }),
			saleshandy: new Limiter(this.clock, { limit: 20, windowSeconds: 60, unit: 'requests' }),
			outreach: new Limiter(this.clock, { limit: 10_000, windowSeconds: 3600, unit: 'requests' }),
		};
		const saved = options.statePath === undefined ? undefined : loadState(options.statePath);
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
		this.world = makeWorld(people, this.clock.now());
		this.restore();
		this.deliveries.reset();
		this.counters.reset();
		this.recorder.clear();
		this.writer.changed();
	}

	/** No faults, and every switch and rate limit as at the start; the world stays as it is. */
	restore(): void {
		this.switches.reset();
		this.faults.clear();
		for (const limiter of Object.values(this.limits)) limiter.reset();
	}
}
