import type { IDataObject } from 'n8n-workflow';
import type { OutputFields } from '../../../shared/outputShape';
import type { Prospect } from '../../api';

const SIMPLIFIED = [
	'email',
	'First Name',
	'Last Name',
	'Job Title',
	'Company',
	'Phone',
	'verificationStatus',
	'tags',
	'id',
	'createdAt',
];

/** The fields of a prospect. Saleshandy calls those of its forms by their labels, and an account may have more. */
export const OUTPUT: OutputFields = {
	simplified: SIMPLIFIED,
	offered: SIMPLIFIED,
	loadedBy: 'getOutputFields',
	optional: ['First Name', 'Last Name', 'Job Title', 'Company', 'Phone'],
	ids: ['id'],
};

/** A prospect with one key per attribute, named by its label, beside its own fields. */
export function flatProspect({
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
