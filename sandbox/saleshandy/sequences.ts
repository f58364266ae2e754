import { publicId } from './public-id.ts';

/** The type of a step that sends an email; the others are tasks. */
export const EMAIL_STEP = 1;
const LINKEDIN_STEP = 2;
const CALL_STEP = 3;

export interface SaleshandyStep {
	id: string;
	number: number;
	type: number;
}

export interface SaleshandySequence {
	id: string;
	title: string;
	active: boolean;
	createdAt: string;
	steps: SaleshandyStep[];
}

type Row = [title: string, active: boolean, stepTypes: number[]];

// Titles need not be unique, a sequence may have no steps, and the first step need not be an email.
const SEQUENCES: Row[] = [
	['Outbound', true, [EMAIL_STEP, LINKEDIN_STEP, EMAIL_STEP]],
	['New job', true, [EMAIL_STEP, EMAIL_STEP]],
	['Social first', true, [LINKEDIN_STEP, EMAIL_STEP]],
	['Calls only', true, [CALL_STEP]],
	['Win back', false, [EMAIL_STEP, EMAIL_STEP]],
	['Newsletter', true, [EMAIL_STEP]],
	['Newsletter', true, [EMAIL_STEP]],
	['Draft', false, []],
];

/** The sequences that Saleshandy has from the start; there is no call to make one. */
export function makeSequences(now: number): SaleshandySequence[] {
	return SEQUENCES.map(([title, active, types], index) => ({
		id: publicId(`sequence ${index} ${title}`, 10),
		title,
		active,
		createdAt: new Date(now - (SEQUENCES.length - index) * 86_400_000).toISOString(),
		steps: types.map((type, position) => ({
			id: stepId(title, index, position),
			number: position + 1,
			type,
		})),
	}));
}

/** Ids of steps are letters and digits, or digits alone. */
function stepId(title: string, index: number, position: number): string {
	return title === 'Social first'
		? String(48_213 + position)
		: publicId(`step ${index} ${title} ${position}`, 10);
}
