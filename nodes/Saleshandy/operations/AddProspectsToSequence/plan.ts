import type { Client } from '../../../shared/client';
import { mergeItems, type ItemRequest } from '../../../shared/merge';
import type { ItemFailure } from '../../../shared/nodeRun';
import { guarded } from '../../../shared/readItems';
import { badInput, success, type Failure, type Result } from '../../../shared/result';
import type { PlannedCalls } from '../../../shared/runCalls';
import { giveTurn } from '../../../shared/turns';
import type { Field } from '../../api';
import { entriesOf, type GivenFields } from '../../fieldEntries';
import { fieldFinder, loadFields, type FieldFinder } from '../../fieldList';
import { readFieldTexts } from '../../fieldTexts';
import type { Person } from './imports';
import type { AdditionRules, ItemAddition } from './readItem';
import { targetFinder, type Target } from './target';

/**
 * How many people one import takes; Saleshandy would take more. The smaller it is, the fewer people share its
 * failure. As each of them is looked at afterwards, a few more imports do not count.
 */
const MOST_PEOPLE = 500;

/** What all people of a call have in common. */
export interface Settings {
	target: Target;
	rules: AdditionRules;
	/** The people of all calls with these settings, by address. */
	people: Map<string, Person>;
}

/**
 * Merges what the items ask for into imports. Items about one address are joined, and later values win. If one
 * of them asks for verification, it counts for the address.
 * Saleshandy's lists of sequences and fields are read first, so that nothing is sent that cannot be right.
 *
 * @param stored the fields that the form showed when it was filled in
 */
export async function planImports(
	client: Client,
	stored: Field[],
	items: ItemAddition[],
): Promise<PlannedCalls<Settings>> {
	const failures: ItemFailure[] = [];
	const requests: Array<ItemRequest<Settings>> = [];
	const groups = new Map<string, Map<string, Person>>();
	const findTarget = targetFinder(client);
	const needsFields = items.some(({ given }) => given.entries.length > 0);
	const finder = needsFields ? await openFields(client, stored) : success(fieldFinder(undefined));
	const toVerify = new Set(items.flatMap(({ email, rules }) => (rules.verify ? [email] : [])));
	for (const { itemIndex, email, given, zone, wanted, rules: ownRules } of items) {
		await giveTurn();
		const fail = ({ failure }: { failure: Failure }) =>
			failures.push({ items: [itemIndex], failure });
		const values = guarded(() => (finder.ok ? valuesOf(given, finder.value, zone) : finder));
		const target = await findTarget(wanted);
		if (!values.ok || !target.ok) {
			if (!target.ok) fail(target);
			else if (!values.ok) fail(values);
			continue;
		}
		const rules = { ...ownRules, verify: toVerify.has(email) };
		const key = JSON.stringify([target.value, rules]);
		const people = groups.get(key) ?? new Map<string, Person>();
		groups.set(key, people);
		const earlier = people.get(email)?.values;
		people.set(email, { email, values: { ...earlier, ...values.value } });
		const settings = { target: target.value, rules, people };
		requests.push({ itemIndex, ids: [email], settings });
	}
	const keyOf = ({ target, rules }: Settings) => JSON.stringify([target, rules]);
	return { calls: await mergeItems(requests, MOST_PEOPLE, keyOf), failures };
}

/**
 * The fields to name the values by: an import takes labels, and refuses all people if one is unknown. The
 * fields that the form has stored serve where the list cannot be read now.
 */
async function openFields(client: Client, stored: Field[]): Promise<Result<FieldFinder>> {
	const listed = await loadFields(client);
	if (!listed.ok) return listed;
	return success(fieldFinder(listed.value ?? (stored.length > 0 ? stored : undefined)));
}

/** The values of one item by label. */
function valuesOf(
	given: GivenFields,
	finder: FieldFinder,
	zone: string | undefined,
): Result<Record<string, string>> {
	if (given.entries.length === 0) return success({});
	const { known } = finder;
	if (known === undefined) {
		return badInput(
			'The list of Saleshandy fields could not be read, so the labels of the fields are not known',
			'Try again later, or add the prospects without fields.',
		);
	}
	const entries = entriesOf(given, finder);
	if (!entries.ok) return entries;
	const texts = readFieldTexts(entries.value, false, zone);
	if (!texts.ok) return texts;
	const values: Record<string, string> = {};
	for (const { fieldId, label, value } of texts.value) {
		const alike = known.find((field) => field.label === label && field.id !== fieldId);
		if (alike !== undefined) {
			return badInput(
				`Saleshandy has two fields with the label "${label}" (${fieldId} and ${alike.id}), and an import names fields by their label`,
				'Rename one of them in Saleshandy, or leave it out here and set it with Update Prospect Attribute.',
			);
		}
		values[label] = value;
	}
	return success(values);
}
