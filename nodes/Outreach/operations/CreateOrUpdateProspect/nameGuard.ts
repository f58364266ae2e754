import type { Client } from '../../../shared/client';
import { badInput, success, type Result } from '../../../shared/result';
import { listWhole } from '../../listRecords';
import { findNamesakes } from '../../person/namesakes';
import { prospects } from '../../recordTypes';
import type { ProspectWrite } from './samePerson';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What is compared. */
const FIELDS = '&fields%5Bprospect%5D=firstName,lastName,company';

/**
 * Looks for a prospect of the same name at the company that the person was at before: the person may be
 * known under an address that nobody has given. It takes the first name, the last name and the company.
 *
 * @returns a failure that names the prospect if there is one; nobody is written to by such a look
 */
export async function refuseNamesake(client: Client, write: ProspectWrite): Promise<Result<true>> {
	const who = {
		firstName: text(write.fields.firstName),
		lastName: text(write.fields.lastName),
		company: write.previousCompany ?? '',
	};
	const found = await client.writes.keep(
		`look for the name ${JSON.stringify(who)}`,
		async () =>
			await findNamesakes(
				who,
				async (query) => await listWhole(client, prospects.path, `${query}${FIELDS}`),
			),
	);
	if (!found.ok) return found;
	const [namesake] = found.value;
	if (namesake === undefined) return success(true);
	const { id, attributes } = namesake;
	return badInput(
		`Outreach has a prospect ${who.firstName} ${who.lastName} at ${String(attributes.company)} already: ${id}. Nobody was created`,
		`If this is the person, give one of the prospect's addresses under "Former Emails", or set "Find By" to ID. If not, leave "Previous Company" empty.`,
	);
}
