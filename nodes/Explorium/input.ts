import { readList } from '../shared/readList';
import { badInput, success, type Result } from '../shared/result';
import { EVENT_TYPES, SHORTEST_ENROLLMENT_KEY, type EventType } from './explorium';

const PROSPECT_ID = /^[a-f0-9]{40}$/;

/** Reads prospect ids; Explorium knows them in lower case only. */
export function readProspectIds(value: unknown, field = 'Prospect IDs'): Result<string[]> {
	return readList(value, {
		field,
		allowed: 'a prospect ID of 40 characters, 0-9 and a-f',
		read: (entry) => {
			const id = entry.toLowerCase();
			return PROSPECT_ID.test(id) ? id : undefined;
		},
	});
}

/** Reads event types by their names in the API. */
export function readEventTypes(value: unknown): Result<EventType[]> {
	const types = readList(value, {
		field: 'Event Types',
		allowed: `one of ${EVENT_TYPES.join(', ')}`,
		read: (entry) => EVENT_TYPES.find((type) => type === entry),
	});
	// The same choice in another order must not stand in the way of sharing a call.
	return types.ok ? success(EVENT_TYPES.filter((type) => types.value.includes(type))) : types;
}

/** Reads the label of an enrollment. */
export function readEnrollmentKey(value: unknown, field = 'Enrollment Key'): Result<string> {
	const key = String(value ?? '').trim();
	if (key.length >= SHORTEST_ENROLLMENT_KEY) return success(key);
	return badInput(
		`"${field}" is "${key}", but must have at least ${SHORTEST_ENROLLMENT_KEY} characters`,
	);
}

/** Reads the id of an enrollment, which is opaque text. */
export function readEnrollmentId(value: unknown): Result<string> {
	const id = String(value ?? '').trim();
	if (id !== '') return success(id);
	return badInput('"Enrollment" is empty', 'Pick one, or give its ID such as en_8d52c3f1.');
}

/** Reads an optional date, in ISO 8601, to be sent as it came. */
export function readTimestamp(value: unknown, field: string): Result<string | undefined> {
	const text = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
	if (text === '') return success(undefined);
	if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text))) return success(text);
	return badInput(
		`"${field}" is "${text}", but must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z`,
	);
}
