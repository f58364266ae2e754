import type { CredentialsByType, OutputItem, RunResult } from '../../tools/core-host/protocol';
import { exploriumCredential, startVendorRig, type VendorRig } from './vendorRig.ts';
import type { RecordedRequest } from './sandbox';

/** The versions of Explorium's API; the nodes do the same in both. */
export const VERSIONS = ['v1', 'v2'] as const;

export type Version = (typeof VERSIONS)[number];

/** The Explorium nodes against a sandbox. */
export interface Rig extends Omit<VendorRig, 'requests'> {
	/**
	 * What the vendor has been sent, oldest first: all of it, or that with this path below the
	 * version's, to which version 2 adds the id of an enrollment.
	 */
	requests(path?: string): Promise<RecordedRequest[]>;
	/** A credential of the rig's version, with this key or a working one. */
	credential(apiKey?: string): CredentialsByType;
}

/** @param version of the API that the credential says */
export async function startRig(version: Version = 'v1'): Promise<Rig> {
	const fields = { apiVersion: version, partnerId: 'demo-partner' };
	const rig = await startVendorRig('explorium', fields);
	return {
		...rig,
		requests: async (path) =>
			await rig.requests(path === undefined ? /./ : new RegExp(`^/${version}${path}(/en_\\w+)?$`)),
		credential: (apiKey) =>
			exploriumCredential(rig.sandbox, { ...fields, ...(apiKey !== undefined && { apiKey }) }),
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
