import type { Sandbox } from '../sandbox.ts';
import { VENDORS } from '../vendors.ts';

/** The rate limit of every vendor now; null where there is none. */
export function limitValues(sandbox: Sandbox): Record<string, unknown> {
	return Object.fromEntries(VENDORS.map((vendor) => [vendor, sandbox.limits[vendor].limit]));
}
