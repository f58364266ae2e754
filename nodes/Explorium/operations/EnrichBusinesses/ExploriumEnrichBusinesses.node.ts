import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { outputForm, type OutputFields } from '../../../shared/outputShape';
import { requestOptions } from '../../requestOptions';
import { enrichBusinesses } from '../../enrich';
import { BUSINESSES_PER_ENRICHMENT, BUSINESS_IDS } from '../../explorium';
import { businessIdsField } from '../../fields';
import { readBusinessIds } from '../../input';
import { noSettings, runEnrichment } from '../../runEnrichment';
import { simplifyBusiness } from './simplifyBusiness';

const SIMPLIFIED = [
	'name',
	'domain',
	'website',
	'linkedin_industry_category',
	'number_of_employees_range',
	'country_name',
	'linkedin_profile',
	'found',
	'reason',
	'business_id',
];

const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...SIMPLIFIED,
		'business_description',
		'yearly_revenue_range',
		'region_name',
		'city_name',
		'street',
		'zip_code',
		'naics',
		'naics_description',
		'sic_code',
		'sic_code_description',
		'ticker',
		'business_logo',
		'locations_distribution',
	],
	optional: ['reason'],
	ids: ['business_id'],
};

/** https://developers.explorium.ai/reference/businesses/firmographics/bulk_enrich */
export class ExploriumEnrichBusinesses implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Enrich Businesses',
		name: 'exploriumEnrichBusinesses',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: 'name, domain, size and industry',
		description:
			'Get name, domain, size and industry of businesses, which uses Explorium credits. Needs Explorium company IDs, such as current_company_id of an event, and returns one item per input item and business, with found: false where nothing is known.',
		defaults: { name: 'Explorium: Enrich Businesses' },
		documentationUrl: docsPage('explorium.md#explorium-enrich-businesses'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			{
				...businessIdsField,
				hint: 'Explorium uses credits for each company that it returns',
			},
			...outputForm(OUTPUT),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runEnrichment(this, {
			parameter: 'businessIds',
			readIds: readBusinessIds,
			readSettings: noSettings,
			idField: BUSINESS_IDS,
			idKey: 'business_id',
			perCall: BUSINESSES_PER_ENRICHMENT,
			enrich: enrichBusinesses,
			nothing: 'No companies were found in Explorium',
			fields: OUTPUT,
			simplify: simplifyBusiness,
		});
	}
}
