import { success, type Result } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import { findByEmail } from '../../findByEmail';
import { until, type Tools } from './importing';
import { readStatuses, verdictOf, type Verdict } from './verification';

const WHY: Record<string, string> = {
	risky: 'has a risky address: verification could not confirm that it exists',
	bad: 'has a bad address: verification found that it does not exist, and nothing would ever be sent to it',
};
const NOT_VALID = new Set<Verdict | undefined>(['risky', 'bad']);

/**
 * Waits until addresses have been verified. Nothing but a status that says "valid" proves that one is; the list
 * of prospects may still show what an earlier verification came to, so the statuses are asked for as well.
 *
 * @param statuses what the list of prospects says of each address, in lower case
 * @returns for each address that must not be written to why not, to follow "it"; nothing for the valid ones
 */
export async function waitForVerdicts(
	statuses: Map<string, string | undefined>,
	tools: Tools,
): Promise<Result<Map<string, string>>> {
	const known = new Map(statuses);
	const emails = [...known.keys()];
	let open = emails.filter((email) => !NOT_VALID.has(verdictOf(known.get(email))));
	const ended = await until(tools.maxWaitMs, tools.clock, async () => {
		const read = open.length > 0 ? await readAll(open, tools) : success(new Map<string, string>());
		if (!read.ok) return read;
		for (const email of open) known.set(email, read.value.get(email));
		open = emails.filter((email) => verdictOf(known.get(email)) === undefined);
		return success(open.length === 0 ? true : undefined);
	});
	if (!ended.ok) return ended;
	const reasons = new Map<string, string>();
	for (const [email, status] of known) {
		const verdict = verdictOf(status);
		if (verdict === 'valid') continue;
		const seconds = Math.round(tools.maxWaitMs / 1000);
		const late = `was not verified within ${seconds} s: its status is ${printValue(status?.trim() || 'unknown')}`;
		reasons.set(email, verdict === undefined ? late : WHY[verdict]);
	}
	return success(reasons);
}

/** The form of the bulk answer is not documented, so those it does not name are looked up one by one. */
async function readAll(emails: string[], tools: Tools): Promise<Result<Map<string, string>>> {
	const read = await readStatuses(tools.client, emails);
	const mayGoOn = read.ok || read.failure.kind === 'rejected' || read.failure.kind === 'notFound';
	if (!mayGoOn) return read;
	const statuses = read.ok ? read.value : new Map<string, string>();
	const left = emails.filter((email) => !statuses.has(email));
	if (left.length === 0) return success(statuses);
	const found = await findByEmail(tools.client, left, tools.concurrency, true);
	if (!found.ok) return found;
	for (const [email, [{ verificationStatus }]] of found.value) {
		if (typeof verificationStatus === 'string') statuses.set(email, verificationStatus);
	}
	return success(statuses);
}
