import type { FastifyRequest } from 'fastify';
import type { ExploriumSandbox } from './sandbox.ts';
import type { Company } from './state.ts';

/** The website of a company, written as the switch says; nothing where it is to be missing. */
export function websiteOf(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	{ domain }: Company,
): string | undefined {
	switch (sandbox.switches.explorium.websiteForm) {
		case 'http-www-path':
			return `http://www.${domain}/about?lang=en`;
		case 'no-scheme':
			return `//${domain}`;
		case 'upper-case':
			// The vendor's pattern has no such letters.
			request.trace.offContract = true;
			return `HTTPS://WWW.${domain.toUpperCase()}`;
		case 'trailing-dot':
			return `https://${domain}.`;
		case 'idn':
			return `https://bücher.${domain}`;
		case 'missing':
			return undefined;
		default:
			return `https://${domain}`;
	}
}

/** The page of a company on LinkedIn. */
export function companyPage({ name }: Company): string {
	return `https://linkedin.example/company/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
