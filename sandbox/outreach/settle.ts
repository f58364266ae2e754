import { settleCrmSyncs } from './crm-sync.ts';
import { sendDueMail } from './mail.ts';
import { settleBatches } from './runs.ts';
import type { OutreachSandbox } from './sandbox.ts';

/**
 * Everything that goes on by itself is brought up to date, in the order in which it happens: mail
 * goes out until a batch begins, and from then on as the batch leaves things.
 */
export function settleOutreach(sandbox: OutreachSandbox): void {
	const now = sandbox.clock.now();
	settleCrmSyncs(sandbox);
	const starts = sandbox.world.outreach.runs.map(({ startsAt }) => startsAt ?? now);
	const first = Math.min(now, ...starts);
	if (first < now) sendDueMail(sandbox, first);
	settleBatches(sandbox);
	settleCrmSyncs(sandbox);
	sendDueMail(sandbox, now);
}
