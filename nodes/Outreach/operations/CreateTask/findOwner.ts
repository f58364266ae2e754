import type { Client } from '../../../shared/client';
import { badInput, success, type Result } from '../../../shared/result';
import { askForOne, relatedId } from '../../jsonApi';
import { subjectFields } from './fields';
import type { Subject } from './readTask';

const PATHS = { account: '/accounts', prospect: '/prospects' };

/** Finds the user who owns a record; a failure if nobody does. */
export async function findOwner(client: Client, { type, id }: Subject): Promise<Result<number>> {
	const field = subjectFields[type].displayName;
	const found = await askForOne(
		client,
		{
			method: 'GET',
			path: `${PATHS[type]}/${id}`,
			query: `fields%5B${type}%5D=name,owner`,
			repeatable: true,
		},
		type,
		{ field, id },
	);
	if (!found.ok) return found;
	const owner = relatedId(found.value, 'owner');
	if (owner !== null) return success(owner);
	return badInput(
		`The ${type} ${id} has no owner, so it is not known whose task it is`,
		'Set "Assign To" to "A User", or give the record an owner in Outreach.',
	);
}
