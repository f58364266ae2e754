import { success, type Result } from '../result';
import { refuse, refuseEmpty } from './text';

/**
 * Reads a switch: true or false, also as text in any case. Anything else is refused, so that what an
 * expression did not find switches nothing on or off.
 */
export function readSwitch(value: unknown, field: string): Result<boolean> {
	if (typeof value === 'boolean') return success(value);
	const text = typeof value === 'string' ? value.slice(0, 20).trim().toLowerCase() : undefined;
	if (text === 'true' || text === 'false') return success(text === 'true');
	const isEmpty = value === undefined || value === null || text === '';
	if (isEmpty) return refuseEmpty(field, 'It must be true or false.');
	return refuse(field, value, 'true or false');
}
