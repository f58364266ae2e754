import { failed, success, type Failure, type Result } from '../../../shared/result';
import { callSplitting, callWhole } from '../../../shared/splitCall';
import { PEOPLE } from './importFaults';
import { importPeople, type Imported, type Tools } from './importing';
import type { ImportRules, Person } from './imports';

/** So many refused imports in a row without one that is taken: then it is not because of some people. */
const MOST_REFUSALS = 24;

/** What an import came to of which Saleshandy may have refused parts as a whole. */
export interface PartsImported extends Imported {
	/** Who was in no import that Saleshandy is known to have taken, by address, and why. */
	left: Map<string, Failure>;
}

/**
 * Imports people; where Saleshandy refuses the whole import because of some of them, the others go on without
 * those, if the node goes on. A refused import has done nothing, so that this is safe.
 *
 * @param hasArrived looks whether an import of these people was carried out, where its answer was lost
 * @returns a failure if nobody knows whether anybody was imported, or if no import can be made at all
 */
export async function importParts(
	people: Person[],
	rules: ImportRules,
	hasArrived: (people: Person[]) => Promise<Result<boolean>>,
	tools: Tools,
): Promise<Result<PartsImported>> {
	const byEmail = new Map(people.map((person) => [person.email, person]));
	let refusal: Failure | undefined;
	let refusals = 0;
	const attempt = async (emails: string[]): Promise<Result<Imported>> => {
		if (refusal !== undefined && refusals >= MOST_REFUSALS) return failed(refusal);
		const some = emails.map((email) => byEmail.get(email) as Person);
		const imported = await importPeople(some, rules, async () => await hasArrived(some), tools);
		refusals = imported.ok ? 0 : refusals + 1;
		// A place in the list means nothing for another list.
		if (!imported.ok) refusal = { ...imported.failure, faults: [] };
		return imported;
	};
	const make = tools.goesOn ? callSplitting : callWhole;
	const { served, refused } = await make([...byEmail.keys()], PEOPLE, attempt);
	const unclear = refused.find(({ failure }) => failure.kind !== 'rejected' || failure.ambiguous);
	if (served.length === 0 && unclear !== undefined) return failed(unclear.failure);
	const imported: PartsImported = { refusals: new Map(), left: new Map() };
	for (const { ids, failure } of refused) for (const id of ids) imported.left.set(id, failure);
	for (const { value } of served) {
		for (const [email, one] of value.refusals) imported.refusals.set(email, one);
		imported.doubt ??= value.doubt;
	}
	if (served.length > 0) return success(imported);
	// The node stops, and names whom the import was refused for first.
	const [{ failure }] = refused;
	for (const email of byEmail.keys()) {
		if (!imported.left.has(email)) imported.left.set(email, failure);
	}
	return success(imported);
}
