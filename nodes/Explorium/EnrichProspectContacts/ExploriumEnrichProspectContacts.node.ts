import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemsBehind, mergeItems, type ItemRequest } from '../../shared/merge';
import { paired, type Output } from '../../shared/nodeRun';
import { readList } from '../../shared/read/list';
import { readSettings, switchSetting } from '../../shared/read/settings';
import { requestOptions } from '../../shared/requestOptions';
import { success, type Result } from '../../shared/result';
import { runCalls, type Served } from '../../shared/runCalls';
import { simplifyField } from '../../shared/simplifyField';
import { enrichContacts, type ProspectContacts } from '../api';
import { openExplorium } from '../client';
import { PROSPECT_IDS, PROSPECTS_PER_ENRICHMENT } from '../explorium';
import { prospectIdsField } from '../fields';
import { readProspectIds } from '../input';
import { simplifyContacts } from './simplifyContacts';

const CONTACT_TYPES = ['email', 'phone'];

interface EnrichSettings {
	contactTypes: string[];
	simplify: boolean;
}

/** https://developers.explorium.ai/reference/prospects/contacts_information/bulk_enrich */
export class ExploriumEnrichProspectContacts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Explorium: Enrich Prospect Contacts',
		name: 'exploriumEnrichProspectContacts',
		icon: {
			light: 'file:../../../icons/explorium.svg',
			dark: 'file:../../../icons/explorium.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ [$parameter.contactTypes].flat().join(", ") }}',
		description:
			'Get the email addresses and phone numbers of prospects, for which Explorium takes credits. Needs Explorium prospect IDs and returns one item per input item and prospect, with found: false where nothing is known.',
		defaults: { name: 'Enrich Prospect Contacts' },
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
				description: 'What to look for: email, phone or both',
				hint: 'Explorium takes credits for what it finds, and more of them for phone numbers',
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
		return await runCalls(this, {
			open: openExplorium,
			read: (item) => readItem(this, item),
			plan: (requests) => ({ calls: mergeItems(requests, PROSPECTS_PER_ENRICHMENT) }),
			idField: PROSPECT_IDS,
			attempt: async ({ settings }, ids, { client }) =>
				await enrichContacts(client, ids, settings.contactTypes),
			output: itemPerPerson,
		});
	}
}

function itemPerPerson({
	call: { settings, itemsOf },
	ids,
	value,
}: Served<EnrichSettings, ProspectContacts[]>): Output {
	const contactsOf = new Map(value.map((contacts) => [contacts.prospect_id, contacts]));
	const items = ids.flatMap((id) => {
		const contacts = contactsOf.get(id);
		const json = settings.simplify
			? simplifyContacts(id, contacts)
			: { prospect_id: id, ...contacts };
		// Each item gets its own answer, so that the next nodes can join both.
		return itemsBehind(itemsOf, [id]).map((item) => paired(json, [item]));
	});
	return { items };
}

function readItem(context: IExecuteFunctions, item: number): Result<ItemRequest<EnrichSettings>> {
	const ids = readProspectIds(context.getNodeParameter('prospectIds', item));
	if (!ids.ok) return ids;
	const contactTypes = readList(context.getNodeParameter('contactTypes', item), {
		field: 'Contact Types',
		allowed: `one of ${CONTACT_TYPES.join(', ')}`,
		read: (entry) => CONTACT_TYPES.find((type) => type === entry),
	});
	if (!contactTypes.ok) return contactTypes;
	const options = readSettings(context.getNodeParameter('options', item, {}), {
		simplify: switchSetting(simplifyField),
	});
	if (!options.ok) return options;
	return success({
		itemIndex: item,
		ids: ids.value,
		settings: {
			contactTypes: contactTypes.value.sort(),
			simplify: options.value.simplify,
		},
	});
}
