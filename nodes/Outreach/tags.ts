import type { INodeProperties } from 'n8n-workflow';
import { badInput, success, type Result } from '../shared/result';

/** The field that names tags. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Job changed, Expo 2026',
	description:
		'One or more tags, separated by commas, or a list from an expression. Upper and lower case count.',
};

/**
 * Reads tags: text in which commas separate them, or a list. A tag may hold spaces.
 *
 * @returns the tags, trimmed, each once; a failure if there is none, or one is empty or no text
 */
export function readTags(value: unknown): Result<{ tags: string[] }> {
	const tags = tagsIn(value);
	if (tags !== undefined) return success({ tags });
	return badInput(
		'"Tags" is empty or holds a tag without text',
		'Give at least one tag, such as Job changed. An expression that finds nothing gives an empty value.',
	);
}

function tagsIn(value: unknown): string[] | undefined {
	const entries = typeof value === 'string' ? value.split(',') : [value].flat();
	const given = typeof value === 'string' ? entries.filter((tag) => String(tag).trim()) : entries;
	const isText = (tag: unknown) =>
		(typeof tag === 'string' && tag.trim() !== '') || (typeof tag === 'number' && !isNaN(tag));
	if (given.length === 0 || !given.every(isText)) return undefined;
	return [...new Set(given.map((tag) => String(tag).trim()))];
}
