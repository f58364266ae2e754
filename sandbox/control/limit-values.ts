import type { Sandbox } from '../core/context.ts';
import { VENDORS } from '../core/vendors.ts';

/** The rate limit of every vendor now; null where there is none. */
export function limitValues(sandbox: Sandbox): Record<string, unknown> {
	return Object.fromEntries(VENDORS.map((vendor) => [vendor, sandbox.limits[vendor].limit]));
}
