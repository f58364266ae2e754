import { eachInTurns } from '../shared/turns';

/** The longest query of a look-up; the links to further pages add a cursor to it. */
const LONGEST_QUERY = 7_000;

/**
 * Puts the values of a filter into as few queries as the length of addresses allows.
 *
 * @param filter name of the filter, such as `emails`, or its path, such as `prospect` and `id`
 * @returns the queries, each with the values it asks for
 */
export async function filterQueries(
	filter: string | string[],
	values: Iterable<string>,
): Promise<Array<{ query: string; values: string[] }>> {
	const start = 'newFilterSyntax=true';
	const path = [filter].flat().map((name) => `%5B${name}%5D`);
	const queries: Array<{ query: string; values: string[] }> = [];
	await eachInTurns(values, (value) => {
		const part = `&filter${path.join('')}%5B%5D=${encodeURIComponent(value)}`;
		const last = queries[queries.length - 1];
		if (last !== undefined && last.query.length + part.length <= LONGEST_QUERY) {
			last.query += part;
			last.values.push(value);
		} else {
			queries.push({ query: start + part, values: [value] });
		}
	});
	return queries;
}

/** What the older syntax does not take literally: lists, ranges and its words for nothing. */
const NOT_LITERAL = /,|\.\.|^__\w+__$/;

/**
 * The same filter in the older syntax, for servers that refuse the newer one:
 * https://developers.outreach.io/api/making-requests
 *
 * @returns nothing if it would not take one of the values literally
 */
export function olderFilterQuery(filter: string, values: string[]): string | undefined {
	if (values.some((value) => NOT_LITERAL.test(value))) return undefined;
	return `filter%5B${filter}%5D=${values.map(encodeURIComponent).join(',')}`;
}
