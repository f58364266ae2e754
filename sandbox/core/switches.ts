import { defaultsOf } from './switch-definitions.ts';
import type { SwitchDefinitions, SwitchValues } from './switch-definitions.ts';

type ByVendor = Record<string, SwitchDefinitions>;

/** The position of every switch, by vendor, and what sets them. */
export type Switches<D extends ByVendor> = SwitchBoard & {
	[Vendor in keyof D]: SwitchValues<D[Vendor]>;
};

/** Thrown for a switch that does not exist or a value it does not take. */
export class SwitchError extends Error {}

/** All switches at their defaults. */
export function makeSwitches<D extends ByVendor>(definitions: D): Switches<D> {
	return new SwitchBoard(definitions) as Switches<D>;
}

/** Holds the positions of each vendor's switches in a member of the vendor's name. */
class SwitchBoard {
	readonly #definitions: ByVendor;

	constructor(definitions: ByVendor) {
		this.#definitions = definitions;
		this.reset();
	}

	/** Puts every switch back to its default. */
	reset(): void {
		for (const [vendor, definitions] of Object.entries(this.#definitions)) {
			this.#positions[vendor] = defaultsOf(definitions);
		}
	}

	/** Sets some switches; nothing changes when one of them is unknown or has a wrong value. */
	merge(changes: Record<string, Record<string, unknown>>): void {
		for (const [vendor, values] of Object.entries(changes)) this.#check(vendor, values);
		for (const [vendor, values] of Object.entries(changes)) {
			Object.assign(this.#positions[vendor] as object, values);
		}
	}

	/** Every switch with its value now, default, allowed values and meaning. */
	describe(): Record<string, Record<string, unknown>> {
		return this.#ofEach((definitions, positions) =>
			Object.fromEntries(
				Object.entries(definitions).map(([name, definition]) => [
					name,
					{ value: positions[name], ...definition },
				]),
			),
		);
	}

	/** The current positions alone. */
	values(): Record<string, Record<string, unknown>> {
		return this.#ofEach((_definitions, positions) => ({ ...positions }));
	}

	get #positions(): Record<string, Record<string, unknown>> {
		return this as object as Record<string, Record<string, unknown>>;
	}

	#ofEach<T>(
		read: (definitions: SwitchDefinitions, positions: Record<string, unknown>) => T,
	): Record<string, T> {
		return Object.fromEntries(
			Object.entries(this.#definitions).map(([vendor, definitions]) => [
				vendor,
				read(definitions, this.#positions[vendor] ?? {}),
			]),
		);
	}

	#check(vendor: string, values: Record<string, unknown>): void {
		const known = Object.keys(this.#definitions);
		const definitions = known.includes(vendor) ? this.#definitions[vendor] : undefined;
		if (definitions === undefined) {
			throw new SwitchError(`Unknown vendor "${vendor}". Known: ${known.join(', ')}`);
		}
		for (const [name, value] of Object.entries(values)) check(vendor, definitions, name, value);
	}
}

function check(vendor: string, definitions: SwitchDefinitions, name: string, value: unknown): void {
	const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
	if (definition === undefined) {
		const known = Object.keys(definitions).join(', ');
		throw new SwitchError(`Unknown ${vendor} switch "${name}". Known: ${known}`);
	}
	if (typeof value !== typeof definition.default) {
		throw new SwitchError(`Switch "${name}" takes a ${typeof definition.default}`);
	}
	if (definition.values !== undefined && !definition.values.includes(value)) {
		throw new SwitchError(`Switch "${name}" takes one of: ${definition.values.join(', ')}`);
	}
}
