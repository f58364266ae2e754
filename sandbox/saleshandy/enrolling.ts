import type { Refusal } from './import-record.ts';
import type { SaleshandyState, SaleshandyProspect } from './state.ts';

const REASONS: Record<number, string> = {
	10100: 'The email address is invalid',
	10200: 'The prospect is already in another step, of the same sequence',
	10600: 'Duplicate prospect',
	10700: 'An email to this prospect bounced, earlier',
	10800: 'The prospect has unsubscribed, or is on the do not contact list',
	12000: 'The prospect is active in another sequence',
};

const ADDRESS = /^[^\s@,"]+@[^\s@,".]+(\.[^\s@,".]+)+$/;

/** A refusal with the vendor's text for its code. */
export function refusalOf(code: number): Refusal {
	return { code, reason: REASONS[code] ?? 'Unknown error' };
}

/** Why nothing may be sent to an address, whoever has it. */
export function addressRefusal(state: SaleshandyState, email: string): Refusal | undefined {
	if (!ADDRESS.test(email)) return refusalOf(10100);
	const address = email.toLowerCase();
	const domain = address.replace(/^.*@/, '');
	const isListed = state.doNotContact.some(({ value, type }) =>
		type === 'domain' ? value.toLowerCase() === domain : value.toLowerCase() === address,
	);
	return isListed ? refusalOf(10800) : undefined;
}

/** Why nothing may be sent to a prospect; what happened in any sequence counts. */
export function prospectRefusal(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
): Refusal | undefined {
	const statuses = enrollmentsOf(state, prospect.id).map(({ status }) => status);
	if (statuses.includes('unsubscribed')) return refusalOf(10800);
	return statuses.includes('bounced') ? refusalOf(10700) : undefined;
}

/**
 * Puts a prospect into a step of a sequence.
 *
 * @returns why not, if so
 */
export function enroll(
	state: SaleshandyState,
	prospect: SaleshandyProspect,
	stepId: string,
	at: number,
): Refusal | undefined {
	const refusal = addressRefusal(state, prospect.email) ?? prospectRefusal(state, prospect);
	if (refusal !== undefined) return refusal;
	const sequence = state.sequences.find(({ steps }) => steps.some((step) => step.id === stepId));
	if (sequence === undefined) return refusalOf(10600);
	const enrollments = enrollmentsOf(state, prospect.id);
	const here = enrollments.find(({ sequenceId }) => sequenceId === sequence.id);
	if (here !== undefined) return refusalOf(here.stepId === stepId ? 10600 : 10200);
	const isBusy = enrollments.some(({ status }) => status === 'active' || status === 'waiting');
	if (isBusy) return refusalOf(12000);
	state.enrollments.push({
		prospectId: prospect.id,
		sequenceId: sequence.id,
		stepId,
		status: prospect.verificationStatus === 'bad' ? 'waiting' : 'active',
		addedAt: new Date(at).toISOString(),
	});
	return undefined;
}

function enrollmentsOf(state: SaleshandyState, prospectId: string) {
	return state.enrollments.filter((enrollment) => enrollment.prospectId === prospectId);
}
