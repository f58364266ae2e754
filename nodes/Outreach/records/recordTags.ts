import type { Resource } from '../jsonApi';

/** The tags of a record. */
export function tagsOf({ attributes: { tags } }: Resource): string[] {
	return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/** Whether all tags of a record can be read: a list is replaced as a whole, so none may be lost. */
export function hasReadableTags({ attributes: { tags } }: Resource): boolean {
	const isList = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
	return tags === null || tags === undefined || isList;
}

/** The wanted tags that a record does not have, in whatever case. */
export function missingTags(record: Resource, wanted: string[]): string[] {
	const present = new Set(tagsOf(record).map((tag) => tag.toLowerCase()));
	return wanted.filter((tag) => {
		const isNew = !present.has(tag.toLowerCase());
		present.add(tag.toLowerCase());
		return isNew;
	});
}
