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
import { enrichProfiles } from '../../enrich';
import { PROSPECTS_PER_ENRICHMENT, PROSPECT_IDS } from '../../explorium';
import { prospectIdsField } from '../../fields';
import { readProspectIds } from '../../input';
import { noSettings, runEnrichment } from '../../runEnrichment';
import { simplifyProfile } from '../../simplifyProfile';

const SIMPLIFIED = [
	'full_name',
	'job_title',
	'company_name',
	'company_domain',
	'company_website',
	'linkedin',
	'country_name',
	'found',
	'reason',
	'prospect_id',
];

const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [
		...SIMPLIFIED,
		'first_name',
		'last_name',
		'city',
		'region_name',
		'company_linkedin',
		'job_department_main',
		'job_level_main',
		'linkedin_url_array',
		'experience',
		'education',
		'skills',
		'interests',
	],
	optional: ['reason'],
	ids: ['prospect_id'],
};

/** https://developers.explorium.ai/reference/prospects/profiles/bulk_enrich */
export class ExploriumEnrichProspectProfiles implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Enrich Prospect Profiles',
		name: 'exploriumEnrichProspectProfiles',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: 'name and present job',
		description:
			'Get who prospects are and where they work now, which uses Explorium credits. Needs Explorium prospect IDs and returns one item per input item and prospect, with found: false where nothing is known.',
		defaults: { name: 'Explorium: Enrich Prospect Profiles' },
		documentationUrl: docsPage('explorium.md#explorium-enrich-prospect-profiles'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			{
				...prospectIdsField,
				hint: 'Explorium uses credits for each profile that it returns',
			},
			...outputForm(OUTPUT),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runEnrichment(this, {
			parameter: 'prospectIds',
			readIds: readProspectIds,
			readSettings: noSettings,
			idField: PROSPECT_IDS,
			idKey: 'prospect_id',
			perCall: PROSPECTS_PER_ENRICHMENT,
			enrich: enrichProfiles,
			nothing: 'No profiles were found in Explorium',
			fields: OUTPUT,
			simplify: simplifyProfile,
		});
	}
}
