import type { VendorPart } from '../core/vendor.ts';
import { outreachPlugin } from './plugin.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { OUTREACH_SWITCHES } from './switches.ts';

export const outreach: VendorPart<typeof OUTREACH_SWITCHES, OutreachSandbox> = {
	limit: { limit: 10_000, windowSeconds: 3600, unit: 'requests' },
	switches: OUTREACH_SWITCHES,
	counters: [
		'batches',
		'created',
		'updated',
		'untargetedRequests',
		'untargetedRecords',
		'tokensIssued',
	],
	api: outreachPlugin,
};
