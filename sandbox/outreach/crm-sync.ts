import { keyOf } from '../world/addresses.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { getRecord } from './state.ts';
import type { OutreachRecord } from './state.ts';

/** Has the CRM write its address over the next one that gets the first place, some time after. */
export function awaitCrmSync(
	sandbox: OutreachSandbox,
	prospect: OutreachRecord,
	address: string,
	delaySeconds: number,
): void {
	sandbox.world.outreach.crmSyncs.push({
		prospectId: prospect.id,
		address,
		delaySeconds,
		at: null,
	});
}

/** Puts an address in the first place, as a sync of the CRM does. */
export function syncFromCrm(prospect: OutreachRecord, address: string, now: number): void {
	const others = emailsOf(prospect).filter((one) => keyOf(one) !== keyOf(address));
	prospect.attributes.emails = [address, ...others];
	prospect.attributes.updatedAt = new Date(now).toISOString();
}

/** Carries out the syncs that are due. */
export function settleCrmSyncs(sandbox: OutreachSandbox): void {
	const state = sandbox.world.outreach;
	const now = sandbox.clock.now();
	state.crmSyncs = state.crmSyncs.filter((sync) => {
		const prospect = getRecord(state, 'prospect', sync.prospectId);
		if (prospect === undefined) return false;
		const [first = ''] = emailsOf(prospect);
		if (keyOf(first) === keyOf(sync.address)) return true;
		sync.at ??= now + sync.delaySeconds * 1000;
		if (sync.at > now) return true;
		syncFromCrm(prospect, sync.address, now);
		return false;
	});
}

function emailsOf(prospect: OutreachRecord): string[] {
	return (prospect.attributes.emails as string[] | null) ?? [];
}
