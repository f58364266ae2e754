import type { Vendor } from './vendors.ts';

/** Numbers that tests read to demand "none" or "exactly one". */
export class Counters {
	explorium: Record<string, number> = {};
	saleshandy: Record<string, number> = {};
	outreach: Record<string, number> = {};
	schemaViolations = 0;

	constructor() {
		this.reset();
	}

	/** All numbers back to zero. */
	reset(): void {
		const base = { requests: 0, tooManyRequests: 0, faults: 0 };
		this.explorium = { ...base, eventFetches: 0, enrollmentsAdded: 0, creditsUsed: 0 };
		this.saleshandy = { ...base, attributeCalls: 0, attributesWritten: 0 };
		this.outreach = {
			...base,
			batches: 0,
			untargetedRequests: 0,
			untargetedRecords: 0,
			tokensIssued: 0,
		};
		this.schemaViolations = 0;
	}

	/** Adds to one of a vendor's numbers. */
	add(vendor: Vendor, name: string, by = 1): void {
		this[vendor][name] = (this[vendor][name] ?? 0) + by;
	}

	/** All numbers, as the control API shows them. */
	values(): Record<string, unknown> {
		return {
			explorium: { ...this.explorium },
			saleshandy: { ...this.saleshandy },
			outreach: { ...this.outreach },
			schemaViolations: this.schemaViolations,
		};
	}
}
