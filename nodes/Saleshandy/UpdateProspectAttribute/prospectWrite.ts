import { YEAR_FIRST } from '../../shared/read/moment';
import { printValue } from '../../shared/valueText';
import { paired, type Output } from '../../shared/nodeRun';
import type { AttributeResult } from '../api';
import type { Change, ProspectChange } from './changes';

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

/** Everything one execution wants changed about one prospect: one call. */
export interface ProspectWrite {
	prospectId: string;
	fields: Change[];
	/** The input items that gave each field. */
	itemsOf: Map<string, number[]>;
	items: number[];
	singleField: boolean;
}

/** Merges the changes to the same prospect; of several values for a field the last one holds. */
export function mergeByProspect(wanted: ProspectChange[]): ProspectWrite[] {
	const writes = new Map<string, ProspectWrite & { byId: Map<string, Change> }>();
	for (const { itemIndex, prospectId, changes, singleField } of wanted) {
		const write = writes.get(prospectId) ?? {
			prospectId,
			fields: [],
			byId: new Map<string, Change>(),
			itemsOf: new Map<string, number[]>(),
			items: [],
			singleField,
		};
		writes.set(prospectId, write);
		write.items.push(itemIndex);
		for (const change of changes) {
			write.byId.set(change.fieldId, change);
			const items = write.itemsOf.get(change.fieldId);
			if (items === undefined) write.itemsOf.set(change.fieldId, [itemIndex]);
			else items.push(itemIndex);
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
 * @returns one output item for the input items whose fields were all written, if there is any, and a
 * failure for each field that was not
 */
export function judge(
	{ prospectId, fields, itemsOf, items }: ProspectWrite,
	results: AttributeResult[] | undefined,
): Required<Output> {
	const written = new Set(results?.filter((result) => result.success).map((one) => one.fieldId));
	const isWritten = ({ fieldId }: Change) => results === undefined || written.has(fieldId);
	const done = fields.filter(isWritten);
	const failures = fields
		.filter((field) => !isWritten(field))
		.map(({ fieldId, label, value, fieldType = '' }) => ({
			items: itemsOf.get(fieldId) ?? [],
			failure: {
				kind: 'partial' as const,
				message: `Saleshandy did not update "${label}" of the prospect ${prospectId} to ${printValue(value)}, and gave no reason${printDone(done)}`,
				hint: HINTS[fieldType] ?? SUITS_FIELD,
			},
		}));
	const failedItems = new Set(failures.flatMap((one) => one.items));
	const goodItems = items.filter((item) => !failedItems.has(item));
	if (goodItems.length === 0) return { items: [], failures };
	const json = {
		prospectId,
		updated: valuesByName(done),
		...(results === undefined ? { confirmed: false } : {}),
	};
	return { items: [paired(json, [...new Set(goodItems)])], failures };
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
