import type { Alteration } from './alteration.ts';

/** A failure that a test orders for the next request(s) that match. */
export interface FaultOrder {
	vendor: string;
	method?: string;
	/** Regular expression, tested against the vendor's own path. */
	path?: string;
	/** How many requests it hits; 1 if absent. */
	times?: number | 'always';
	/** How many matching requests it lets pass first. */
	after?: number;
	/** Hits only every n-th matching request, the n-th one first. */
	every?: number;
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	latencyMs?: number;
	/** Breaks the connection before or after the request took effect. */
	drop?: 'before' | 'after';
	/** Cuts the real answer in half. */
	truncate?: boolean;
	/** Sends half of the body and breaks the connection; says how the head announced the body. */
	breakBody?: 'length' | 'chunked';
	/** Sends the body byte by byte, this many milliseconds apart, and blanks after it: without an end. */
	dripMs?: number;
	/** A gzip body with wrong bytes, or a small one that unpacks to far more than the answer. */
	gzip?: 'damaged' | 'bomb';
	/** Changes the answer of a success: an entry too many, another type, or no list. */
	alter?: Alteration;
	/** Headers to leave out, whoever sets them. */
	omitHeaders?: string[];
	/** Refuses the call and names all ids in it, where the vendor's code knows how. */
	refuseIds?: boolean;
	/** Never answers. */
	hang?: boolean;
	/** Lets the request take effect, then answers as ordered. */
	applyFirst?: boolean;
}

export interface Fault extends FaultOrder {
	id: number;
	hits: number;
	seen: number;
}

/** The failures on order. */
export class Faults {
	list: Fault[] = [];
	#nextId = 1;

	/** Orders a failure; throws when the path is no regular expression. */
	add(order: FaultOrder): Fault {
		if (order.path !== undefined) new RegExp(order.path);
		const fault = { ...order, id: this.#nextId, hits: 0, seen: 0 };
		this.#nextId += 1;
		this.list.push(fault);
		return fault;
	}

	/** Forgets all orders. */
	clear(): void {
		this.list = [];
	}

	/** Forgets one order; false when there is none with this number. */
	remove(id: number): boolean {
		const before = this.list.length;
		this.list = this.list.filter((fault) => fault.id !== id);
		return this.list.length < before;
	}

	/**
	 * The failure that hits this request, if any; counts it as used. A mere delay does not stand
	 * in the way of a failure that was ordered after it: the request then gets both.
	 */
	match(vendor: string, method: string, path: string): Fault | undefined {
		let delay: Fault | undefined;
		for (const fault of this.list) {
			if (!isMeant(fault, vendor, method, path) || isUsedUp(fault)) continue;
			fault.seen += 1;
			const turn = fault.seen - (fault.after ?? 0);
			if (turn <= 0 || turn % (fault.every ?? 1) !== 0) continue;
			fault.hits += 1;
			if (delay !== undefined) {
				return { ...fault, latencyMs: (fault.latencyMs ?? 0) + (delay.latencyMs ?? 0) };
			}
			if (!isDelay(fault)) return fault;
			delay = fault;
		}
		return delay;
	}
}

function isMeant(fault: Fault, vendor: string, method: string, path: string): boolean {
	if (fault.vendor !== vendor) return false;
	if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
	return fault.path === undefined || new RegExp(fault.path).test(path);
}

function isUsedUp({ hits, times = 1 }: Fault): boolean {
	return times !== 'always' && hits >= times;
}

/** What says when a fault hits, which requests, and how late. All else is something it does. */
const OCCASION = new Set([
	'id',
	'vendor',
	'method',
	'path',
	'times',
	'after',
	'every',
	'hits',
	'seen',
	'latencyMs',
	'applyFirst',
]);

function isDelay(fault: Fault): boolean {
	return Object.entries(fault).every(
		([name, value]) => OCCASION.has(name) || value === undefined || value === false,
	);
}
