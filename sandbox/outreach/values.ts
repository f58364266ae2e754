import { attributeInfo } from './attributes.ts';
import type { RecordType, ValueType } from './attributes.ts';
import { CUSTOM_FIELDS } from './custom-fields.ts';
import type { CustomField } from './custom-fields.ts';
import { TOO_LONG } from './errors.ts';

/** What Modify does with one value: the value to store, or the reason why it cannot. */
export type Coerced = { value: unknown } | { problem: string };

/** Turns a value that a client sent into one of the attribute's type. */
export function coerce(type: RecordType, name: string, value: unknown): Coerced {
	const info = attributeInfo(type, name);
	if (info === undefined) return { problem: `${name} is not an attribute.` };
	if (info.readOnly) return { problem: `${name} is read-only.` };
	if (value === null || value === '') return { value: null };
	if (info.longest !== undefined && [...String(value)].length > info.longest) {
		return { problem: TOO_LONG };
	}
	const custom = CUSTOM_FIELDS[type]?.[name];
	if (custom !== undefined) return coerceCustom(custom, value);
	const converted = convert(info.type, value);
	return converted === undefined ? { problem: `${name} is not valid.` } : { value: converted };
}

function convert(type: ValueType, value: unknown): unknown {
	switch (type) {
		case 'boolean':
			return typeof value === 'boolean' ? value : { true: true, false: false }[String(value)];
		case 'integer':
			return Number.isInteger(Number(value)) ? Number(value) : undefined;
		case 'number':
			return Number.isFinite(Number(value)) ? Number(value) : undefined;
		case 'date':
			return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? value : undefined;
		case 'date-time':
			return Number.isNaN(Date.parse(String(value)))
				? undefined
				: new Date(String(value)).toISOString();
		case 'text-list':
			return Array.isArray(value) ? value.map(String) : [String(value)];
		default:
			return typeof value === 'object' ? undefined : String(value);
	}
}

/** Custom fields hold text, whatever their type; the type decides what text they take. */
function coerceCustom(field: CustomField, value: unknown): Coerced {
	const text = String(value);
	const options = Array.isArray(field.definition) ? field.definition : [];
	const fits: Record<string, () => boolean> = {
		boolean: () => text === 'true' || text === 'false',
		currency: () => Number.isFinite(Number(text)),
		numerical: () => Number.isFinite(Number(text)),
		percentage: () => Number.isFinite(Number(text)),
		date: () => /^\d{4}-\d{2}-\d{2}$/.test(text),
		date_time: () => !Number.isNaN(Date.parse(text)),
		inclusion: () => options.includes(text),
		multi_inclusion: () => text.split(',').every((one) => options.includes(one.trim())),
		url: () => URL.canParse(text),
	};
	const ok = fits[field.type]?.() ?? true;
	return ok ? { value: text } : { problem: `${field.label} is not included in the list or valid.` };
}

/** What a LinkedIn address calls a person by: the last part of its path; nothing if there is none. */
export function linkedInSlug(url: unknown): string | null {
	return /\/in\/([^/?#]+)/.exec(String(url ?? ''))?.[1] ?? null;
}

/** The fields that Modify shall change, whichever of the two documented forms came. */
export function fieldChanges(attributes: Record<string, unknown>): Record<string, unknown> {
	const { fieldName, fieldValue, ...map } = attributes;
	delete map.ids;
	return typeof fieldName === 'string' ? { ...map, [fieldName]: fieldValue } : map;
}
