import type { OutputItem } from '../../tools/core-host/protocol';
import { deliveredItems } from './deliveredItems.ts';
import { itemsOf } from './explorium.ts';
import { EXPLORIUM_SPECS } from './nodeSpecs/explorium.ts';
import { OUTREACH_SPECS } from './nodeSpecs/outreach.ts';
import { SALESHANDY_SPECS } from './nodeSpecs/saleshandy.ts';
import type { NodeSpecs, Prepare } from './nodeSpecs/spec.ts';
import type { Vendor } from './sandbox';
import type { VendorRig } from './vendorRig';

type GetItems = (rig: VendorRig) => Promise<OutputItem[]>;

/** What the tests have to know of every node but the webhook trigger, by vendor and name. */
export const SPECS: Record<Vendor, NodeSpecs> = {
	explorium: EXPLORIUM_SPECS,
	saleshandy: SALESHANDY_SPECS,
	outreach: OUTREACH_SPECS,
};

/** @throws what to do if there is no spec */
export function typicalRun(vendor: Vendor, node: string): Prepare {
	const spec = SPECS[vendor][node];
	if (spec === undefined) {
		throw new Error(`The tests do not know ${node}: CONTRIBUTING.md says where its spec row goes.`);
	}
	return spec.usual;
}

const ran = (specs: NodeSpecs): Record<string, GetItems> =>
	Object.fromEntries(
		Object.entries(specs).map(([node, { usual }]) => [
			node,
			async (rig) => itemsOf(await rig.run({ ...(await usual(rig)), node })),
		]),
	);

/** What every node gives when it does what it usually does, by vendor and name. */
export const TYPICAL_ITEMS: Record<Vendor, Record<string, GetItems>> = {
	explorium: {
		...ran(EXPLORIUM_SPECS),
		exploriumProspectEventsWebhookTrigger: deliveredItems,
	},
	saleshandy: ran(SALESHANDY_SPECS),
	outreach: ran(OUTREACH_SPECS),
};
