import type { PersonLink } from './people.ts';

/** A person gets a new work address; the mailbox of the one before dies at this moment. */
export function moveMailbox(person: PersonLink, address: string, now: number): void {
	for (const one of person.addresses) one.left ??= now;
	// Whoever comes back finds the old mailbox in place again.
	person.addresses = person.addresses.filter((one) => !isSame(one.address, address));
	person.addresses.push({ address, left: null });
}

/** The work address that a person has now. */
export function presentAddress(person: PersonLink): string {
	return person.addresses.find(({ left }) => left === null)?.address ?? person.email;
}

/** The work address that a person left last, if there is one. */
export function lastLeft(person: PersonLink): string | undefined {
	const left = person.addresses.filter((one) => one.left !== null);
	return left.sort((a, b) => Number(a.left) - Number(b.left)).at(-1)?.address;
}

/** When each work address was left that somebody has left, by the address in small letters. */
export function leftAddresses(people: PersonLink[]): Map<string, number> {
	const left = new Map<string, number>();
	for (const { addresses } of people) {
		for (const one of addresses) if (one.left !== null) left.set(keyOf(one.address), one.left);
	}
	return left;
}

/** An address as it is compared: its case makes no difference. */
export function keyOf(address: string): string {
	return address.trim().toLowerCase();
}

function isSame(one: string, other: string): boolean {
	return keyOf(one) === keyOf(other);
}
