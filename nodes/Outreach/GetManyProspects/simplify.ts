import type { IDataObject } from 'n8n-workflow';
import { relatedId, type Resource } from '../api';

const ATTRIBUTES = [
	'name',
	'firstName',
	'lastName',
	'emails',
	'title',
	'company',
	'tags',
	'linkedInUrl',
	'mobilePhones',
	'workPhones',
	'addressCity',
	'addressState',
	'addressCountry',
	'timeZone',
	'optedOut',
	'externalId',
	'externalSource',
	'engagedScore',
	'touchedAt',
	'createdAt',
	'updatedAt',
];
const RELATIONSHIPS = ['owner', 'account', 'stage', 'persona'];

/** A prospect on one level: its main attributes, custom fields that are set, and related ids. */
export function simplify(prospect: Resource): IDataObject {
	const { id, attributes } = prospect;
	const custom = Object.entries(attributes).filter(
		([name, value]) => /^custom\d+$/.test(name) && value !== null && value !== '',
	);
	return {
		id: Number(id),
		...Object.fromEntries(ATTRIBUTES.map((name) => [name, attributes[name] ?? null])),
		...Object.fromEntries(RELATIONSHIPS.map((name) => [`${name}Id`, relatedId(prospect, name)])),
		...Object.fromEntries(custom),
	} as IDataObject;
}
