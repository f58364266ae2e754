import type { FastifyInstance } from 'fastify';
import { firmographicsAnswer, firmographicsBody } from './enrichment-schemas.ts';
import { enrichmentRoute } from './enrichment.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { companyPage, websiteOf } from './websites.ts';

/** What businesses are. */
export function firmographicRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	enrichmentRoute(app, sandbox, {
		paths: {
			v1: '/businesses/firmographics/bulk_enrich',
			v2: '/businesses/firmographics/enrich',
		},
		schemas: {
			v1: { body: firmographicsBody('v1'), answer: firmographicsAnswer('v1') },
			v2: { body: firmographicsBody('v2'), answer: firmographicsAnswer('v2') },
		},
		idField: 'business_ids',
		creditsPerRow: () => sandbox.switches.explorium.creditsPerBusiness,
		dataOf: (id, request) => {
			const company = sandbox.world.explorium.companies[id];
			return (
				company && {
					business_id: id,
					name: company.name,
					business_description: `${company.name} sells what its customers need.`,
					website: websiteOf(sandbox, request, company),
					country_name: 'portugal',
					city_name: 'lisbon',
					street: '1 Main Street',
					zip_code: '1000-001',
					naics: '5415',
					naics_description: 'Computer Systems Design and Related Services',
					number_of_employees_range: '51-200',
					yearly_revenue_range: '10M-25M',
					linkedin_industry_category: 'software development',
					linkedin_profile: companyPage(company),
				}
			);
		},
	});
}
