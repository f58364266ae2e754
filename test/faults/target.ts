import type { Vendor } from '../../sandbox/vendors.ts';
import type { FaultKind } from './faults.ts';
import type { Lane, Version } from './lane.ts';
import type { Outcome } from './outcome.ts';

export type Kind =
	'action' | 'picker' | 'credential' | 'poll' | 'baseline' | 'publish' | 'unpublish' | 'delivery';

/** What a target works with in one cell. */
export interface Scene {
	lane: Lane;
	/** One of the target's modes. */
	mode: string;
	version: Version;
	/** What the vendor is going to do wrong. */
	fault?: FaultKind;
	/** The bounds of the calls under test. */
	requestOptions: Record<string, number>;
	/** Moves the clock that the nodes see. */
	goAhead(milliseconds: number): void;
}

/** One thing that the package does at a vendor. */
export interface Target {
	name: string;
	kind: Kind;
	vendor: Vendor;
	/** The two ways to try it, such as stopping and going on. */
	modes: string[];
	version?: Version;
	/**
	 * Sets the scene while all is well.
	 *
	 * @returns what to do while the vendor goes wrong, and what to do once it is well again
	 */
	prepare(scene: Scene): Promise<{
		act(): Promise<Outcome>;
		after?(outcome: Outcome): Promise<Outcome>;
	}>;
}
