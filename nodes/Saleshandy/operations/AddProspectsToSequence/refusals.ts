import type { Failure } from '../../../shared/result';
import { printText, printValue } from '../../../shared/valueText';
import type { Refusal } from './report';

/** What a code of Saleshandy's says of a person, to follow "it". */
const TEXTS: Record<string, string> = {
	10100: 'has an address that is not valid',
	10200: 'is already in another step of this sequence',
	10600: 'counts as a duplicate',
	10700: 'had an email that bounced before',
	10800: 'has unsubscribed or is on the do-not-contact list',
	12000: 'is active in another sequence',
};

/** The code of those who do not want any emails. */
export const OPTED_OUT = '10800';

const HINTS: Record<string, string> = {
	[OPTED_OUT]: 'Leave it out. An opt-out is never taken back on its own.',
	12000: 'Finish the other sequence for this prospect first, or choose another one.',
};

/** Codes under which somebody may be in the sequence all the same, since an earlier time. */
const MAY_BE_IN = ['10200', '10600'];

/** What to do where it is not sure what became of somebody. */
export const LOOK_AT_IT = 'Look at the prospect in Saleshandy before you run it again.';

/** Whether a refusal leaves it open if the person is in the sequence. */
export function mayBeIn({ code }: Refusal): boolean {
	return code === undefined || MAY_BE_IN.includes(code);
}

/** Whether a refusal holds for an import without a step, where a duplicate is one who is there already. */
export function isFinal({ code }: Refusal): boolean {
	return code !== '10600';
}

/** A failure about one person, whom nothing else was done about. */
export function notAdded(email: string, title: string, why: string, hint: string): Failure {
	return {
		kind: 'partial',
		hasActed: true,
		message: `Saleshandy did not add ${email} to the sequence ${printValue(title)}: it ${why}`,
		hint,
	};
}

/** Why an import refused somebody, to follow "it". */
export function printRefusal({ code, text }: Refusal): string {
	const known = code === undefined ? undefined : TEXTS[code];
	const said = text === undefined ? '' : `: ${printText(text)}`;
	if (known !== undefined) return `${known} (${code})`;
	return `was refused ${code === undefined ? 'without a code' : `with the code ${code}`}${said}`;
}

/** The failure for somebody whom an import refused. */
export function refusedBy(email: string, title: string, refusal: Refusal): Failure {
	return notAdded(email, title, printRefusal(refusal), HINTS[refusal.code ?? ''] ?? LOOK_AT_IT);
}
