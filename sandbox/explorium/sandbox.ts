import type { Core } from '../core/core.ts';
import type { PersonLink } from '../world/people.ts';
import type { ExploriumState } from './state.ts';
import type { EXPLORIUM_SWITCHES } from './switches.ts';

/** The sandbox as Explorium's code sees it. */
export type ExploriumSandbox = Core<
	{ explorium: typeof EXPLORIUM_SWITCHES },
	{ explorium: ExploriumState; people: PersonLink[] }
>;
