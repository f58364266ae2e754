import type { Sandbox } from '../sandbox.ts';
import type { PersonLink } from '../world/people.ts';
import { ControlError } from './control-error.ts';

/** The person with this id, or with the email address that everybody knew at the start. */
export function findPerson(sandbox: Sandbox, idOrEmail: string): PersonLink {
	const link = sandbox.world.people.find(
		(one) => one.id === idOrEmail.toLowerCase() || one.email === idOrEmail,
	);
	if (link === undefined) throw new ControlError(404, `Nobody has the id or email ${idOrEmail}`);
	return link;
}
