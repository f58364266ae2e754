/** One behavior of a vendor that a test can change. */
export interface SwitchDefinition<T extends string | number | boolean> {
	default: T;
	/** The allowed values; absent for numbers and booleans. */
	values?: readonly T[];
	description: string;
}

/** A vendor's switches, by name. */
export type SwitchDefinitions = Record<
	string,
	{ default: unknown; values?: readonly unknown[]; description: string }
>;

/** The values of a set of definitions, by name. */
export type SwitchValues<D> = {
	[K in keyof D]: D[K] extends SwitchDefinition<infer T> ? T : never;
};

/** A switch with named positions; the first one is the default. */
export function choice<const V extends string>(
	values: readonly [V, ...V[]],
	description: string,
): SwitchDefinition<V> {
	return { default: values[0], values, description };
}

/** A switch that is off unless turned on. */
export function flag(description: string): SwitchDefinition<boolean> {
	return { default: false, description };
}

/** A switch that holds a number. */
export function amount(value: number, description: string): SwitchDefinition<number> {
	return { default: value, description };
}

/** All values at their defaults. */
export function defaultsOf<D extends SwitchDefinitions>(definitions: D): SwitchValues<D> {
	const values: Record<string, unknown> = {};
	for (const [name, definition] of Object.entries(definitions)) values[name] = definition.default;
	return values as SwitchValues<D>;
}
