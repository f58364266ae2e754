import { settleOutreach } from '../outreach/settle.ts';
import { bringUpToDate } from '../saleshandy/settle.ts';
import type { Sandbox } from '../sandbox.ts';

/** Brings up to date what goes on by itself at the vendors: nothing runs by a timer. */
export function settleAll(sandbox: Sandbox): void {
	settleOutreach(sandbox);
	bringUpToDate(sandbox);
}
