import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { success, type Result } from '../shared/result';
import { pickerField } from '../shared/pickerField';
import { readIds, readPicked } from './readId';

/** The field that names users to assign, or to take off. */
export const usersField: INodeProperties = {
	displayName: 'User Names or IDs',
	name: 'userIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUsers' },
	default: [],
	required: true,
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** How many users are chosen, as the node's line on the canvas says it: n8n keeps only their IDs. */
export const usersSubtitle =
	'={{ [$parameter.userIds].flat().length + ([$parameter.userIds].flat().length === 1 ? " user" : " users") }}';

/** Reads the ids of users, which Outreach takes as text here. */
export function readUsers(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<{ userIds: string[] }> {
	const ids = readIds(context.getNodeParameter('userIds', itemIndex), 'User Names or IDs');
	return ids.ok ? success({ userIds: ids.value }) : ids;
}

/** The field that names an owner. */
export const ownerField = pickerField({
	displayName: 'Owner',
	name: 'ownerId',
	method: 'searchUsers',
	placeholder: 'Choose a user...',
	exampleId: '8',
	description: 'The new owner. The list shows the users who can log in.',
});

/** The field for the owner of a record that is written by itself, which may be left empty. */
export const ownerToSetField: INodeProperties = {
	...ownerField,
	required: false,
	description:
		'The owner to set; the list shows the users who can log in. Empty leaves it as it is.',
};

/** Reads the id of the owner. */
export function readOwner(
	context: IExecuteFunctions,
	itemIndex: number,
): Result<{ ownerId: number }> {
	const id = readPicked(context, itemIndex, ownerField);
	return id.ok ? success({ ownerId: id.value }) : id;
}
