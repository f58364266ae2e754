import { readAddress, splitAddresses } from '../../shared/read/email';
import { isEmptyList, readList } from '../../shared/read/list';
import { success, type Result } from '../../shared/result';
import { recognizeNoKey } from '../foreignIds';
import { prospects } from '../recordTypes';

/**
 * Reads the addresses of one person, in the case that they have; none for a field that holds nothing.
 *
 * @param field the label of the form field
 * @param choice the label of the field that says how the person is found
 */
export function readKnownEmails(value: unknown, field: string, choice: string): Result<string[]> {
	if (value === undefined || value === null || isEmptyList(value)) return success([]);
	return readList(value, {
		field,
		allowed: 'an email address such as ann@example.com',
		read: readAddress,
		split: splitAddresses,
		recognize: (entry) => recognizeNoKey(entry, { choice, key: prospects.key.choice }),
	});
}
