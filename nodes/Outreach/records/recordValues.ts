/** A kind of record that can be written one by one, such as `{ name: 'prospect', path: '/prospects' }`. */
export interface RecordKind {
	/** Outreach's name of its type. */
	name: string;
	/** Of its collection. */
	path: string;
}

/** A record as a relationship names it. */
export interface RecordReference {
	type: string;
	id: number;
}

/** What is set of a record. What is not named stays as it is. */
export interface RecordValues {
	attributes?: Record<string, unknown>;
	/** To-one relationships by name; `null` clears one. */
	relationships?: Record<string, RecordReference | null>;
}

/** Whether nothing at all is set. */
export function setsNothing({ attributes = {}, relationships = {} }: RecordValues): boolean {
	return Object.keys(attributes).length + Object.keys(relationships).length === 0;
}

/**
 * The body of a write: https://developers.outreach.io/api/making-requests
 *
 * Ids go as whole numbers: Outreach refuses those of relationships as text.
 *
 * @param id of the record to change; nothing for a new one
 */
export function recordBody({ name }: RecordKind, values: RecordValues, id?: number): object {
	const { attributes, relationships } = values;
	const links = Object.entries(relationships ?? {}).map(([relation, data]) => [relation, { data }]);
	return {
		data: {
			type: name,
			...(id !== undefined && { id }),
			...(attributes && { attributes }),
			...(links.length > 0 && { relationships: Object.fromEntries(links) }),
		},
	};
}
