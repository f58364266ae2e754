import { correlationId } from '../core/hash.ts';
import type { Complaint } from './pydantic.ts';

/** An answer other than 200. */
export class ExploriumError extends Error {
	readonly status: number;
	readonly body: unknown;

	constructor(status: number, body: unknown) {
		super(`Explorium answers ${status}`);
		this.status = status;
		this.body = body;
	}
}

/** The usual error body: a text and the correlation id. */
export function refusal(status: number, details: string): ExploriumError {
	return new ExploriumError(status, { details, correlation_id: correlationId() });
}

/** A 422 with one entry per fault. */
export function unprocessable(...complaints: Complaint[]): ExploriumError {
	return new ExploriumError(422, { detail: complaints });
}
