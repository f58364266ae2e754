import type { IDataObject } from 'n8n-workflow';
import { isKnown, reasonIn } from '../../answers/readRows';
import type { EnrichedRow } from '../../records';
import { textsIn } from '../../textsIn';
import { websiteDomain } from '../../websiteDomain';

const FIELDS = [
	'name',
	'website',
	'linkedin_industry_category',
	'number_of_employees_range',
	'country_name',
	'linkedin_profile',
] as const;

/**
 * The firmographics worth having, flat. `found` is false where Explorium knows nothing; `reason` is why,
 * where it says so.
 * `domain` comes from the website, and is missing where there is none: a name is no proof of a domain.
 */
export function simplifyBusiness(business: EnrichedRow | undefined): IDataObject {
	const { name, website, ...others } = textsIn(business?.data, FIELDS);
	const reason = business && reasonIn(business);
	return {
		name,
		domain: websiteDomain(website) ?? null,
		website,
		...others,
		found: isKnown(business),
		...(reason !== undefined && { reason }),
	};
}
