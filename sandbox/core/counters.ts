/** Numbers that tests read to demand "none" or "exactly one". */
export class Counters {
	schemaViolations = 0;
	readonly #names: Record<string, readonly string[]>;
	#counts: Record<string, Record<string, number>> = {};

	/** Takes what is counted of each vendor, besides what is counted of all. */
	constructor(names: Record<string, readonly string[]>) {
		this.#names = names;
		this.reset();
	}

	/** All numbers back to zero. */
	reset(): void {
		this.#counts = Object.fromEntries(
			Object.entries(this.#names).map(([vendor, names]) => [vendor, zeros(names)]),
		);
		this.schemaViolations = 0;
	}

	/** Adds to one of a vendor's numbers. */
	add(vendor: string, name: string, by = 1): void {
		const before = this.get(vendor, name);
		Object.assign(this.#counts[vendor] as object, { [name]: before + by });
	}

	/** One of a vendor's numbers. */
	get(vendor: string, name: string): number {
		const count = this.#counts[vendor]?.[name];
		if (count === undefined) throw new Error(`${vendor} has no counter "${name}"`);
		return count;
	}

	/** All numbers, as the control API shows them. */
	values(): Record<string, unknown> {
		return { ...structuredClone(this.#counts), schemaViolations: this.schemaViolations };
	}
}

function zeros(names: readonly string[]): Record<string, number> {
	const all = ['requests', 'tooManyRequests', 'faults', ...names];
	return Object.fromEntries(all.map((name) => [name, 0]));
}
