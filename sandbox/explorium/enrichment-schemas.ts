import { closed } from '../core/json-schema.ts';
import { inVersion, oneOrList } from './schemas-v2.ts';
import { answer, hex32, prospectIdSchema } from './schemas.ts';
import type { Version } from './version.ts';

// As in the vendor's OpenAPI; see developers.explorium.ai, reference/prospects and reference/businesses.

const ID_LIMIT = 50;

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const objects = { type: 'array', items: { type: 'object' } };
const nullable = { type: 'object', nullable: true };
const name = { type: 'string', maxLength: 256 };
const address = {
	type: 'string',
	maxLength: 2048,
	pattern:
		'^(https?:)?//(?:(?:[a-z0-9\\u00a1-\\uffff][a-z0-9\\u00a1-\\uffff_-]{0,62})?[a-z0-9\\u00a1-\\uffff]\\.)+[a-z\\u00a1-\\uffff]{2,}\\.?(?:[/?#]\\S*)?$',
};

const profile = {
	full_name: text,
	country_name: text,
	region_name: text,
	city: name,
	linkedin: address,
	linkedin_url_array: { type: 'array', items: address },
	company_name: name,
	company_website: address,
	company_linkedin: address,
	job_title: text,
	job_department_main: text,
	job_department_array: texts,
	job_level_main: text,
	job_level_array: texts,
	experience: objects,
	education: objects,
	skills: texts,
	interests: texts,
	age_group: text,
	gender: { enum: ['male', 'female'] },
};

const firmographics = {
	business_id: hex32,
	name,
	business_description: text,
	website: address,
	country_name: text,
	region_name: text,
	city_name: text,
	street: text,
	zip_code: text,
	naics: { type: 'string', pattern: '^\\d{2,6}$' },
	naics_description: text,
	sic_code: { type: 'string', pattern: '^\\d{2,4}$' },
	sic_code_description: text,
	ticker: text,
	number_of_employees_range: {
		enum: ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001-5000', '5001-10000', '10001+'],
	},
	yearly_revenue_range: text,
	linkedin_industry_category: text,
	linkedin_profile: address,
	business_logo: text,
	locations_distribution: objects,
};

/** A body with the ids asked for; version 2 takes a single one as well. */
function bodyOf(version: Version, idField: string, id: object): Record<string, unknown> {
	const many = { type: 'array', minItems: 1, maxItems: ID_LIMIT, items: id };
	const ids = version === 'v1' ? many : { anyOf: [id, many] };
	return closed({ [idField]: ids, parameters: nullable, request_context: nullable }, [idField]);
}

/** An answer with a row for each id that is known. */
function answerOf(
	version: Version,
	idField: string,
	id: object,
	data: Record<string, unknown>,
): Record<string, unknown> {
	const fields = version === 'v1' ? closed(data) : oneOrList(closed(data));
	const row = closed({ [idField]: id, data: fields }, [idField]);
	const all = answer({ data: { type: 'array', items: row }, total_results: { type: 'integer' } }, [
		'total_results',
	]);
	return inVersion(version, all);
}

export const profilesBody = (version: Version) => bodyOf(version, 'prospect_ids', prospectIdSchema);

export const profilesAnswer = (version: Version) => {
	const names = version === 'v2' ? { first_name: text, last_name: text } : {};
	return answerOf(version, 'prospect_id', prospectIdSchema, { ...profile, ...names });
};

export const firmographicsBody = (version: Version) => bodyOf(version, 'business_ids', hex32);

export const firmographicsAnswer = (version: Version) => {
	return answerOf(version, 'business_id', hex32, firmographics);
};
