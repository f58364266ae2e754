import type { INodeProperties } from 'n8n-workflow';
import { readNames } from '../shared/read/list';
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
		'One or more tags, separated by commas, or a list from an expression. Line breaks separate them too. Upper and lower case count.',
};

const LONGEST_TAG = 255;

/**
 * Reads tags: text in which commas or line breaks separate them, a list, or a list as JSON text. A tag
 * may hold spaces.
 *
 * @returns the tags, trimmed, each once; a failure if there is none, or one is empty or no text
 */
export function readTags(value: unknown): Result<{ tags: string[] }> {
	const field = tagsField.displayName;
	const tags = value === undefined || value === null ? success([]) : readNames(value, field);
	if (!tags.ok) return tags;
	if (tags.value.length === 0)
		return refuseEmpty(field, 'Give at least one tag, such as Job changed.');
	const tooLong = tags.value.find(({ length }) => length > LONGEST_TAG);
	if (tooLong === undefined) return success({ tags: tags.value });
	return badInput(
		`"${field}" holds ${printValue(tooLong)}, but a tag must have at most ${LONGEST_TAG} characters`,
	);
}
