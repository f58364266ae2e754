import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { openClient } from '../shared/client';
import { mapperField } from '../shared/mappedFields';
import { unwrap } from '../shared/nodeError';
import { EDITOR_OPTIONS, readRequestSettings } from '../shared/requestOptions';
import { listFields } from './api';
import { isUpdatable } from './fieldList';
import { saleshandy } from './saleshandy';

/** Saleshandy's field types that have a form element of their own in n8n. */
const FORM_TYPES: Record<string, FieldType> = {
	number: 'number',
	currency: 'number',
	date: 'dateTime',
};

/** The fields that can be updated, by id. */
export async function getUpdatableFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const client = await openClient(this, saleshandy, readRequestSettings(EDITOR_OPTIONS));
	const fields = unwrap(this.getNode(), await listFields(client))
		.filter(isUpdatable)
		.map(({ id, label, fieldType }) =>
			mapperField({ id, displayName: label, type: FORM_TYPES[fieldType] ?? 'string' }),
		);
	return { fields };
}
