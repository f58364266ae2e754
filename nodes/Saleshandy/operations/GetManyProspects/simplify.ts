import type { IDataObject } from 'n8n-workflow';
import type { Prospect } from '../../api';

/** A prospect with one key per attribute, named by its label, beside its own fields. */
export function simplify({
	id,
	email,
	createdAt,
	verificationStatus,
	tags,
	attributes,
}: Prospect): IDataObject {
	const own = { id, email, createdAt, verificationStatus, tags: tags ?? [] };
	const values = (attributes ?? [])
		.filter(({ key }) => !(key in own))
		.map(({ key, value }) => [key, value]);
	return { ...own, ...Object.fromEntries(values) } as IDataObject;
}
