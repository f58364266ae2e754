import { isObject, textIn, type AnswerCheck, type Json } from '../../../shared/answers';
import type { Client } from '../../../shared/client';
import { failed, success, type Failure, type Result } from '../../../shared/result';
import { nameProspect, type Person } from './people';
import { nameSequence, type Membership, type StatusChange } from './planChange';

/** The counts of an answer: they are all that it tells. */
function countsIn(body: unknown): { success: number; failed: number } | undefined {
	const places = isObject(body) ? [body.payload, body] : [];
	const found = places.filter(isObject).map(numbersOf);
	return found.find((one) => one !== undefined);
}

function numbersOf({ success: done, failed: lost }: Json) {
	const [one, other] = [textIn(done), textIn(lost)].map((text) =>
		text === undefined ? NaN : Number(text),
	);
	if (!Number.isInteger(one) || !Number.isInteger(other)) return undefined;
	return { success: one, failed: other };
}

const countCheck: AnswerCheck = (body) =>
	countsIn(body) === undefined ? 'the counts of what it changed' : undefined;

/**
 * Sets the status of one prospect in one sequence. The answer only counts, so each pair has a call of its own:
 * then it is known which one failed. Doing it twice leaves the same status.
 * https://developer.saleshandy.com/api-reference/prospects/update-status
 *
 * @returns a failure unless Saleshandy counts one change and no failure
 */
export async function setStatus(
	client: Client,
	prospect: Pick<Person, 'prospectId' | 'email'>,
	sequence: Membership,
	{ status, pauseDelayInDays }: StatusChange,
): Promise<Result<true>> {
	const { prospectId } = prospect;
	const { sequenceId } = sequence;
	const result = await client({
		method: 'PATCH',
		path: '/prospects/status',
		body: {
			prospectAndSequenceIds: [{ prospectId, sequenceId }],
			status,
			...(pauseDelayInDays === undefined ? {} : { pauseDelayInDays }),
		},
		repeatable: true,
		lookAt: 'at the prospect in Saleshandy',
		namesNoRecord: 'unlessSaid',
		missing: countCheck,
	});
	const where = `the prospect ${nameProspect(prospect)} to "${status}" in the sequence ${nameSequence(sequence)}`;
	if (!result.ok) return failed(inWords(result.failure, where));
	const counts = countsIn(result.value.body);
	if (counts?.success === 1 && counts.failed === 0) return success(true);
	return failed({
		kind: 'partial',
		hasActed: true,
		message: `Saleshandy did not set ${where}: it counts ${counts?.success} changed and ${counts?.failed} failed`,
		hint: 'Look at the prospect in Saleshandy: the status may not allow this change.',
	});
}

/** A refusal with what it is about: Saleshandy says the same of a wrong sequence and a wrong prospect. */
function inWords(failure: Failure, where: string): Failure {
	if (failure.kind !== 'rejected') return failure;
	return { ...failure, message: `Setting ${where} failed: ${failure.message}` };
}
