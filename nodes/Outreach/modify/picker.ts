import type {
	FieldType as FormType,
	ILoadOptionsFunctions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { openClient } from '../../shared/client';
import { mapperField } from '../../shared/mappedFields';
import { unwrap } from '../../shared/nodeError';
import { EDITOR_OPTIONS, readRequestSettings } from '../../shared/requestOptions';
import { outreach } from '../outreach';
import { listCustomFields } from './customFields';
import { accountFields } from './accountFields';
import { prospectFields } from './prospectFields';
import type { FieldType, ModifiableField, RecordFields } from './recordFields';

const FORM_TYPES: Record<FieldType, FormType> = {
	string: 'string',
	number: 'number',
	integer: 'number',
	boolean: 'boolean',
	date: 'dateTime',
	dateTime: 'dateTime',
};

function formField({ name, label, type, choices, isMultiple }: ModifiableField) {
	const isDropdown = choices !== undefined && !isMultiple;
	return mapperField({
		id: name,
		displayName: label,
		type: isDropdown ? 'options' : FORM_TYPES[type],
		options: isDropdown ? choices.map((choice) => ({ name: choice, value: choice })) : undefined,
	});
}

async function listFields(
	context: ILoadOptionsFunctions,
	fields: RecordFields,
): Promise<ResourceMapperFields> {
	const client = await openClient(context, outreach, readRequestSettings(EDITOR_OPTIONS));
	const custom = unwrap(context.getNode(), await listCustomFields(client, fields));
	return { fields: [...fields.modifiable, ...custom].map(formField) };
}

/** The fields of prospects that can be modified: standard ones, then custom ones by their labels. */
export async function getProspectFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await listFields(this, prospectFields);
}

/** The fields of accounts that can be modified: standard ones, then custom ones by their labels. */
export async function getAccountFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await listFields(this, accountFields);
}
