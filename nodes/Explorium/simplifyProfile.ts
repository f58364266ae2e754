import type { IDataObject } from 'n8n-workflow';
import { isKnown, reasonIn } from './answers/readRows';
import type { EnrichedRow } from './records';
import { textsIn } from './textsIn';
import { websiteDomain } from './websiteDomain';

const FIELDS = [
	'full_name',
	'job_title',
	'company_name',
	'company_website',
	'linkedin',
	'country_name',
] as const;

/**
 * The parts of a profile that say who a person is and where they work, flat. `found` is false where
 * Explorium knows nothing; `reason` is why, where it says so.
 * `company_domain` comes from the website, and is missing where there is none.
 */
export function simplifyProfile(profile: EnrichedRow | undefined): IDataObject {
	const fields = textsIn(profile?.data, FIELDS);
	const reason = profile && reasonIn(profile);
	const { full_name, job_title, company_name, ...others } = fields;
	return {
		full_name,
		job_title,
		company_name,
		company_domain: websiteDomain(fields.company_website) ?? null,
		...others,
		found: isKnown(profile),
		...(reason !== undefined && { reason }),
	};
}
