import type { FastifyInstance } from 'fastify';
import type { Limit } from './limits.ts';
import type { SwitchDefinitions } from './switch-definitions.ts';

/** What a vendor tells the sandbox about itself. `Sandbox` is what its own code needs of it. */
export interface VendorPart<Switches extends SwitchDefinitions, Sandbox> {
	/** The vendor's own rate limit. */
	limit: Limit;
	/** What a test can change about it. */
	switches: Switches;
	/** What is counted besides requests, refusals for the rate and faults. */
	counters: readonly string[];
	/** Formats that its JSON schemas name. */
	formats?: Record<string, (text: string) => boolean>;
	/** Adds its routes. */
	api: (sandbox: Sandbox) => (app: FastifyInstance) => Promise<void>;
}
