import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isObject } from '../shared/answers';
import { readEmail, splitAddresses } from '../shared/read/email';
import { readOpaqueId } from '../shared/read/id';
import { readList } from '../shared/read/list';
import { badInput, success, type Result } from '../shared/result';
import { printText } from '../shared/valueText';
import { recognizeNoEmail, recognizeNoId } from './foreignIds';

/** The prospect that an input item names: by its ID, or by its email address in lower case. */
export interface ProspectChoice {
	by: 'id' | 'email';
	value: string;
}

const FIELD = 'Prospect';

/** A field for one prospect: chosen from a list, or given by its email address or its ID. */
export const prospectField: INodeProperties = {
	displayName: FIELD,
	name: 'prospectId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a prospect...',
			typeOptions: { searchListMethod: 'searchProspects', searchable: true },
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ann@example.com',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8PvBmrB7P7',
		},
	],
	description: 'One prospect, by its email address or by the ID that Get Many Prospects returns',
};

/**
 * Reads the prospect that an input item names. Workflows from before there was a choice hold the ID as
 * plain text, which n8n hands out as it is.
 */
export function readProspect(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<ProspectChoice> {
	const given: unknown = context.getNodeParameter(prospectField.name, itemIndex, '');
	const isChoice = isObject(given) && given.__rl === true;
	const value: unknown = isChoice ? given.value : given;
	if (isChoice && given.mode === 'email') return readByEmail(value);
	const id = readOpaqueId(value, {
		field: FIELD,
		ifEmpty: 'Pick a prospect from the list, or give the ID that Get Many Prospects returns.',
		recognize: (text) =>
			readEmail(text) === undefined
				? recognizeNoId(text)
				: 'This is an email address: choose "By Email" for it',
	});
	return id.ok ? success({ by: 'id', value: id.value }) : id;
}

function readByEmail(value: unknown): Result<ProspectChoice> {
	const emails = readList(value, {
		field: FIELD,
		allowed: 'an email address such as ann@example.com',
		read: readEmail,
		split: splitAddresses,
		recognize: recognizeNoEmail,
	});
	if (!emails.ok) return emails;
	const [email, ...others] = emails.value;
	if (others.length === 0) return success({ by: 'email', value: email });
	return badInput(
		`"${FIELD}" holds ${emails.value.length} email addresses, but must be one: ${printText(emails.value.join(', '))}`,
		'Give each prospect an input item of its own.',
	);
}
