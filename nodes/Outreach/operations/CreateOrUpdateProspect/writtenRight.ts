import { failed, success, type Failure, type Result } from '../../../shared/result';
import type { Resource } from '../../jsonApi';
import { optOutsIn } from '../../modify/optOut';
import { notTaken } from '../../records/notTaken';
import type { RecordValues } from '../../records/recordValues';
import { sameEmail } from './emailPlan';

/** The addresses of a prospect in their order. */
export function emailsIn({ attributes: { emails } }: Resource): string[] {
	return Array.isArray(emails) ? emails.filter((one) => typeof one === 'string') : [];
}

/** The names of what was sent of a prospect and shows other values. */
export function sentNotTaken(
	record: Resource,
	{ attributes: { emails, ...others } = {}, relationships }: RecordValues,
): string[] {
	const has = emailsIn(record);
	const isThere = (email: unknown) => has.some((one) => sameEmail(one, String(email)));
	const areThere = !Array.isArray(emails) || emails.every(isThere);
	return [
		...(areThere ? [] : ['emails']),
		...notTaken(record, { attributes: others, relationships }),
	];
}

/**
 * Looks at a prospect after it was written: whether mails go to the wanted address, and every opt-out is
 * still there.
 *
 * @param wanted the address that has to be the first one; nothing if none was written
 * @param optOuts the names of the fields by which the prospect has to have opted out
 * @param removed addresses that it may no longer have
 */
export function checkWritten(
	record: Resource,
	wanted: string | undefined,
	optOuts: string[],
	removed: string[] = [],
): Result<Resource> {
	const [first] = emailsIn(record);
	const isRight = wanted === undefined || (first !== undefined && sameEmail(first, wanted));
	const kept = optOutsIn(record.attributes);
	const lost = optOuts.filter((name) => !kept.includes(name));
	if (lost.length > 0) {
		return failed(
			writtenWrong(
				`The prospect ${record.id} was written, but no longer has the ${lost.length === 1 ? 'opt-out' : 'opt-outs'} that it had before (${lost.join(', ')})`,
				'Opt the person out again in Outreach before anything is sent to them.',
			),
		);
	}
	const left = emailsIn(record).filter((one) => removed.some((email) => sameEmail(one, email)));
	if (isRight && left.length > 0) {
		return failed(
			writtenWrong(
				`The prospect ${record.id} was written, but still has ${left.join(', ')}, which ${left.length === 1 ? 'was' : 'were'} to be removed`,
				'Look at the prospect before it is added to a sequence: a connected CRM may have written the address back.',
			),
		);
	}
	if (isRight) return success(record);
	const shown = first === undefined ? 'it has no address' : `its first address is ${first}`;
	return failed(
		writtenWrong(
			`The prospect ${record.id} was written, but ${shown} and not ${wanted}`,
			'Outreach writes to the first address. Look at the prospect before it is added to a sequence: a connected CRM may have written the former address back.',
		),
	);
}

const writtenWrong = (message: string, hint: string): Failure => {
	return { kind: 'partial', message, hint, hasActed: true };
};
