import { invalid } from './errors.ts';
import type { RecordWrites } from './record-writes.ts';

/**
 * How accounts are created and changed one by one: https://developers.outreach.io/api/reference
 *
 * Neither name nor domain is unique. One that is created without `named` is in no list.
 */
export const accountWrites: RecordWrites = {
	type: 'account',
	relationships: { owner: ['user'] },
	lists: ['assignedUsers'],
	settle: ({ before, attributes }) => {
		const name = { ...before?.attributes, ...attributes }.name;
		if (String(name ?? '').trim() === '') {
			throw invalid("Name can't be blank.", '/data/attributes/name');
		}
		if (before === undefined) {
			attributes.named ??= false;
			attributes.externalSource ??= 'outreach-api';
		}
	},
};
