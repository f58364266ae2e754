import { Core } from './core/core.ts';
import type { SandboxOptions } from './core/core.ts';
import { Deliveries } from './explorium/deliveries.ts';
import { explorium } from './explorium/vendor.ts';
import { outreach } from './outreach/vendor.ts';
import { saleshandy } from './saleshandy/vendor.ts';
import type { Vendor } from './vendors.ts';
import { SCENES } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

/** The vendors of this sandbox, in the order in which everything lists them. */
export const PARTS = { explorium, saleshandy, outreach } satisfies Record<Vendor, unknown>;

type Switches = { [V in Vendor]: (typeof PARTS)[V]['switches'] };

/** All moving parts, shared by the vendors' APIs and the control API. */
export class Sandbox extends Core<Switches, World> {
	/** What Explorium sends to webhooks. */
	readonly deliveries = new Deliveries(this);

	/** The address of the n8n that works with this sandbox; null if that is nobody's business. */
	readonly n8nUrl: string | null;

	/**
	 * @param scene What is going on in a fresh world; nothing if absent.
	 * @param n8nUrl Where the page sends people to see what comes of a change.
	 */
	constructor(options: SandboxOptions & { scene?: Scene; n8nUrl?: string } = {}) {
		const { scene } = options;
		super(
			PARTS,
			(people, now) => {
				const world = makeWorld(people, now);
				if (scene !== undefined) SCENES[scene](world, now);
				return world;
			},
			options,
		);
		this.n8nUrl = options.n8nUrl ?? null;
	}

	override reset(people?: number, now?: number): void {
		super.reset(people, now);
		this.deliveries.reset();
	}
}
