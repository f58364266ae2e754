import { comparableName } from '../../../shared/read/characters';
import { eachInTurns } from '../../../shared/turns';
import { bareDomain } from './companyDomain';
import type { AccountInput, AccountKeys, AccountWishes } from './readAccount';

/** An account to write, with what all items about it ask for. */
export interface AccountWrite extends AccountWishes {
	/** The field values to set, by Outreach's names. */
	fields: Record<string, unknown>;
	items: number[];
}

/** Keys as texts that are the same for the same. */
export function keyTexts({ id, customId, domain, name }: AccountKeys): string[] {
	return [
		...(id === undefined ? [] : [`id ${id}`]),
		...(customId === undefined ? [] : [`custom ID ${customId}`]),
		...(domain === undefined ? [] : [`domain ${bareDomain(domain)}`]),
		...(name === undefined ? [] : [`name ${comparableName(name)}`]),
	];
}

/** The keys that tell one company from another; a name does only if nothing else is known. */
export function tellingTexts({ name, ...keys }: AccountKeys): string[] {
	const texts = keyTexts(keys);
	return texts.length > 0 ? texts : keyTexts({ name });
}

/**
 * Puts items about the same account together: those that share a key and contradict each other in none.
 * Items that know only a name come last, when the accounts of the others are there.
 */
export async function joinByAccount(
	inputs: Array<{ input: AccountInput; fields: Record<string, unknown> }>,
): Promise<AccountWrite[]> {
	const writes: AccountWrite[] = [];
	const byKey = new Map<string, AccountWrite[]>();
	await eachInTurns(inputs, ({ input, fields }) => {
		const texts = tellingTexts(input.keys);
		const known = texts
			.flatMap((text) => byKey.get(text) ?? [])
			.find((write) => isSame(write, input));
		const write = known ?? start(input);
		if (known === undefined) writes.push(write);
		else join(known, input);
		Object.assign(write.fields, fields);
		for (const text of texts) {
			const same = byKey.get(text) ?? [];
			if (!same.includes(write)) byKey.set(text, [...same, write]);
		}
	});
	const isByName = ({ keys }: AccountWrite) => keyTexts({ ...keys, name: undefined }).length === 0;
	return [...writes.filter((one) => !isByName(one)), ...writes.filter(isByName)];
}

function isSame({ keys, ...wishes }: AccountWrite, input: AccountInput): boolean {
	const isOther = <T>(one: T | undefined, other: T | undefined) =>
		one !== undefined && other !== undefined && one !== other;
	const domains = [keys.domain, input.keys.domain].map((one) => one && bareDomain(one));
	return !(
		// An ID that is not there must not fail those that do not name it.
		keys.id !== input.keys.id ||
		// With an ID, another key finds nothing more, but fails if it is of another account.
		(keys.id !== undefined && (addsKey(keys, input.keys) || addsKey(input.keys, keys))) ||
		isOther(keys.customId, input.keys.customId) ||
		isOther(domains[0], domains[1]) ||
		wishes.ifFound !== input.ifFound ||
		wishes.ifNotFound !== input.ifNotFound ||
		JSON.stringify(wishes.shape) !== JSON.stringify(input.shape)
	);
}

/** Whether keys tell more of an account than others do. */
const addsKey = (keys: AccountKeys, others: AccountKeys): boolean =>
	(keys.customId !== undefined && others.customId === undefined) ||
	(keys.domain !== undefined && others.domain === undefined);

function start({ itemIndex, keys, ownerId, tags, ifFound, ifNotFound, shape }: AccountInput) {
	const own = { keys: { ...keys }, tags: [...tags], items: [itemIndex] };
	return { ...own, ownerId, ifFound, ifNotFound, shape, fields: {} };
}

/** Later values win, and tags are added. The first name that was given stays. */
function join(write: AccountWrite, { itemIndex, keys, ownerId, tags }: AccountInput): void {
	write.keys = { ...keys, ...write.keys };
	write.ownerId = ownerId ?? write.ownerId;
	write.tags = [...new Set([...write.tags, ...tags])];
	write.items.push(itemIndex);
}
