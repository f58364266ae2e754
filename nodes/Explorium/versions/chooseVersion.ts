import { v1 } from './v1';
import { v2 } from './v2';
import type { ApiVersion } from './version';

/** The version that a credential says; credentials older than the choice mean version 1. */
export function chooseVersion(apiVersion: unknown): ApiVersion {
	return apiVersion === 'v2' ? v2 : v1;
}
