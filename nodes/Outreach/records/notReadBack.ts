import type { Failure } from '../../shared/result';
import type { RecordKind } from './recordValues';

/**
 * A record that was written and cannot be looked at is not known to be right.
 *
 * @param verb what was done, such as "created"
 * @param hint what to do about it, beside what the failed look says
 */
export function notReadBack(
	failure: Failure,
	{ name }: RecordKind,
	id: number,
	verb: string,
	hint: string,
): Failure {
	return {
		...failure,
		message: `The ${name} ${id} was ${verb}, but could not be read back: ${failure.message}`,
		hint: [hint, failure.hint].filter(Boolean).join(' '),
		hasActed: true,
	};
}
