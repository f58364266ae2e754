import type { ItemFailure } from '../../../shared/nodeRun';
import { badInput } from '../../../shared/result';
import { eachInTurns } from '../../../shared/turns';
import type { Resource } from '../../jsonApi';
import { keysOf } from '../../recordTypes';
import { emailsField } from './form';
import type { ProspectInput } from './readProspect';

/** What an input item asks for, and the prospects that its keys find. */
interface Found {
	input: ProspectInput;
	found: Resource[];
}

/**
 * Where an ID is given, it says who is meant, and an address says nothing more. Items fail that give a
 * prospect the address of another one, or one address to several prospects; the others about these
 * prospects do not.
 *
 * @returns the rest, of which those with an ID have found nobody else
 */
export async function sortOutByIds<T extends Found>(
	inputs: T[],
): Promise<{ good: T[]; failures: ItemFailure[] }> {
	const failures: ItemFailure[] = [];
	const fail = ({ input }: T, { failure }: ReturnType<typeof badInput>) =>
		failures.push({ items: [input.itemIndex], failure });
	const own: T[] = [];
	const idsOf = new Map<string, Set<number>>();
	await eachInTurns(inputs, (one) => {
		const { id, emails } = one.input;
		const taken = takenIn(one);
		if (taken !== undefined) return fail(one, refuseTaken(taken, id));
		own.push(one);
		if (id === undefined) return;
		for (const email of emails.map((text) => text.toLowerCase())) {
			idsOf.set(email, (idsOf.get(email) ?? new Set()).add(id));
		}
	});
	const good: T[] = [];
	await eachInTurns(own, (one) => {
		const { id, emails } = one.input;
		const idsWith = (email: string) => idsOf.get(email.toLowerCase()) ?? new Set<number>();
		const shared = id === undefined ? undefined : emails.find((email) => idsWith(email).size > 1);
		if (shared === undefined) good.push(withoutOthers(one));
		else fail(one, refuseShared(shared, idsWith(shared)));
	});
	return { good, failures };
}

/** An address of an item with an ID that only another prospect has. */
function takenIn({ input, found }: Found): { email: string; owner: Resource } | undefined {
	if (input.id === undefined) return undefined;
	for (const email of input.emails) {
		const owners = found.filter((one) => keysOf(one, 'emails').includes(email.toLowerCase()));
		const [owner] = owners;
		if (owner !== undefined && !owners.some(isRecord(input.id))) return { email, owner };
	}
	return undefined;
}

const isRecord = (id: number) => (record: Resource) => Number(record.id) === id;

function withoutOthers<T extends Found>(one: T): T {
	const { id } = one.input;
	return id === undefined ? one : { ...one, found: one.found.filter(isRecord(id)) };
}

function refuseTaken({ email, owner }: { email: string; owner: Resource }, id: number | undefined) {
	return badInput(
		`"${emailsField.displayName}" holds ${email}, but this address belongs to the prospect ${owner.id}, not to the prospect ${id}. Nothing was written`,
		'Correct the ID, or leave the address out. If both are one person, merge them in Outreach.',
	);
}

const SHOWN = 5;

function refuseShared(email: string, ids: Set<number>) {
	const all = [...ids].sort((one, other) => one - other);
	const more = all.length > SHOWN ? ' and more' : '';
	return badInput(
		`"${emailsField.displayName}" holds ${email}, but several items give this address to different prospects: ${all.slice(0, SHOWN).join(', ')}${more}. Nothing was written`,
		'Outreach keeps an address at one prospect. Give it to one of them only.',
	);
}
