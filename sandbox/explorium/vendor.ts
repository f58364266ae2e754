import type { VendorPart } from '../core/vendor.ts';
import type { DeliveringSandbox } from './deliveries.ts';
import { exploriumPlugin } from './plugin.ts';
import { EXPLORIUM_SWITCHES } from './switches.ts';
import { isTimestamp } from './timestamps.ts';

export const explorium: VendorPart<typeof EXPLORIUM_SWITCHES, DeliveringSandbox> = {
	limit: { limit: 200, windowSeconds: 60, unit: 'ids' },
	switches: EXPLORIUM_SWITCHES,
	counters: ['eventFetches', 'enrollmentsAdded', 'creditsUsed'],
	formats: { 'explorium-timestamp': isTimestamp },
	api: exploriumPlugin,
};
