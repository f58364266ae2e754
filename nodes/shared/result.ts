/**
 * What went wrong, as plain data. It becomes an n8n error only at the edge of a node, so everything
 * below can be tested, split and retried without one.
 */
export interface Failure {
	kind: FailureKind;
	/** One sentence for the user, with the vendor's own words in it where there are any. */
	message: string;
	/** What to do next. */
	hint?: string;
	/** HTTP status, where an answer came. */
	status?: number;
	/** The vendor's id for the call, for its support. */
	correlationId?: string;
	/** The call left, no clear answer came, and it may have been carried out. */
	ambiguous?: boolean;
	/** Something was changed before it, such as a batch that was confirmed and then not followed to its end. */
	hasActed?: boolean;
	/** The answer was larger than what is read. */
	tooLarge?: boolean;
	/** How long the vendor asked to wait, in milliseconds; 0 where the time it told is over. */
	retryAfterMs?: number;
	/** Why, in n8n's words, where the kind alone does not tell. */
	cause?: 'quota-exhausted' | 'configuration-invalid';
	/** Where in the request the vendor saw a fault, such as `['ids', 7]`. */
	faults?: RequestFault[];
}

export type FailureKind =
	| 'input'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	| 'rejected'
	| 'rateLimited'
	| 'unavailable'
	| 'unreachable'
	| 'unreadable'
	| 'partial'
	| 'timedOut'
	| 'cancelled';

/** One fault of a request: the path into the body and the vendor's words for it. */
export interface RequestFault {
	path: Array<string | number>;
	text: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Wraps a value as a success. */
export function success<T>(value: T): Result<T> {
	return { ok: true, value };
}

/** Wraps a failure. */
export function failed(failure: Failure): { ok: false; failure: Failure } {
	return { ok: false, failure };
}

/** Whether a failure says that a record is not there. One about a wrong address does not. */
export function isMissing({ kind, cause }: Failure): boolean {
	return kind === 'notFound' && cause === undefined;
}

/** Whether something may have been carried out in spite of a failure, or was in part. */
export const mayHaveActed = ({ ambiguous, hasActed }: Failure): boolean =>
	ambiguous === true || hasActed === true;

const FIX_THE_VALUE = 'Change it in the node, or fix the expression or the data it comes from.';

/** Why a field may be empty that somebody has filled in. */
export const FOUND_NOTHING = 'An expression that finds nothing gives an empty value.';

/** A value the user gave that cannot be used; nothing has been sent. */
export function badInput(message: string, hint = FIX_THE_VALUE): { ok: false; failure: Failure } {
	return failed({ kind: 'input', message, hint });
}
