import type { INodeProperties } from 'n8n-workflow';
import { isEmptyList, readNames } from '../shared/read/list';
import { refuseEmpty } from '../shared/read/text';
import { badInput, success, type Result } from '../shared/result';
import { printValue } from '../shared/valueText';

/** The field that names tags. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Job changed, Expo 2026',
	description:
		'One or more tags, separated by commas or line breaks, or a list from an expression. Upper and lower case count.',
};

/** The field that names tags to add, which may be left empty. */
export const tagsToAddField: INodeProperties = {
	...tagsField,
	required: false,
	description:
		'Tags to add to those there: one or more, separated by commas or line breaks, or a list from an expression. A tag that is there in another case is not added.',
};

const LONGEST_TAG = 255;

/**
 * Reads tags: text in which commas or line breaks separate them, a list, or a list as JSON text. A tag
 * may hold spaces.
 *
 * @returns the tags, trimmed, each once; a failure if there is none, or one is empty or not text
 */
export function readTags(value: unknown): Result<{ tags: string[] }> {
	const tags = readOptionalTags(value);
	if (!tags.ok) return tags;
	if (tags.value.length > 0) return success({ tags: tags.value });
	return refuseEmpty(tagsField.displayName, 'Give at least one tag, such as Job changed.');
}

/** The same for a field that may be left empty. */
export function readOptionalTags(value: unknown): Result<string[]> {
	const field = tagsField.displayName;
	const isNothing = value === undefined || value === null || isEmptyList(value);
	const tags = isNothing ? success([]) : readNames(value, field);
	if (!tags.ok) return tags;
	const tooLong = tags.value.find(({ length }) => length > LONGEST_TAG);
	if (tooLong === undefined) return tags;
	return badInput(
		`"${field}" holds ${printValue(tooLong)}, but a tag may have at most ${LONGEST_TAG} characters`,
	);
}
