import type { INodeProperties } from 'n8n-workflow';
import { modifyFields } from '../modify/options';

/** What a record is called in a form. */
type Title = 'Account' | 'Prospect';

const failItem = { name: 'Treat the Item as Failed', value: 'error' };

/** The choice of what to do with a record that is there already. */
export function ifFound(title: Title): INodeProperties {
	const options = [
		{ name: `Leave the ${title} as It Is`, value: 'leave' },
		failItem,
		{ name: `Update the ${title}`, value: 'update' },
	];
	return {
		displayName: 'If Found',
		name: 'ifFound',
		type: 'options',
		default: 'update',
		options,
		description: `What to do when the ${title.toLowerCase()} is in Outreach already`,
	};
}

/**
 * The choice of what to do when a record is not there.
 *
 * @param limits a sentence on who is not found, or not created
 */
export function ifNotFound(title: Title, limits: string): INodeProperties {
	const options = [
		{ name: `Create the ${title}`, value: 'create' },
		{ name: 'Return Nothing for the Item', value: 'nothing' },
		failItem,
	];
	const description = `What to do when the ${title.toLowerCase()} is not in Outreach. ${limits}`;
	return {
		displayName: 'If Not Found',
		name: 'ifNotFound',
		type: 'options',
		default: 'create',
		options,
		description,
	};
}

/** The fields to set; a record may be left with those that it has. */
export const optionalFields = (method: string): INodeProperties[] =>
	modifyFields(method).map((field) =>
		field.type === 'resourceMapper' ? { ...field, required: false } : field,
	);
