import { isObject, kindOfValue, textIn } from '../../../shared/answers';
import type { Client } from '../../../shared/client';
import { chunk } from '../../../shared/merge';
import { readEntries } from '../../../shared/oddEntries';
import { success, type Result } from '../../../shared/result';
import { listCheck, listIn } from '../../answers';

/** What verification came to; nothing of these as long as it goes on. */
export type Verdict = 'valid' | 'risky' | 'bad';

const WORDS: Array<[RegExp, Verdict]> = [
	[/^valid$/i, 'valid'],
	[/^(risky|catch[ _-]?all|accept[ _-]?all)$/i, 'risky'],
	[/^(bad|invalid)$/i, 'bad'],
];
const ADDRESSES_PER_CALL = 100;

/** The result that a status stands for; nothing for one that may still change, and for unknown ones. */
export function verdictOf(status: string | undefined): Verdict | undefined {
	return WORDS.find(([shape]) => shape.test(status?.trim() ?? ''))?.[1];
}

/**
 * Reads the verification statuses of addresses.
 * https://developer.saleshandy.com/api-reference/prospects
 *
 * @param emails in lower case
 * @returns Saleshandy's words by address, for those that the answer names; empty where it has no word
 */
export async function readStatuses(
	client: Client,
	emails: string[],
): Promise<Result<Map<string, string>>> {
	const statuses = new Map<string, string>();
	for (const some of chunk(emails, ADDRESSES_PER_CALL)) {
		const result = await client({
			method: 'POST',
			path: '/prospects/verification-status',
			body: { emails: some },
			repeatable: true,
			reads: true,
			namesNoRecord: true,
			missing: listCheck('the verification statuses'),
		});
		if (!result.ok) return result;
		for (const [email, status] of statusesIn(result.value.body)) statuses.set(email, status);
	}
	return success(statuses);
}

function statusesIn(body: unknown): Array<[string, string]> {
	const { entries } = readEntries(listIn(body) ?? [], (entry): [string, string] | string => {
		if (!isObject(entry)) return `is ${kindOfValue(entry)}`;
		const email = textIn(entry.email);
		if (email === undefined) return 'has no email';
		const status = textIn(entry.verificationStatus) ?? textIn(entry.status) ?? '';
		return [email.toLowerCase(), status];
	});
	return entries;
}
