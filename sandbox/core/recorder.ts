import { appendFileSync } from 'node:fs';
import { maskBody, maskHeaders } from './masking.ts';

/** One request to a vendor and the answer, secrets masked. */
export interface Exchange {
	seq: number;
	at: string;
	vendor: string;
	method: string;
	/** The vendor's own path, without the sandbox's prefix. */
	path: string;
	query: Record<string, unknown>;
	requestHeaders: Record<string, unknown>;
	requestBody: unknown;
	/** 0 when the connection was broken or left hanging on purpose. */
	status: number;
	responseHeaders: Record<string, unknown>;
	responseBody: unknown;
	/** From the arrival of the request to its answer; null when it was left hanging. */
	durationMs: number | null;
	/** The number of the fault that hit it, if one did. */
	fault: number | null;
	/** The status that the vendor itself came to; null when a fault kept the request from it. */
	served: number | null;
	/** When the client closed an answer without an end, or the sandbox broke it; null before. */
	closedByClientMs: number | null;
}

const KEPT = 20_000;

/** Keeps the last requests in memory and, if asked to, appends each one to a file. */
export class Recorder {
	#kept: Exchange[] = [];
	#nextSeq = 1;
	#file: string | undefined;

	constructor(file?: string) {
		// Fails at the start, and not at the first request, when the file cannot be written.
		if (file !== undefined) appendFileSync(file, '');
		this.#file = file;
	}

	/** Records one request and its answer; returns what is kept of it. */
	add(exchange: Omit<Exchange, 'seq'>): Exchange {
		const masked: Exchange = {
			seq: this.#nextSeq,
			...exchange,
			query: maskBody(exchange.query) as Record<string, unknown>,
			requestHeaders: maskHeaders(exchange.requestHeaders),
			requestBody: maskBody(exchange.requestBody),
			responseHeaders: maskHeaders(exchange.responseHeaders),
			responseBody: maskBody(exchange.responseBody),
		};
		this.#nextSeq += 1;
		this.#kept.push(masked);
		if (this.#kept.length > KEPT * 1.1) this.#kept = this.#kept.slice(-KEPT);
		// A broken connection has no answer to check, so the file leaves it out.
		if (this.#file !== undefined && masked.status !== 0) this.#append(this.#file, masked);
		return masked;
	}

	/** The kept requests after `since`, oldest first. */
	list(vendor?: string, since = 0): Exchange[] {
		return this.#kept.filter(
			(exchange) => exchange.seq > since && (vendor === undefined || exchange.vendor === vendor),
		);
	}

	/** The request with this number, unless it has been forgotten. */
	find(seq: number): Exchange | undefined {
		return this.#kept.find((exchange) => exchange.seq === seq);
	}

	/** The number of the oldest request that is kept, and the one the next request will get. */
	span(): { oldest: number; next: number } {
		return { oldest: this.#kept[0]?.seq ?? this.#nextSeq, next: this.#nextSeq };
	}

	/** Forgets the kept requests; the numbering goes on. */
	clear(): void {
		this.#kept = [];
	}

	#append(file: string, exchange: Exchange): void {
		const { vendor, method, path, query, requestHeaders, requestBody } = exchange;
		const { status, responseHeaders, responseBody } = exchange;
		const request = { vendor, method, path, query, requestHeaders, requestBody };
		const line = JSON.stringify({ ...request, status, responseHeaders, responseBody });
		appendFileSync(file, `${line}\n`);
	}
}
