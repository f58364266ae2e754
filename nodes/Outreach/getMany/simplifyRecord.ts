import type { IDataObject } from 'n8n-workflow';
import { relatedId, type Resource } from '../jsonApi';

/**
 * A record on one level: some of its attributes, custom fields that are set, and related ids.
 *
 * @param shown names of the attributes and of the to-one relationships
 */
export function simplifyRecord(
	record: Resource,
	shown: { attributes: string[]; relationships: string[] },
): IDataObject {
	const { id, attributes } = record;
	const custom = Object.entries(attributes).filter(
		([name, value]) => /^custom\d+$/.test(name) && value !== null && value !== '',
	);
	return {
		id: Number(id),
		...Object.fromEntries(shown.attributes.map((name) => [name, attributes[name] ?? null])),
		...Object.fromEntries(
			shown.relationships.map((name) => [`${name}Id`, relatedId(record, name)]),
		),
		...Object.fromEntries(custom),
	} as IDataObject;
}
