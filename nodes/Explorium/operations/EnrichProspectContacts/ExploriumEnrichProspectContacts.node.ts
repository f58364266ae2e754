import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { docsPage } from '../../../shared/docsPage';
import { outputForm, type OutputFields } from '../../../shared/outputShape';
import { readList } from '../../../shared/read/list';
import { requestOptions } from '../../requestOptions';
import { success, type Result } from '../../../shared/result';
import { enrichContacts } from '../../enrich';
import { PROSPECT_IDS, PROSPECTS_PER_ENRICHMENT } from '../../explorium';
import { prospectIdsField } from '../../fields';
import { readProspectIds } from '../../input';
import { runEnrichment } from '../../runEnrichment';
import { simplifyContacts } from '../../simplifyContacts';

const CONTACT_TYPES = ['email', 'phone'];

const SIMPLIFIED = [
	'verified_email',
	'professions_email',
	'professional_email_status',
	'email_addresses',
	'mobile_phone',
	'phone_numbers',
	'found',
	'reason',
	'prospect_id',
];

const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: [...SIMPLIFIED, 'emails'],
	optional: ['reason'],
	ids: ['prospect_id'],
};

interface EnrichSettings {
	contactTypes: string[];
}

/** https://developers.explorium.ai/reference/prospects/contacts_information/bulk_enrich */
export class ExploriumEnrichProspectContacts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Enrich Prospect Contacts',
		name: 'exploriumEnrichProspectContacts',
		icon: {
			light: 'file:../../../../icons/explorium.svg',
			dark: 'file:../../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ [$parameter.contactTypes].flat().join(", ") }}',
		description:
			'Get the email addresses and phone numbers of prospects, which uses Explorium credits. Needs Explorium prospect IDs and returns one item per input item and prospect, with found: false where nothing is known.',
		defaults: { name: 'Explorium: Enrich Prospect Contacts' },
		documentationUrl: docsPage('explorium.md#explorium-enrich-prospect-contacts'),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'exploriumApi', required: true }],
		properties: [
			prospectIdsField,
			{
				displayName: 'Contact Types',
				name: 'contactTypes',
				type: 'multiOptions',
				default: ['email'],
				required: true,
				options: [
					{ name: 'Email', value: 'email' },
					{ name: 'Phone', value: 'phone' },
				],
				description:
					'What to look for: email, phone or both. Of the addresses, only verified_email is one that Explorium calls valid.',
				hint: 'Explorium uses credits for what it finds, and more credits for phone numbers',
			},
			...outputForm(OUTPUT),
			requestOptions,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runEnrichment(this, {
			parameter: 'prospectIds',
			readIds: readProspectIds,
			readSettings,
			idField: PROSPECT_IDS,
			idKey: 'prospect_id',
			perCall: PROSPECTS_PER_ENRICHMENT,
			enrich: async (client, ids, { contactTypes }) =>
				await enrichContacts(client, ids, contactTypes),
			nothing: 'No contacts were found in Explorium',
			fields: OUTPUT,
			simplify: simplifyContacts,
		});
	}
}

function readSettings(context: IExecuteFunctions, item: number): Result<EnrichSettings> {
	const contactTypes = readList(context.getNodeParameter('contactTypes', item), {
		field: 'Contact Types',
		allowed: `one of ${CONTACT_TYPES.join(', ')}`,
		read: (entry) => CONTACT_TYPES.find((type) => type === entry),
	});
	return contactTypes.ok ? success({ contactTypes: contactTypes.value.sort() }) : contactTypes;
}
