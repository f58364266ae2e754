import type { Client } from '../../../shared/client';
import type { SweepResult } from './sweep';

const MOST_IDS = 100;
const MOST_REPORTS = 5;

/**
 * A client whose reports are collected, the first few of them: a sweep of a long list would fill n8n's log.
 */
export function collectReports(client: Client): { client: Client; reports: string[] } {
	const reports: string[] = [];
	const report = (message: string) => {
		if (reports.length < MOST_REPORTS) reports.push(message);
	};
	const request = async (...args: Parameters<Client>) => await client(...args);
	const cleaned: Client['cleaned'] = (failure) => client.cleaned(failure);
	return { client: Object.assign(request, client, { cleaned, report }), reports };
}

/**
 * What n8n's log is to say of a poll that is no failure, in sentences for the user.
 *
 * @param damage what of the saved memory could not be read, and what follows
 * @param reports what was left out of single answers
 */
export function noticesOf(
	damage: string | undefined,
	{ refused, leftOut }: Pick<SweepResult, 'refused' | 'leftOut'>,
	reports: string[],
): string[] {
	const notices = damage === undefined ? [] : [damage];
	if (refused.length > 0) {
		const shown = refused.slice(0, MOST_IDS).join(', ');
		const more = refused.length > MOST_IDS ? ` and ${refused.length - MOST_IDS} more` : '';
		notices.push(
			`Explorium refuses these prospect IDs. They are skipped until tomorrow: ${shown}${more}`,
		);
	}
	notices.push(...reports);
	if (leftOut > 0) {
		const what = leftOut === 1 ? 'entry' : 'entries';
		notices.push(`In all, ${leftOut} ${what} of Explorium's answers could not be read.`);
	}
	return notices;
}
