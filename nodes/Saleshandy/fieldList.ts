import type { ResourceMapperField } from 'n8n-workflow';
import type { Client } from '../shared/client';
import { comparableName, plainWord } from '../shared/read/characters';
import { remember } from '../shared/remember';
import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';
import { EMAIL_STAYS, listFields, type Field } from './api';

const EMAIL = /^e-?mail( address)?$/i;
const SHOWN_FIELDS = 30;
/** More of a name is not looked at. */
const LONGEST_NAME = 300;

/** Saleshandy says that the email address of a prospect "is not updatable". */
export function isUpdatable({ label }: Field): boolean {
	return !EMAIL.test(label.trim());
}

/** Saleshandy's types by those of n8n's form, which takes numbers and currencies for one. */
const TYPES_OF_FORM: Record<string, string> = { dateTime: 'date', number: 'number' };

/** The fields that a form stored, in Saleshandy's terms. */
export function fieldsOfSchema(schema: ResourceMapperField[]): Field[] {
	return schema.map(({ id, displayName, type }) => ({
		id,
		label: displayName,
		fieldType: TYPES_OF_FORM[type ?? ''] ?? 'text',
	}));
}

/**
 * Reads the list of fields to check and name them by.
 *
 * @returns nothing where the list cannot be read now, which is reported: the vendor then has the say. A key that is not
 * accepted is a failure, as the calls to come would fare the same.
 */
export async function loadFields(client: Client): Promise<Result<Field[] | undefined>> {
	const result = await listFields(client);
	if (result.ok) return success(result.value.length > 0 ? result.value : undefined);
	const isRefused = result.failure.kind === 'unauthorized' || result.failure.kind === 'forbidden';
	if (isRefused) return result;
	client.report(
		`The list of Saleshandy fields could not be read. So some fields are shown by their IDs, and values are sent without a check. ${result.failure.message}`,
	);
	return success(undefined);
}

/**
 * Looks a field up by its id.
 *
 * @param known the list of fields, if there is one; without it every id is taken as it is
 */
export function findField(fieldId: string, known: Field[] | undefined): Result<Field> {
	if (known === undefined) {
		const unknown = { id: fieldId, label: fieldId, fieldType: 'text' };
		return isUpdatable(unknown) ? success(unknown) : emailField(unknown);
	}
	const field = known.find(({ id }) => id === fieldId);
	if (field !== undefined && isUpdatable(field)) return success(field);
	const name = comparableName(fieldId.slice(0, LONGEST_NAME));
	const named = known.find(({ label }) => comparableName(label) === name);
	const meant = field ?? named;
	if (meant === undefined || isUpdatable(meant)) {
		const step =
			meant === undefined
				? `The fields that can be updated are ${printFields(known.filter(isUpdatable))}.`
				: `This is the name of a field. Its ID is ${meant.id}.`;
		return badInput(`Saleshandy has no field with the ID ${printValue(fieldId)}`, step);
	}
	return emailField(meant);
}

function emailField({ label }: Field) {
	return badInput(
		`The field "${label}" cannot be updated: Saleshandy does not allow it`,
		`Leave it out. ${EMAIL_STAYS}`,
	);
}

/** The field that an input item's own name means, if any: by label, in any case, or by id. */
export function fieldByName(name: string, known: Field[]): Field | undefined {
	const wanted = comparableName(name);
	const own = plainWord(name);
	return known
		.filter(isUpdatable)
		.find(({ id, label }) => id === own || comparableName(label) === wanted);
}

/** Finds the fields that input items mean, each once. */
export interface FieldFinder {
	/** All fields, as far as they are known. */
	known: Field[] | undefined;
	/** A failure for an id that no field has. */
	byId: (id: string) => Result<Field>;
	/** Nothing for a name that is none. */
	byName: (name: string) => Field | undefined;
}

/** Finds fields among those that are known, or takes every id as it is. */
export function fieldFinder(known: Field[] | undefined): FieldFinder {
	return {
		known,
		byId: remember((id) => findField(id, known)),
		byName: remember((name) => fieldByName(name, known ?? [])),
	};
}

/** Names fields with their ids. */
export function printFields(fields: Field[]): string {
	const shown = fields.slice(0, SHOWN_FIELDS).map(({ id, label }) => `${label} (${id})`);
	const more = fields.length - shown.length;
	return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
