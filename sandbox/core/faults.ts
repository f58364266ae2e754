import type { Vendor } from './vendors.ts';

/** A failure that a test orders for the next request(s) that match. */
export interface FaultOrder {
	vendor: Vendor;
	method?: string;
	/** Regular expression, tested against the vendor's own path. */
	path?: string;
	/** How many requests it hits; 1 if absent. */
	times?: number;
	/** How many matching requests it lets pass first. */
	after?: number;
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	latencyMs?: number;
	/** Breaks the connection before or after the request took effect. */
	drop?: 'before' | 'after';
	/** Cuts the real answer in half. */
	truncate?: boolean;
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

	/** The failure that hits this request, if any; counts it as used. */
	match(vendor: Vendor, method: string, path: string): Fault | undefined {
		for (const fault of this.list) {
			if (fault.vendor !== vendor) continue;
			if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
			if (fault.path !== undefined && !new RegExp(fault.path).test(path)) continue;
			if (fault.hits >= (fault.times ?? 1)) continue;
			fault.seen += 1;
			if (fault.seen <= (fault.after ?? 0)) continue;
			fault.hits += 1;
			return fault;
		}
		return undefined;
	}
}
