import type { Core } from '../core/core.ts';
import type { PersonLink } from '../world/people.ts';
import type { OutreachState } from './state.ts';
import type { OUTREACH_SWITCHES } from './switches.ts';

/** The sandbox as Outreach's code sees it. */
export type OutreachSandbox = Core<
	{ outreach: typeof OUTREACH_SWITCHES },
	{ outreach: OutreachState; people: PersonLink[] }
>;
