import type { Client } from '../../shared/client';
import { relatedId, type Resource } from '../jsonApi';
import type { RecordKind, RecordValues } from './recordValues';

/** Whether a value holds something. */
export function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && String(value).trim() !== '';
}

/** The names of values that a record does not show, of those that are to be set. */
export function notTaken(
	record: Resource,
	{ attributes = {}, relationships = {} }: RecordValues,
): string[] {
	const fields = Object.entries(attributes).filter(
		([name, value]) => !isSame(record.attributes[name], value),
	);
	const links = Object.entries(relationships).filter(
		([name, link]) => relatedId(record, name) !== (link?.id ?? null),
	);
	return [...fields, ...links].map(([name]) => name);
}

/** Points values out that a record does not show, and gives their names. */
export function reportNotTaken(
	client: Client,
	{ name }: RecordKind,
	id: number,
	fields: string[],
): string[] {
	if (fields.length > 0) {
		client.report(
			`Outreach shows other values for the ${name} ${id} than were sent: ${fields.join(', ')}. Something else may have set them.`,
		);
	}
	return fields;
}

const TIME = /^\d{4}-\d\d-\d\dT/;

function isSame(shown: unknown, sent: unknown): boolean {
	if (!isSet(sent)) return !isSet(shown);
	if (Array.isArray(sent)) {
		const all = Array.isArray(shown) ? shown.map(String) : [];
		return sent.every((one) => all.includes(String(one)));
	}
	const [one, other] = [String(shown ?? ''), String(sent)];
	if (one === other) return true;
	return TIME.test(one) && TIME.test(other) && Date.parse(one) === Date.parse(other);
}
