import type { FastifyInstance, FastifyRequest } from 'fastify';
import { profilesAnswer, profilesBody } from './enrichment-schemas.ts';
import { enrichmentRoute } from './enrichment.ts';
import type { ExploriumSandbox } from './sandbox.ts';
import { companyId, settleProspect } from './state.ts';
import type { ExploriumProspect } from './state.ts';
import { versionOf } from './version.ts';
import { companyPage, websiteOf } from './websites.ts';

/** Who people are, and where they work. */
export function profileRoutes(app: FastifyInstance, sandbox: ExploriumSandbox): void {
	enrichmentRoute(app, sandbox, {
		paths: { v1: '/prospects/profiles/bulk_enrich', v2: '/prospects/profiles/enrich' },
		schemas: {
			v1: { body: profilesBody('v1'), answer: profilesAnswer('v1') },
			v2: { body: profilesBody('v2'), answer: profilesAnswer('v2') },
		},
		idField: 'prospect_ids',
		creditsPerRow: () => sandbox.switches.explorium.creditsPerProfile,
		dataOf: (id, request) => {
			const prospect = sandbox.world.explorium.prospects[id];
			return prospect && profileOf(sandbox, request, prospect);
		},
	});
}

function profileOf(
	sandbox: ExploriumSandbox,
	request: FastifyRequest,
	candidate: ExploriumProspect,
): Record<string, unknown> {
	const prospect = settleProspect(candidate, sandbox.clock.now());
	const { full_name, city, linkedin_url, former_jobs } = prospect;
	const form = prospect.profile_form ?? sandbox.switches.explorium.profileAfterMove;
	const isLagging = form === 'lagging' && former_jobs.length > 0;
	const jobs = isLagging ? former_jobs : [...former_jobs, prospect];
	const { company_name, job_title } = jobs.at(-1) ?? prospect;
	const company = sandbox.world.explorium.companies[companyId(company_name)];
	const [first_name, ...others] = full_name.split(' ');
	return {
		full_name,
		...(versionOf(request) === 'v2' && { first_name, last_name: others.join(' ') }),
		country_name: 'portugal',
		city: city.toLowerCase(),
		linkedin: linkedin_url,
		linkedin_url_array: [linkedin_url],
		company_name,
		...(company && {
			company_website: websiteOf(sandbox, request, company),
			company_linkedin: companyPage(company),
		}),
		job_title,
		job_department_main: 'sales',
		job_department_array: ['sales'],
		job_level_main: 'director',
		job_level_array: ['director'],
		experience: [...jobs].reverse().map((job, index) => ({
			company: { name: job.company_name },
			title: { name: job.job_title },
			is_primary: index === 0,
		})),
		education: [],
		skills: ['negotiation'],
		interests: [],
	};
}
