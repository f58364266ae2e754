import { addTo } from '../../../shared/addTo';
import { YEAR_FIRST } from '../../../shared/read/moment';
import { printValue } from '../../../shared/valueText';
import type { Output } from '../../../shared/nodeRun';
import { pairedWithEach } from '../../../shared/paired';
import type { AttributeResult } from '../../api';
import type { Change } from '../../fieldTexts';
import type { ProspectChange } from './changes';

/** What to check about a refused value, by the type of its field: Saleshandy itself says nothing. */
const HINTS: Record<string, string> = {
	date: `This is a date field. ${YEAR_FIRST}`,
	dropdown:
		"This is a dropdown field: use one of the field's options in Saleshandy, written in the same way.",
	number: 'This is a number field: use a number without separators or units, such as 1500.',
	currency: 'This is a currency field: use a number without separators or symbols, such as 1500.',
};
const SUITS_FIELD =
	"Check that the field can be updated, and that the value suits it: one of a dropdown's options, a number, or a date such as 2026-03-15.";

const SHOWN_FIELDS = 5;
const GONE =
	'Open the node, refresh the list of fields and choose the field again. If it is not in the list, remove it.';

/** Everything one execution wants changed about one prospect: one call. */
export interface ProspectWrite {
	prospectId: string;
	/** Where an item named the prospect by its address. So it is known to be there. */
	email?: string;
	fields: Change[];
	/** The input items that gave each field. */
	itemsOf: Map<string, number[]>;
	items: number[];
	singleField: boolean;
}

/** Merges the changes to the same prospect; of several values for a field the last one holds. */
export function mergeByProspect(wanted: ProspectChange[]): ProspectWrite[] {
	const writes = new Map<string, ProspectWrite & { byId: Map<string, Change> }>();
	for (const { itemIndex, prospect, changes, singleField } of wanted) {
		const { id: prospectId, email } = prospect;
		const write = writes.get(prospectId) ?? {
			prospectId,
			email,
			fields: [],
			byId: new Map<string, Change>(),
			itemsOf: new Map<string, number[]>(),
			items: [],
			singleField,
		};
		writes.set(prospectId, write);
		write.email ??= email;
		write.items.push(itemIndex);
		for (const change of changes) {
			write.byId.set(change.fieldId, change);
			addTo(write.itemsOf, change.fieldId, itemIndex);
		}
	}
	return [...writes.values()].map(({ byId, ...write }) => ({
		...write,
		fields: [...byId.values()],
		singleField: write.singleField && byId.size === 1,
	}));
}

/**
 * Reads Saleshandy's verdict on each field. A field that was sent and is not in the answer counts as
 * not written.
 *
 * @param results `undefined` when the answer holds no verdicts: then all is taken as written
 * @param gone the fields that Saleshandy does not have any more
 * @returns one output item for each input item whose fields were all written, and a failure for each of the
 * others, which names all of its fields that were not
 */
export function judge(
	{ prospectId, email, fields, itemsOf, items }: ProspectWrite,
	results: AttributeResult[] | undefined,
	gone: ReadonlySet<string> = new Set(),
): Required<Output> {
	const written = new Set(results?.filter((result) => result.success).map((one) => one.fieldId));
	const isWritten = ({ fieldId }: Change) => results === undefined || written.has(fieldId);
	const done = fields.filter(isWritten);
	const failures = byItems(
		fields.filter((field) => !isWritten(field)),
		itemsOf,
	).map(({ items: concerned, fields: refused }) => ({
		items: concerned,
		failure: {
			kind: 'partial' as const,
			// What an answer says of one field proves nothing about the others.
			hasActed: true,
			message: `Saleshandy did not update ${printRefused(refused, email ?? prospectId, gone)}${printDone(done)}`,
			hint: hintFor(refused, gone),
		},
	}));
	const failedItems = new Set(failures.flatMap((one) => one.items));
	const goodItems = items.filter((item) => !failedItems.has(item));
	if (goodItems.length === 0) return { items: [], failures };
	const json = {
		...(email === undefined ? {} : { email }),
		updated: valuesByName(done),
		...(results === undefined ? { confirmed: false } : {}),
		prospectId,
	};
	return { items: pairedWithEach(json, [...new Set(goodItems)]), failures };
}

/** Fields by the input items that gave them: items that gave the same ones share a failure. */
function byItems(
	fields: Change[],
	itemsOf: ProspectWrite['itemsOf'],
): Array<{ items: number[]; fields: Change[] }> {
	const fieldsOf = new Map<number, Change[]>();
	for (const field of fields) {
		for (const item of itemsOf.get(field.fieldId) ?? []) {
			const same = fieldsOf.get(item);
			if (same === undefined) fieldsOf.set(item, [field]);
			else if (!same.includes(field)) same.push(field);
		}
	}
	const groups = new Map<string, { items: number[]; fields: Change[] }>();
	for (const [item, own] of [...fieldsOf].sort(([one], [other]) => one - other)) {
		const key = own.map(({ fieldId }) => fieldId).join(' ');
		const group = groups.get(key);
		if (group === undefined) groups.set(key, { items: [item], fields: own });
		else group.items.push(item);
	}
	return [...groups.values()];
}

/** The fields that were not written, and why, as far as it is known. */
function printRefused(fields: Change[], who: string, gone: ReadonlySet<string>): string {
	const [first, ...others] = fields;
	if (fields.every(({ fieldId }) => gone.has(fieldId))) {
		const ids = fields.slice(0, SHOWN_FIELDS).map(({ fieldId }) => fieldId);
		const labels = fields.slice(0, SHOWN_FIELDS).map(({ label }) => `"${label}"`);
		return `${labels.join(', ')} of the prospect ${who}: it no longer has this field (${ids.join(', ')})`;
	}
	const named = `"${first.label}" of the prospect ${who} to ${printValue(first.value)}`;
	const more = others
		.slice(0, SHOWN_FIELDS - 1)
		.map(({ label, value }) => `, "${label}" to ${printValue(value)}`);
	const left = others.length - more.length;
	return `${named}${more.join('')}${left > 0 ? ` and ${left} more fields` : ''}, and gave no reason`;
}

function hintFor(refused: Change[], gone: ReadonlySet<string>): string {
	const hints = refused.map(({ fieldId, fieldType = '' }) =>
		gone.has(fieldId) ? GONE : (HINTS[fieldType] ?? SUITS_FIELD),
	);
	return [...new Set(hints)].join(' ');
}

function printDone(done: Change[]): string {
	const labels = done.map(({ label }) => `"${label}"`).join(', ');
	return done.length > 0 ? `; updated: ${labels}` : '';
}

/** Values by label; a label that two fields share is followed by the field's id. */
function valuesByName(fields: Change[]): Record<string, string> {
	const isShared = (label: string) => fields.filter((field) => field.label === label).length > 1;
	return Object.fromEntries(
		fields.map(({ fieldId, label, value }) => [
			isShared(label) ? `${label} (${fieldId})` : label,
			value,
		]),
	);
}
