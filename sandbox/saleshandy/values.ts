import type { SaleshandyField } from './state.ts';

/** Whether a value suits the type of its field. */
export function fits(field: SaleshandyField, value: string): boolean {
	switch (field.fieldType) {
		case 'number':
		case 'currency':
			return value.trim() !== '' && Number.isFinite(Number(value));
		case 'date':
			return isDate(value);
		case 'dropdown':
			return field.options?.includes(value) === true;
		default:
			return true;
	}
}

/** YYYY-MM-DD of a day that exists. */
function isDate(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
