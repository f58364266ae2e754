import { isObject, textIn, type AnswerCheck, type Json } from '../../shared/answers';
import { printValue } from '../../shared/valueText';
import type { EnrollmentChanges, NewEnrollment } from '../records';
import { prospectsIn } from './readEnrollments';
import { idCheck, says, verdictCheck } from './verdict';

/** The answer is about the enrollment that was to be made, and says that it was made as it was to be. */
export function newEnrollmentCheck({ enrollment_key, webhook_id }: NewEnrollment): AnswerCheck {
	const words = 'the ID of the new enrollment';
	return (body) => {
		if (says(body, 'miss')) return `${words}: it says that it found nothing`;
		const lacking = idCheck('enrollment_id', words)(body);
		if (lacking !== undefined || !isObject(body)) return lacking ?? words;
		if (isOther(body.enrollment_key, enrollment_key))
			return `${words}: it is about another list name`;
		return worksFor(body, webhook_id);
	};
}

/**
 * The answer is about this enrollment as it was to be, or says that it is not there. It need not repeat
 * what was sent, but says nothing else.
 */
export function changedCheck(id: string, sent: EnrollmentChanges): AnswerCheck {
	const isSame = sameEnrollment(id);
	return (body) => {
		const lacking = isSame(body);
		if (lacking !== undefined || !isObject(body) || says(body, 'miss')) return lacking;
		return differs(body, sent) ?? worksFor(body, sent.webhook_id) ?? oddStatus(body);
	};
}

/** The answer says that this enrollment was deleted, or was not there. It need not name it. */
export function deletedCheck(id: string): AnswerCheck {
	const words = 'the word that the enrollment was deleted';
	const isDone = verdictCheck(words);
	const isSame = sameEnrollment(id, true);
	return (body) => {
		const isKept = isObject(body) && body.deleted === false && !says(body, 'miss');
		return isKept ? words : (isDone(body) ?? isSame(body));
	};
}

/** @param mayBeUnnamed the answer need not say which enrollment it is about */
function sameEnrollment(id: string, mayBeUnnamed = false): AnswerCheck {
	const words = 'the ID of the enrollment';
	return (body) => {
		const lacking = mayBeUnnamed ? undefined : idCheck('enrollment_id', words, true)(body);
		if (lacking !== undefined || !isObject(body)) return lacking;
		const { enrollment_id: answered } = body;
		const isUnnamed = answered === undefined || answered === null;
		return isUnnamed || textIn(answered) === id ? undefined : words;
	};
}

/** Whether an answer says another value than the one that was sent; it need not say any. */
function isOther(answered: unknown, sent: string): boolean {
	const text = textIn(answered)?.toLowerCase();
	return text !== undefined && text !== sent.trim().toLowerCase();
}

/** What an answer says in another way than it was sent. */
function differs(
	body: Json,
	{ enrollment_key, prospect_ids }: EnrollmentChanges,
): string | undefined {
	const words = 'the change of the enrollment';
	if (enrollment_key !== undefined && isOther(body.enrollment_key, enrollment_key)) {
		return `${words}: it is about another list name`;
	}
	const answered = prospectsIn(body.prospect_ids);
	if (prospect_ids === undefined || answered === undefined) return undefined;
	const ids = new Set(answered.ids);
	const sentIds = new Set(prospect_ids.map((one) => one.toLowerCase()));
	const isSame = ids.size === sentIds.size && [...ids].every((one) => sentIds.has(one));
	return isSame ? undefined : `${words}: it lists other prospects`;
}

/** A word for an enrollment that is not known: it may mean that the change is still to come. */
function oddStatus({ status }: Json): string | undefined {
	const word = textIn(status)?.toLowerCase() ?? 'active';
	const isKnown = ['active', 'paused', 'success'].includes(word);
	return isKnown ? undefined : `the change of the enrollment: it is ${printValue(word)}`;
}

/** An enrollment that was to send its events to a webhook is at work, and sends them there. */
function worksFor(body: Json, webhookId: string | undefined): string | undefined {
	if (webhookId === undefined || says(body, 'miss')) return undefined;
	if (isOther(body.webhook_id, webhookId)) return 'the webhook that was chosen: it names another';
	const status = textIn(body.status)?.toLowerCase() ?? 'active';
	const isAtWork = status === 'active' || status === 'success';
	return isAtWork ? undefined : `an enrollment that is at work: it is ${printValue(status)}`;
}
