import type { MergedCall } from '../../../shared/merge';
import type { ItemFailure } from '../../../shared/nodeRun';
import { comparableName } from '../../../shared/read/characters';
import { badInput } from '../../../shared/result';
import { eachInTurns, giveTurn, mapInTurns } from '../../../shared/turns';
import type { Resource } from '../../jsonApi';
import { isSlug } from '../../person/linkedIn';
import { keysOf } from '../../recordTypes';
import { eachOnce, planEmails, type OtherEmails } from './emailPlan';
import { ifFoundField, ifNotFoundField, otherEmailsField } from './form';
import { sortOutByIds } from './givenIds';
import type { ProspectInput, ProspectKeys, ProspectWishes } from './readProspect';

/** A prospect to write, with what all items about it ask for. */
export interface ProspectWrite extends ProspectWishes {
	/** The field values to set, by Outreach's names. */
	fields: Record<string, unknown>;
	/** The addresses that the items give, one change after the other. */
	changes: string[][];
	/** Addresses by which the prospect was found. */
	foundEmails: string[];
	/** Whether an item names the ID itself. */
	isNamedById: boolean;
}

/** What an input item asks for, and the prospects that its keys find. */
export interface FoundInput {
	input: ProspectInput;
	fields: Record<string, unknown>;
	found: Resource[];
}

/** What items of one person share: what each is found by and writes. Former addresses may be others' as well. */
function ownKeys(input: ProspectKeys, found: Resource[]): string[] {
	const { id, emails, linkedIn } = input;
	return [
		...(id === undefined ? [] : [idKey(id)]),
		...emails.map(emailKey),
		...(linkedIn === undefined ? [] : [pageKey(linkedIn.slug)]),
		...found.filter((record) => isFoundByOwn(record, input)).map((record) => idKey(record.id)),
	];
}

const idKey = (id: number | string) => `id ${id}`;
const emailKey = (email: string) => `email ${email.toLowerCase()}`;
const pageKey = (slug: string) => `page ${slug.toLowerCase()}`;

/** Whether a record that was found was found by more than a former address. */
function isFoundByOwn(record: Resource, { emails, formerEmails, linkedIn }: ProspectKeys): boolean {
	const has = new Set(keysOf(record, 'emails'));
	const hasAny = (wanted: string[]) => wanted.some((email) => has.has(email.toLowerCase()));
	const isPage = linkedIn !== undefined && keysOf(record, 'linkedInSlug').some(isSlug(linkedIn));
	return isPage || hasAny(emails) || !hasAny(formerEmails);
}

/** Puts together what shares a key, in the order in which each group begins. */
async function groupBySharedKey<T>(all: T[], keysIn: (one: T) => string[]): Promise<T[][]> {
	const groupOf = new Map<string, { members: T[]; keys: string[] }>();
	const groups = new Set<{ members: T[]; keys: string[] }>();
	await eachInTurns(all, (one) => {
		const keys = keysIn(one);
		const shared = [...new Set(keys.flatMap((key) => groupOf.get(key) ?? []))];
		// The largest takes the others in, so that many items do not take long.
		shared.sort((group, other) => other.keys.length - group.keys.length);
		const [first = { members: [], keys: [] }, ...others] = shared;
		// Where an item belongs to two groups, these are about one person.
		for (const other of others) {
			first.members.push(...other.members);
			first.keys.push(...other.keys);
			other.keys.forEach((key) => groupOf.set(key, first));
			groups.delete(other);
		}
		first.members.push(one);
		first.keys.push(...keys);
		keys.forEach((key) => groupOf.set(key, first));
		groups.add(first);
	});
	return [...groups].map(({ members }) => members);
}

/** The items that are about one person by what they are found by and write; several of one person where more tells it. */
type Person = FoundInput[][];

/**
 * Puts together the inputs about one person: those that share a key of their own, those that lead to one
 * record, and those of which one calls former what only the other writes. A former address alone joins
 * nobody: several people may have had one such as info@old.example.
 */
async function people(inputs: FoundInput[]): Promise<Person[]> {
	const sure = await groupBySharedKey(inputs, ({ input, found }) => ownKeys(input, found));
	const callersOf = new Map<string, Set<FoundInput[]>>();
	await eachInTurns(sure, (items) => {
		for (const email of items.flatMap(({ input }) => input.formerEmails)) {
			const key = emailKey(email);
			callersOf.set(key, (callersOf.get(key) ?? new Set()).add(items));
		}
	});
	const writers = new Map<string, FoundInput[]>();
	await eachInTurns(sure, (items) => {
		for (const { input } of items) {
			for (const email of input.emails) writers.set(emailKey(email), items);
		}
	});
	const isChange = (key: string) => {
		const writer = writers.get(key);
		const callers = [...(callersOf.get(key) ?? [])].filter((items) => items !== writer);
		return writer !== undefined && callers.length === 1;
	};
	return await groupBySharedKey(sure, (items) =>
		items.flatMap(({ input, found }) => [
			...found.map((record) => idKey(record.id)),
			...(input.id === undefined ? [] : [idKey(input.id)]),
			...[...input.emails, ...input.formerEmails].map(emailKey).filter(isChange),
		]),
	);
}

const inOrder = (person: Person): FoundInput[] =>
	person.flat().sort((one, other) => one.input.itemIndex - other.input.itemIndex);

/** Puts together the inputs about one person, in the order in which each group begins. */
export const groupByPerson = async (inputs: FoundInput[]): Promise<FoundInput[][]> =>
	(await people(inputs)).map(inOrder);

/** What may tell that items which only a former address brings together are about two people. */
const TELLING: Array<(one: FoundInput) => unknown> = [
	({ fields }) => fields.firstName,
	({ fields }) => fields.lastName,
	({ input }) => input.linkedIn?.slug,
];

/** Whether items with different new addresses give different names or pages. */
function areTwoPeople(person: Person): boolean {
	const written = person.filter((items) => items.some(({ input }) => input.emails.length > 0));
	return TELLING.some((tell) => {
		const told = written.flatMap((items) => {
			const texts = items.map(tell).filter((value) => typeof value === 'string' && value !== '');
			return texts.slice(-1).map((last) => comparableName(String(last)));
		});
		return new Set(told).size > 1;
	});
}

/** Joins what the items about one person ask for: later values win, and lists are added. */
async function joined(members: FoundInput[], id: number | undefined): Promise<ProspectWrite> {
	const inputs = members.map(({ input }) => input);
	const last = inputs[inputs.length - 1];
	const latest = [...inputs].reverse();
	const fields: ProspectWrite['fields'] = {};
	const relationships: ProspectWrite['relationships'] = {};
	const tags = new Set<string>();
	await eachInTurns(members, ({ input, fields: own }) => {
		Object.assign(fields, own);
		Object.assign(relationships, input.relationships);
		for (const tag of input.tags) tags.add(tag);
	});
	const found = await mapInTurns(members, foundEmailsOf);
	// All who write addresses agree.
	const { otherEmails } = inputs.find(({ emails }) => emails.length > 0) ?? last;
	return {
		id,
		isNamedById: inputs.some((input) => input.id !== undefined),
		...joinedEmails(inputs, otherEmails),
		foundEmails: found.flat(),
		linkedIn: latest.find((input) => input.linkedIn !== undefined)?.linkedIn,
		previousCompany: latest.find((input) => input.previousCompany !== undefined)?.previousCompany,
		fields,
		relationships,
		tags: [...tags],
		otherEmails,
		ifFound: last.ifFound,
		ifNotFound: last.ifNotFound,
		shape: last.shape,
	};
}

/** The addresses by which an input has found its prospects. */
function foundEmailsOf({ input, found }: FoundInput): string[] {
	const has = new Set(found.flatMap((record) => keysOf(record, 'emails')));
	return [...input.emails, ...input.formerEmails].filter((email) => has.has(email.toLowerCase()));
}

/**
 * The address to write to is a value as well: that of the last item comes first, and one of a company that a
 * later item leaves is no longer written. One that an item calls former is no new one, unless a later item
 * gives it again; then it still counts as older than the others.
 */
function joinedEmails(
	inputs: ProspectInput[],
	otherEmails: OtherEmails,
): Pick<ProspectWrite, 'emails' | 'formerEmails' | 'changes'> {
	const given = new Map<string, number>();
	const left = new Map<string, number>();
	inputs.forEach(({ emails, formerEmails }, at) => {
		const own = new Set(emails.map(emailKey));
		own.forEach((key) => given.set(key, at));
		for (const key of formerEmails.map(emailKey)) if (!own.has(key)) left.set(key, at);
	});
	const leftAt = (email: string) => left.get(emailKey(email)) ?? -1;
	const isNew = (email: string) => (given.get(emailKey(email)) ?? -1) > leftAt(email);
	const all = inputs.map(({ emails }) => emails.filter(isNew));
	const changes = [
		...all.map((emails) => emails.filter((email) => leftAt(email) >= 0)),
		...all.map((emails) => emails.filter((email) => leftAt(email) < 0)),
	].filter(({ length }) => length > 0);
	const { emails } = planEmails([], changes, otherEmails);
	const latest = [...inputs].reverse();
	const isWritten = new Set(emails.map(emailKey));
	const former = latest
		.flatMap((input) => input.emails)
		.filter((email) => !isWritten.has(emailKey(email)));
	const formerEmails = latest.flatMap((input) => input.formerEmails);
	return { emails, formerEmails: eachOnce([...former, ...formerEmails]), changes };
}

/** Makes one call per person; items about a person that Outreach has twice fail, and those whose ID and address differ. */
export async function planWrites(inputs: FoundInput[]): Promise<{
	calls: Array<MergedCall<ProspectWrite>>;
	failures: ItemFailure[];
}> {
	const calls: Array<MergedCall<ProspectWrite>> = [];
	const { good, failures } = await sortOutByIds(inputs);
	for (const [at, person] of (await people(good)).entries()) {
		await giveTurn();
		const members = inOrder(person);
		const items = members.map(({ input }) => input.itemIndex);
		const ids = new Set(
			members.flatMap(({ input, found }) => [
				...(input.id === undefined ? [] : [input.id]),
				...found.map((record) => Number(record.id)),
			]),
		);
		const choice = differing(members);
		if (ids.size > 1) failures.push({ items, failure: refuseSeveral([...ids], members).failure });
		else if (areTwoPeople(person)) {
			failures.push({ items, failure: refuseShared(members).failure });
		} else if (choice !== undefined) {
			failures.push({ items, failure: refuseDiffering(choice).failure });
		} else {
			const key = String(at);
			const [id] = ids;
			const settings = await joined(members, id);
			calls.push({ settings, ids: [key], itemsOf: new Map([[key, items]]) });
		}
	}
	return { calls, failures };
}

/** What says how to write. What becomes of other addresses matters only where addresses are written. */
const CHOICES: Array<[name: string, read: (one: FoundInput) => string | undefined]> = [
	[ifFoundField.displayName, ({ input }) => input.ifFound],
	[ifNotFoundField.displayName, ({ input }) => input.ifNotFound],
	[
		otherEmailsField.displayName,
		({ input }) => (input.emails.length > 0 ? input.otherEmails : undefined),
	],
];

/** The first choice in which items about one person differ. */
function differing(members: FoundInput[]): string | undefined {
	return CHOICES.find(([, read]) => {
		const made = members.map(read).filter((choice) => choice !== undefined);
		return new Set(made).size > 1;
	})?.[0];
}

/** One call has one meaning, and whose choice counts would be a guess. */
function refuseDiffering(choice: string) {
	return badInput(
		`Several items are about one prospect, but differ in "${choice}". Nothing was written`,
		`Give all items about one person the same "${choice}", or bring them here in runs of their own.`,
	);
}

/** Outreach cannot merge prospects, and to choose one of them would be a guess. */
function refuseSeveral(ids: number[], members: FoundInput[]) {
	const shown = ids.sort((one, other) => one - other).map((id) => `${id}${foundBy(id, members)}`);
	return badInput(
		`Outreach has several prospects for this person: ${shown.join(', ')}. Nothing was written`,
		'Merge them in Outreach, or leave out the values that lead to the wrong one.',
	);
}

/** Whose the address is, or the record that it leads to, would be a guess. */
function refuseShared(members: FoundInput[]) {
	const former = eachOnce(members.flatMap(({ input }) => input.formerEmails));
	const written = eachOnce(members.flatMap(({ input }) => input.emails));
	return badInput(
		`Several items lead to one prospect by former addresses (${shownSome(former)}), but have different new addresses (${shownSome(written)}) and different names or LinkedIn pages. Whose the prospect is cannot be told, so nothing was written`,
		'Leave an address that several people have used out of "Former Emails", or set "Find By" to ID.',
	);
}

const SHOWN = 5;
const shownSome = (texts: string[]) =>
	texts.slice(0, SHOWN).join(', ') + (texts.length > SHOWN ? ' and more' : '');

function foundBy(id: number, members: FoundInput[]): string {
	const record = members.flatMap(({ found }) => found).find((one) => Number(one.id) === id);
	const wanted = new Set(
		members.flatMap(({ input }) => [...ownKeys(input, []), ...input.formerEmails.map(emailKey)]),
	);
	const emails = record ? keysOf(record, 'emails') : [];
	const pages = record ? keysOf(record, 'linkedInSlug') : [];
	const by = [
		...emails.filter((email) => wanted.has(`email ${email}`)),
		...pages.filter((page) => wanted.has(`page ${page}`)),
	];
	return by.length > 0 ? ` (${by.join(', ')})` : '';
}
