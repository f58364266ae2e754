import type { Client } from '../shared/client';
import { failed, success, type Failure, type Result } from '../shared/result';
import { eachList } from '../shared/runLists';
import type { Run } from '../shared/runNode';
import { printText } from '../shared/valueText';
import type { Prospect } from './api';
import { withEmail } from './findByEmail';
import type { ProspectChoice } from './prospectChoice';

/** The prospect that an input item is about. */
export interface FoundProspect {
	id: string;
	/** Where it was found by its address. */
	email?: string;
}

/** The one prospect of a choice; nothing where it was not looked up any more, because the node stops. */
export type ProspectFinder = (choice: ProspectChoice) => Result<FoundProspect> | undefined;

const SHOWN_IDS = 5;

/**
 * Finds the prospects that items are about. Each address is searched for once, and compared exactly: the search of
 * Saleshandy also finds names and neighbors of an address.
 *
 * @returns a finder, which gives a failure for an address that no prospect has, or several have
 */
export async function findProspects(
	choices: ProspectChoice[],
	run: Run<Client, unknown>,
): Promise<ProspectFinder> {
	const emails = choices.flatMap(({ by, value }) => (by === 'email' ? [value] : []));
	const find = eachList(async (email: string, client: Client) => await onlyOne(client, email));
	const answers = await find([...new Set(emails)], run);
	return ({ by, value }) => {
		if (by === 'id') return success({ id: value });
		const found = answers(value);
		if (!found?.ok) return found;
		return success({ id: found.value[0].id, email: value });
	};
}

/** The only prospect with an address, in a list of one. */
async function onlyOne(client: Client, email: string): Promise<Result<Prospect[]>> {
	const found = await withEmail(client, email);
	if (!found.ok || found.value.length === 1) return found;
	return failed(found.value.length === 0 ? nobody(email) : several(email, found.value));
}

function nobody(email: string): Failure {
	return {
		kind: 'notFound',
		message: `Saleshandy has no prospect with the email "${printText(email)}"`,
		hint: 'Check the address. Add Prospects to Sequence imports people who are not there yet.',
	};
}

function several(email: string, prospects: Prospect[]): Failure {
	const ids = prospects.slice(0, SHOWN_IDS).map(({ id }) => id);
	const more = prospects.length - ids.length;
	return {
		kind: 'rejected',
		message: `Saleshandy has ${prospects.length} prospects with the email "${printText(email)}": ${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
		hint: 'Choose "By ID" and give the ID of the one you mean.',
	};
}
