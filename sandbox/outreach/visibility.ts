import type { RecordType } from './attributes.ts';
import type { OutreachSandbox } from './sandbox.ts';
import type { OutreachRecord } from './state.ts';

/** The records that lists show; the vendor lists only accounts that are named. */
export function visibleRecords(sandbox: OutreachSandbox, type: RecordType): OutreachRecord[] {
	const records = Object.values(sandbox.world.outreach.records[type]);
	return records.filter(
		(one) => isVisible(sandbox, type, one) && (type !== 'account' || one.attributes.named === true),
	);
}

/** Whether a client may see a record at all: a switch hides one prospect from it. */
export function isVisible(
	sandbox: OutreachSandbox,
	type: RecordType,
	record: OutreachRecord,
): boolean {
	return type !== 'prospect' || record.id !== sandbox.switches.outreach.hiddenProspect;
}
