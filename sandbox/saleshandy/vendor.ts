import type { VendorPart } from '../core/vendor.ts';
import { saleshandyPlugin } from './plugin.ts';
import type { SaleshandySandbox } from './sandbox.ts';
import { SALESHANDY_SWITCHES } from './switches.ts';

export const saleshandy: VendorPart<typeof SALESHANDY_SWITCHES, SaleshandySandbox> = {
	limit: { limit: 20, windowSeconds: 60, unit: 'requests' },
	switches: SALESHANDY_SWITCHES,
	counters: [
		'attributeCalls',
		'attributesWritten',
		'imports',
		'prospectsImported',
		'statusCalls',
		'dncCalls',
		'keysLeaked',
	],
	api: saleshandyPlugin,
};
