import type { OutputItem, RunResult } from '../../tools/core-host/protocol';
import { startVendorRig, type VendorRig } from './vendorRig';
import type { RecordedRequest } from './sandbox';

export { exploriumCredential } from './vendorRig';

/** The Explorium nodes against a sandbox. */
export interface Rig extends Omit<VendorRig, 'requests'> {
	/** What the vendor has been sent, oldest first: all of it, or that with exactly this path. */
	requests(path?: string): Promise<RecordedRequest[]>;
}

export async function startRig(): Promise<Rig> {
	const rig = await startVendorRig('explorium');
	return {
		...rig,
		requests: async (path) =>
			(await rig.requests()).filter((request) => path === undefined || request.path === path),
	};
}

/** The only output of a node. */
export function itemsOf({ output, error }: RunResult): OutputItem[] {
	if (error) throw new Error(`${error.message} | ${error.description}`);
	return output?.[0] ?? [];
}

/** The input items an output item is linked to. */
export function origins({ pairedItem }: OutputItem): number[] {
	const links = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return links.map((link) => (link as { item: number }).item);
}

/** A well-formed prospect id that no two numbers share. */
export const prospectId = (number: number) => number.toString(16).padStart(40, '0');
