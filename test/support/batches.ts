import axios from 'axios';
import { DEMO } from './sandbox.ts';
import type { VendorRig } from './vendorRig';

/** Prospects of the sandbox. */
export const ADA = 1001;
export const BEN = 1002;
export const CHIARA = 1003;

/** How long a batch lives if a test gives it all the time in the world. */
export const LONG_MS = 60_000;

/** What a batch may be told besides its records. */
interface BatchOrder {
	action?: string;
	attributes?: object;
	/** Switches of the sandbox, which stay as they are then. */
	switches?: Record<string, unknown>;
}

/**
 * Has the sandbox start a batch, as if somebody else had done it: no node takes part, and it does not
 * show among the requests.
 *
 * @returns its id
 */
export async function startBatch(
	{ sandbox }: VendorRig,
	ids: number[],
	{ action = 'prospectsAddTags', attributes = { tags: ['x'] }, switches = {} }: BatchOrder = {},
): Promise<number> {
	await sandbox.control.switches({ outreach: switches });
	const answer = await axios.post(
		`${sandbox.outreach}/api/v2/batches/actions/${action}`,
		{ data: { attributes: { ...attributes, ids } } },
		{
			proxy: false,
			headers: {
				authorization: `Bearer ${DEMO.outreachAccessToken}`,
				'content-type': 'application/vnd.api+json',
			},
		},
	);
	await sandbox.control.clearRequests();
	return Number(answer.data.data.id);
}

/** Starts a batch that waits to be confirmed. */
export async function startWaitingBatch(
	rig: VendorRig,
	ids: number[],
	order: BatchOrder = {},
): Promise<number> {
	return await startBatch(rig, ids, {
		...order,
		switches: { confirmationThreshold: 0, ...order.switches },
	});
}
