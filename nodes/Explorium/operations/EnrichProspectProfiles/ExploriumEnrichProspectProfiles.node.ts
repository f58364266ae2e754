import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { requestOptions } from '../../requestOptions';
import { simplifyField } from '../../../shared/simplifyField';
import { enrichProfiles } from '../../enrich';
import { PROSPECTS_PER_ENRICHMENT, PROSPECT_IDS } from '../../explorium';
import { prospectIdsField } from '../../fields';
import { readProspectIds } from '../../input';
import { runEnrichment } from '../../runEnrichment';
import { simplifyProfile } from '../../simplifyProfile';

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
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [simplifyField],
			},
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runEnrichment(this, {
			parameter: 'prospectIds',
			readIds: readProspectIds,
			idField: PROSPECT_IDS,
			idKey: 'prospect_id',
			perCall: PROSPECTS_PER_ENRICHMENT,
			enrich: enrichProfiles,
			nothing: 'No profiles were found in Explorium',
			simplify: (prospect_id, row) => ({ ...simplifyProfile(row), prospect_id }),
		});
	}
}
