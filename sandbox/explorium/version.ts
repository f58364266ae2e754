import type { FastifyRequest } from 'fastify';

/** The versions of the vendor's API, as they stand in its paths. */
export const VERSIONS = ['v1', 'v2'] as const;

export type Version = (typeof VERSIONS)[number];

/** The version whose route serves a request. */
export function versionOf(request: FastifyRequest): Version {
	return request.routeOptions.url?.startsWith('/explorium/v2/') === true ? 'v2' : 'v1';
}
