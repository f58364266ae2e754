import { textIn } from '../../shared/answers';
import type { Resource } from '../jsonApi';

/** The collection of sequence states: each is one prospect in one sequence. */
export const SEQUENCE_STATES = '/sequenceStates';

/** What a message calls one. */
export const SEQUENCE_STATE = 'sequence state';

/** Where a prospect can stand in a sequence: https://support.outreach.io/hc/en-us/articles/211861917 */
export const STATES = [
	{ name: 'Active', value: 'active' },
	{ name: 'Bounced', value: 'bounced' },
	{ name: 'Disabled', value: 'disabled' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Finished', value: 'finished' },
	{ name: 'Opted Out', value: 'opted_out' },
	{ name: 'Paused', value: 'paused' },
	{ name: 'Pending', value: 'pending' },
];

/** The states that Outreach counts as "not finished". */
export const NOT_FINISHED = ['active', 'bounced', 'disabled', 'failed', 'paused', 'pending'];

/** Where a prospect stands, in lower case; an empty text if the record does not tell. */
export function stateOf({ attributes }: Resource): string {
	return textIn(attributes.state)?.toLowerCase() ?? '';
}
