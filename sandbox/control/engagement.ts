import { awaitCrmSync, syncFromCrm } from '../outreach/crm-sync.ts';
import { optOut as optOutOfOutreach } from '../outreach/opt-out.ts';
import { addDuplicate, prospectsOf, startSequence } from '../outreach/people.ts';
import { getRecord } from '../outreach/state.ts';
import type { OutreachRecord } from '../outreach/state.ts';
import * as saleshandyPeople from '../saleshandy/people.ts';
import type { SaleshandyProspect } from '../saleshandy/state.ts';
import type { Sandbox } from '../sandbox.ts';
import { lastLeft, presentAddress } from '../world/addresses.ts';
import type { PersonLink } from '../world/people.ts';
import { ControlError } from './control-error.ts';

type InSequence =
	{ vendor: 'outreach'; sequenceId: number } | { vendor: 'saleshandy'; sequenceId: string };

/** Puts a person into a sequence of a vendor, active at once. */
export function addToSequence(sandbox: Sandbox, person: PersonLink, what: InSequence): void {
	const { outreach, saleshandy } = sandbox.world;
	const now = sandbox.clock.now();
	const problem =
		what.vendor === 'outreach'
			? startSequence(outreach, inOutreach(sandbox, person), what.sequenceId, now)
			: saleshandyPeople.startSequence(
					saleshandy,
					inSaleshandy(sandbox, person),
					what.sequenceId,
					now,
				);
	if (problem !== undefined) throw new ControlError(409, problem);
}

/** A person wants no mail any more; at one vendor, or at all that send some. */
export function optOut(
	sandbox: Sandbox,
	person: PersonLink,
	{ vendor }: { vendor?: 'saleshandy' | 'outreach' },
): void {
	const { outreach, saleshandy } = sandbox.world;
	const now = sandbox.clock.now();
	if (vendor !== 'saleshandy') {
		for (const one of prospectsOf(outreach, person)) optOutOfOutreach(outreach, one, now);
	}
	if (vendor !== 'outreach') {
		for (const one of saleshandyPeople.prospectsOf(saleshandy, person)) {
			saleshandyPeople.optOut(saleshandy, one);
		}
	}
}

/** Somebody adds a second record to Outreach, with the address that the person has now. */
export function duplicate(sandbox: Sandbox, person: PersonLink): void {
	const { outreach, explorium } = sandbox.world;
	const address = presentAddress(person).toLowerCase();
	const isThere = Object.values(outreach.records.prospect).some((one) =>
		((one.attributes.emails as string[] | null) ?? []).some(
			(email) => email.toLowerCase() === address,
		),
	);
	if (isThere) throw new ControlError(409, `Outreach has ${address} already`);
	const known = explorium.prospects[person.id];
	const company = known?.pending.at(-1)?.company_name ?? known?.company_name ?? '';
	addDuplicate(outreach, person, company, sandbox.clock.now());
}

/** The CRM writes the address that it has to Outreach: now, or over the next one written there. */
export function syncCrm(
	sandbox: Sandbox,
	person: PersonLink,
	{ when = 'now', delaySeconds = 0 }: { when?: 'now' | 'after-next-write'; delaySeconds?: number },
): void {
	const prospect = inOutreach(sandbox, person);
	const address = lastLeft(person) ?? presentAddress(person);
	if (when === 'now') syncFromCrm(prospect, address, sandbox.clock.now());
	else awaitCrmSync(sandbox, prospect, address, delaySeconds);
}

function inOutreach(sandbox: Sandbox, person: PersonLink): OutreachRecord {
	const found = getRecord(sandbox.world.outreach, 'prospect', person.outreachId);
	if (found === undefined) throw new ControlError(404, `${person.email} is not in Outreach`);
	return found;
}

function inSaleshandy(sandbox: Sandbox, person: PersonLink): SaleshandyProspect {
	const found = sandbox.world.saleshandy.prospects.find(({ id }) => id === person.saleshandyId);
	if (found === undefined) throw new ControlError(404, `${person.email} is not in Saleshandy`);
	return found;
}
