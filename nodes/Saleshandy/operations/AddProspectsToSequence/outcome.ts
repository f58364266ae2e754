import type { Failure } from '../../../shared/result';
import { printValue } from '../../../shared/valueText';
import type { Place } from './places';
import { LOOK_AT_IT, refusedBy } from './refusals';
import type { Refusal } from './report';

/** Somebody who is in the sequence now. */
export interface Added extends Place {
	email: string;
	/** Since an earlier time. */
	isAlready: boolean;
	/** Labels of the fields that were to be set, and do not hold the value. */
	notTaken: string[];
}

/** What became of each person of one call. */
export class Outcome {
	readonly added: Added[] = [];
	readonly refused: Array<{ email: string; failure: Failure }> = [];
	/** Whose place is not known any more. */
	readonly open = new Set<string>();
	/** Who is in Saleshandy since this run, or was there before. */
	readonly imported = new Set<string>();

	/** @param title of the sequence */
	constructor(private readonly title: string) {}

	add(email: string, place: Place, isAlready: boolean, notTaken: string[]): void {
		this.added.push({ ...place, email, isAlready, notTaken });
	}

	/** What to warn of, as the people are in the sequence and some of their fields are not set. */
	sayNotTaken(): string | undefined {
		const people = this.added.filter(({ notTaken }) => notTaken.length > 0);
		if (people.length === 0) return undefined;
		const [{ email, notTaken }] = people;
		return `Saleshandy did not take all fields of ${people.length} ${people.length === 1 ? 'prospect' : 'prospects'}, such as of ${email}: ${notTaken.map((label) => printValue(label)).join(', ')}. "notTaken" in the output names them.`;
	}

	refuse(email: string, failure: Failure): void {
		this.refused.push({ email, failure });
	}

	/** Somebody whom an import refused. */
	refuseBy(email: string, refusal: Refusal): void {
		this.refuse(email, refusedBy(email, this.title, refusal));
	}

	/** People of whom it is not known any more what became of them, because a call failed. */
	leaveOpen(emails: Iterable<string>, failure: Failure): void {
		for (const email of emails) {
			this.open.add(email);
			this.refuse(email, this.openAfter(email, failure));
		}
	}

	/** Somebody whom nothing shows in the sequence. */
	leaveUnconfirmed(email: string, why: string, doubt: Failure | undefined): void {
		this.open.add(email);
		const also = doubt === undefined ? '' : `, and ${doubt.message}`;
		this.refuse(email, {
			kind: doubt?.kind ?? 'partial',
			hasActed: true,
			message: `Whether ${email} was added to the Saleshandy sequence ${printValue(this.title)} is not confirmed: ${why}${also}`,
			hint: LOOK_AT_IT,
		});
	}

	/** Somebody who is in the sequence, and whose fields and tags may not have been set. */
	leaveFieldsOpen(email: string, why: string): void {
		this.open.add(email);
		this.refuse(email, {
			kind: 'partial',
			hasActed: true,
			message: `${email} was already in the Saleshandy sequence ${printValue(this.title)}, but whether its fields and tags were set is not confirmed: ${why}`,
			hint: LOOK_AT_IT,
		});
	}

	private openAfter(email: string, failure: Failure): Failure {
		return {
			...failure,
			hasActed: true,
			message: `${failure.message}. Whether ${email} was added to the Saleshandy sequence ${printValue(this.title)} is not known`,
			hint: [LOOK_AT_IT, failure.hint].filter(Boolean).join(' '),
		};
	}
}
