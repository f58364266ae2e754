import { isObject } from '../../shared/answers';
import type { Client } from '../../shared/client';
import { success, type Result } from '../../shared/result';
import { ask } from '../jsonApi';
import { lacksList } from '../listRecords';
import type { FieldType, ModifiableField, RecordFields } from './recordFields';

const CUSTOM = /^custom([1-9]\d?|1[0-4]\d|150)$/;

/** The most characters of a custom field: https://developers.outreach.io/api/reference */
const LONGEST = 32_000;

/** Outreach's types of custom fields that are more than text. */
const TYPES: Record<string, FieldType> = {
	boolean: 'boolean',
	currency: 'number',
	date: 'date',
	date_time: 'dateTime',
	numerical: 'number',
	percentage: 'number',
};

type Validation = { type?: string; label?: string; definition?: unknown };

/** Whether a name is that of a custom field: `custom1` up to `custom150`. */
export const isCustomName = (name: string): boolean => CUSTOM.test(name);

/** A custom field of which nothing but the name is known. */
export const plainCustomField = (name: string): ModifiableField => ({
	name,
	label: name,
	type: 'string',
	isCustom: true,
	longest: LONGEST,
});

/**
 * Lists the custom fields that an organization has set up: https://developers.outreach.io/api
 *
 * @returns name, label, type and choices of each
 */
export async function listCustomFields(
	client: Client,
	{ recordType }: RecordFields,
): Promise<Result<ModifiableField[]>> {
	const result = await ask(client, {
		method: 'GET',
		path: '/types',
		repeatable: true,
		missing: lacksList,
	});
	if (!result.ok) return result;
	const types = (result.value.data as unknown[]).filter(isObject);
	const own = types.find(({ type }) => String(type).toLowerCase() === recordType);
	const { validations } = isObject(own?.meta) ? own.meta : {};
	const fields = Object.entries(isObject(validations) ? validations : {});
	return success(
		fields
			.filter(([name, validation]) => isCustomName(name) && isObject(validation))
			.map(([name, validation]) => fieldOf(name, validation as Validation)),
	);
}

function fieldOf(
	name: string,
	{ type = 'string', label, definition }: Validation,
): ModifiableField {
	const isChoice = type === 'inclusion' || type === 'multi_inclusion';
	return {
		name,
		label: label || name,
		type: TYPES[type] ?? 'string',
		isCustom: true,
		choices: isChoice && Array.isArray(definition) ? definition.map(String) : undefined,
		isMultiple: type === 'multi_inclusion',
		longest: LONGEST,
	};
}
