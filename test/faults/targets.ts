import { VENDORS, type Vendor } from '../../sandbox/vendors.ts';
import type { CoreHost } from '../../tools/core-host/host.ts';
import { actionTargets } from './actions.ts';
import { credentialTargets } from './credentials.ts';
import { pickerTargets } from './pickers.ts';
import type { Target } from './target.ts';
import { triggerTargets } from './triggers.ts';

/** All that the package does at the vendors, found from the package itself. */
export function targetsOf(host: CoreHost): Target[] {
	const names = host.types().nodes.filter((name) => !name.endsWith('Tool'));
	return [
		...actionTargets(host, names),
		...pickerTargets(host, names, vendorOf),
		...credentialTargets(host, vendorOf),
		...triggerTargets(host, names),
	];
}

/** The vendor in the name of a node or credential. */
function vendorOf(name: string): Vendor {
	const vendor = VENDORS.find((one) => name.startsWith(one));
	if (vendor === undefined) throw new Error(`${name} begins with no vendor.`);
	return vendor;
}
