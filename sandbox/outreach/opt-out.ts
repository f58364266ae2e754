import { statesOf } from './state.ts';
import type { OutreachRecord, OutreachState } from './state.ts';

const ENDED = ['finished', 'failed', 'bounced', 'opted_out'];

/** A prospect opts out, as by the link in a mail; no sequence goes on. */
export function optOut(state: OutreachState, prospect: OutreachRecord, now: number): void {
	const at = new Date(now).toISOString();
	Object.assign(prospect.attributes, {
		optedOut: true,
		optedOutAt: at,
		emailOptedOut: true,
		emailsOptStatus: 'opted_out',
		emailsOptedAt: at,
		updatedAt: at,
	});
	for (const { attributes } of statesOf(state, prospect)) {
		if (ENDED.includes(String(attributes.state))) continue;
		Object.assign(attributes, { state: 'opted_out', stateChangedAt: at, updatedAt: at });
	}
}
