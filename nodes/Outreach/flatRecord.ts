import type { IDataObject } from 'n8n-workflow';
import { relatedId, type Resource } from './jsonApi';

/** A record on one level: its attributes, the IDs of the single records that it is related to, and its own. */
export function flatRecord(record: Resource): IDataObject {
	const related = Object.keys(record.relationships ?? {})
		.map((name) => [`${name}Id`, relatedId(record, name)] as const)
		.filter(([, id]) => id !== null);
	const fields = { ...record.attributes, ...Object.fromEntries(related), id: Number(record.id) };
	return fields as IDataObject;
}

/** A record as Outreach gives it. */
export const rawRecord = (record: Resource) => ({ ...record }) as unknown as IDataObject;
