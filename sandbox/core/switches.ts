import { EXPLORIUM_SWITCHES } from '../explorium/switches.ts';
import { OUTREACH_SWITCHES } from '../outreach/switches.ts';
import { SALESHANDY_SWITCHES } from '../saleshandy/switches.ts';
import { defaultsOf } from './switch-definitions.ts';
import type { SwitchValues } from './switch-definitions.ts';
import { VENDORS } from './vendors.ts';
import type { Vendor } from './vendors.ts';

const DEFINITIONS = {
	explorium: EXPLORIUM_SWITCHES,
	saleshandy: SALESHANDY_SWITCHES,
	outreach: OUTREACH_SWITCHES,
};

/** Thrown for a switch that does not exist or a value it does not take. */
export class SwitchError extends Error {}

/** The position of every switch, per vendor. */
export class Switches {
	explorium: SwitchValues<typeof EXPLORIUM_SWITCHES> = defaultsOf(EXPLORIUM_SWITCHES);
	saleshandy: SwitchValues<typeof SALESHANDY_SWITCHES> = defaultsOf(SALESHANDY_SWITCHES);
	outreach: SwitchValues<typeof OUTREACH_SWITCHES> = defaultsOf(OUTREACH_SWITCHES);

	/** Puts every switch back to its default. */
	reset(): void {
		this.explorium = defaultsOf(EXPLORIUM_SWITCHES);
		this.saleshandy = defaultsOf(SALESHANDY_SWITCHES);
		this.outreach = defaultsOf(OUTREACH_SWITCHES);
	}

	/** Sets some switches; nothing changes when one of them is unknown or has a wrong value. */
	merge(changes: Record<string, Record<string, unknown>>): void {
		for (const [vendor, values] of Object.entries(changes)) {
			if (!VENDORS.includes(vendor as Vendor)) {
				throw new SwitchError(`Unknown vendor "${vendor}". Known: ${VENDORS.join(', ')}`);
			}
			for (const [name, value] of Object.entries(values)) check(vendor as Vendor, name, value);
		}
		for (const [vendor, values] of Object.entries(changes)) {
			Object.assign(this[vendor as Vendor], values);
		}
	}

	/** Every switch with its value now, default, allowed values and meaning. */
	describe(): Record<Vendor, Record<string, unknown>> {
		const described = { explorium: {}, saleshandy: {}, outreach: {} };
		for (const vendor of VENDORS) {
			const values = this[vendor] as Record<string, unknown>;
			described[vendor] = Object.fromEntries(
				Object.entries(DEFINITIONS[vendor]).map(([name, definition]) => [
					name,
					{ value: values[name], ...definition },
				]),
			);
		}
		return described;
	}

	/** The current positions alone. */
	values(): Record<Vendor, Record<string, unknown>> {
		return {
			explorium: { ...this.explorium },
			saleshandy: { ...this.saleshandy },
			outreach: { ...this.outreach },
		};
	}
}

function check(vendor: Vendor, name: string, value: unknown): void {
	const definitions: Record<string, { default: unknown; values?: readonly unknown[] }> =
		DEFINITIONS[vendor];
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
