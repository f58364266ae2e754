import { settleSaleshandy } from './import-run.ts';
import { sendDueMail } from './mail.ts';
import type { SaleshandySandbox } from './sandbox.ts';

/**
 * Everything that goes on by itself is brought up to date, in the order in which it happens: mail
 * goes out until an import ends, and from then on as the import leaves things.
 */
export function bringUpToDate(sandbox: SaleshandySandbox): void {
	const now = sandbox.clock.now();
	const ends = sandbox.world.saleshandy.imports
		.filter(({ isDone }) => !isDone)
		.map(({ endsAt }) => endsAt ?? now);
	const first = Math.min(now, ...ends);
	if (first < now) sendDueMail(sandbox, first);
	settleSaleshandy(sandbox);
	sendDueMail(sandbox, now);
}
