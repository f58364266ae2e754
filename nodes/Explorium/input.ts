import { comparableName } from '../shared/read/characters';
import { choicesOf, printChoices } from '../shared/read/choice';
import { readLabel } from '../shared/read/label';
import { atSeparators, readList } from '../shared/read/list';
import { readOpaqueId } from '../shared/read/id';
import { readTimestamp as readMomentText } from '../shared/read/timestamp';
import { success, type Result } from '../shared/result';
import {
	EVENT_TYPES,
	LONGEST_ENROLLMENT_KEY,
	SHORTEST_ENROLLMENT_KEY,
	type EventType,
} from './explorium';
import { eventTypesField } from './fields';
import { recognizeId, recognizeOtherThan } from './foreignIds';

const CHOICES = choicesOf(eventTypesField);

const PROSPECT_ID = /^[a-f0-9]{40}$/;
const BUSINESS_ID = /^[a-f0-9]{32}$/;
const ENROLLMENT_ID = /^en_/i;

/** Reads prospect ids; Explorium knows them in lower case only. */
export function readProspectIds(
	value: unknown,
	field = 'Explorium Prospect IDs',
): Result<string[]> {
	return readHexIds(
		value,
		PROSPECT_ID,
		field,
		'an Explorium prospect ID of 40 characters, 0-9 and a-f',
	);
}

/** Reads business ids; Explorium knows them in lower case only. */
export function readBusinessIds(value: unknown, field = 'Explorium Company IDs'): Result<string[]> {
	return readHexIds(
		value,
		BUSINESS_ID,
		field,
		'an Explorium company ID of 32 characters, 0-9 and a-f',
	);
}

function readHexIds(value: unknown, form: RegExp, field: string, allowed: string) {
	return readList(value, {
		field,
		allowed,
		read: (entry) => {
			const id = entry.toLowerCase();
			return form.test(id) ? id : undefined;
		},
		recognize: recognizeId,
	});
}

/** Reads event types by their names in the API, or by their names in the form in any case. */
export function readEventTypes(value: unknown, field = 'Event Types'): Result<EventType[]> {
	const types = readList(value, {
		field,
		allowed: `one of ${printChoices(CHOICES)}`,
		read: typeIn,
		split: splitTypes,
	});
	// The same choice in another order must not stand in the way of sharing a call.
	return types.ok ? success(EVENT_TYPES.filter((type) => types.value.includes(type))) : types;
}

function typeIn(entry: string): string | undefined {
	const name = comparableName(entry);
	return CHOICES.find((one) => one.value === entry || comparableName(one.name) === name)?.value;
}

/** Names of the form hold spaces, so a part that is one is split no further. */
function* splitTypes(text: string): Generator<string> {
	for (const [part] of text.matchAll(/[^,;\r\n]+/g)) {
		if (typeIn(part) === undefined) yield* atSeparators(part);
		else yield part;
	}
}

/** Reads the label of an enrollment. */
export function readEnrollmentKey(value: unknown, field = 'List Name'): Result<string> {
	return readLabel(value, {
		field,
		fewest: SHORTEST_ENROLLMENT_KEY,
		most: LONGEST_ENROLLMENT_KEY,
	});
}

/** Reads the id of an enrollment, which is opaque text. */
export function readEnrollmentId(value: unknown): Result<string> {
	return readOpaqueId(value, {
		field: 'Enrollment',
		ifEmpty: 'Pick one, or give its ID such as en_8d52c3f1.',
		recognize: (text) => recognizeOtherThan(ENROLLMENT_ID, text),
	});
}

/** Reads a date, or a date with a time, of "Options". */
export function readTimestamp(value: unknown, field: string): Result<string> {
	return readMomentText(value, field, 'To look at any time, remove the field from Options.');
}
