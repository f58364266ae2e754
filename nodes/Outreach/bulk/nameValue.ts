import type { Json } from '../../shared/answers';
import { saidIn } from '../../shared/failures';
import type { Failure } from '../../shared/result';
import { printValue } from '../../shared/valueText';

/** A value of the form, by Outreach's name of it. */
interface Named {
	/** The label of the form field. */
	field: string;
	/** The kind of record that it names. */
	record?: string;
	/** Where its value is found. */
	step: string;
}

const PICK = 'Pick one from the list.';

const NAMED: Record<string, Named> = {
	accountId: {
		field: 'Account',
		record: 'account',
		step: 'Pick one from the list, or use Get Many Accounts to find the ID.',
	},
	action: {
		field: 'Action',
		step: 'Names of actions are such as prospectsAddTags. Outreach lists them in its documentation of bulk actions.',
	},
	mailboxId: { field: 'Mailbox', record: 'mailbox', step: PICK },
	opportunityId: { field: 'Opportunity', record: 'opportunity', step: PICK },
	ownerId: { field: 'Owner', record: 'user', step: PICK },
	sequenceId: { field: 'Sequence', record: 'sequence', step: PICK },
	userIds: { field: 'User Names or IDs', record: 'user', step: 'Pick them from the list.' },
};

const NOT_THERE = /must exist|not (be )?found|does not exist/i;
const NOT_LISTED = /not included in the list/i;

/**
 * Says which value of the form a refusal is about: Outreach names it as its API does, and without the value.
 *
 * @param attributes what was sent, by Outreach's names
 */
export function nameValue(failure: Failure, attributes: Json): Failure {
	const fault = failure.faults?.find(({ path: [name] }) => String(name) in attributes);
	if (failure.kind !== 'rejected' || fault === undefined) return failure;
	const name = String(fault.path[0]);
	const { field = name, record, step = 'Check the value.' } = NAMED[name] ?? {};
	const value = Array.isArray(attributes[name]) ? attributes[name].join(', ') : attributes[name];
	const isThere = record === undefined || !NOT_THERE.test(fault.text);
	const problem = isThere
		? NOT_LISTED.test(fault.text)
			? `but Outreach has no ${record ?? field.toLowerCase()} with this name`
			: 'but Outreach refused it'
		: `but Outreach has no ${record} with this ID that the connected user can see`;
	// An ID reads better without quotes.
	const shown = /^\d+$/.test(String(value)) ? String(value) : printValue(value);
	return {
		...failure,
		message: `"${field}" is ${shown}, ${problem} ${saidIn(failure)}`,
		hint: step,
	};
}
