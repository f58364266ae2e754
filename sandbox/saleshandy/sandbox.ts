import type { Core } from '../core/core.ts';
import type { PersonLink } from '../world/people.ts';
import type { SaleshandyState } from './state.ts';
import type { SALESHANDY_SWITCHES } from './switches.ts';

/** The sandbox as Saleshandy's code sees it. */
export type SaleshandySandbox = Core<
	{ saleshandy: typeof SALESHANDY_SWITCHES },
	{ saleshandy: SaleshandyState; people: PersonLink[] }
>;
