import type { Json, RunRequest } from '../../../tools/core-host/protocol';
import type { VendorRig } from '../vendorRig';

/** Prepares a vendor, and says how a node is run there so that it gives what it usually gives. */
export type Prepare = (rig: VendorRig) => Promise<Omit<RunRequest, 'node'>>;

/** A search that finds nothing. */
export interface EmptySearch {
	/** What an AI agent is told then. */
	told: RegExp;
	parameters?: Json;
	/** Sees to it that nothing is found; further parameters of the search, if there are any. */
	prepare?: (rig: VendorRig) => Promise<Json | void>;
}

/** What the tests have to know of a node, and cannot find in the package. */
export interface NodeSpec {
	usual: Prepare;
	/** Values that serve in fields which `usual` leaves out and whose default does not serve, by name. */
	examples?: Json;
	/** Only for a node that finds records. */
	nothing?: EmptySearch;
}

export type NodeSpecs = Record<string, NodeSpec>;
