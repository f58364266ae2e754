import type { Answers, SentAction, TargetInput } from './fakeOutreach';

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && Number(id) > 0;

/** Everything in a value, however deep, that a user may have meant by it. */
function wordsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(wordsIn);
	const isText = typeof value === 'string' || typeof value === 'number';
	return isText
		? String(value)
				.split(/[\s,;]+/)
				.filter(Boolean)
		: [];
}

function recordsIn({ records }: Answers): Array<{ id: number; keys: string }> {
	return [records].flat().flatMap((one) => {
		const { id, attributes } = (one ?? {}) as { id?: unknown; attributes?: object };
		return isId(Number(id)) ? [{ id: Number(id), keys: JSON.stringify(attributes ?? {}) }] : [];
	});
}

/** The records that somebody named, by their ids or by a key that was given. */
function namedIds(inputs: TargetInput[], answers: Answers, usual: string): Set<number> {
	const found = recordsIn(answers);
	return new Set(
		inputs.flatMap(({ selectBy = usual, ids, emails, domain }) => {
			if (selectBy === 'ids') return wordsIn(ids).map(Number);
			const keys = wordsIn(selectBy === 'emails' ? emails : selectBy === 'domain' ? domain : []);
			return found
				.filter((one) => keys.some((key) => one.keys.includes(`"${key}"`)))
				.map(({ id }) => id);
		}),
	);
}

const filtersIn = (query: URLSearchParams, start: string) =>
	[...query].filter(([name]) => name.startsWith(start));

/** What is wrong with asking for a list: without a filter it holds every record. */
export function faultOfList(query: URLSearchParams): string | undefined {
	const filters = filtersIn(query, 'filter[');
	if (filters.length === 0) return 'a list without a filter';
	return filters.some(([, value]) => value.trim() === '')
		? 'a list with an empty filter'
		: undefined;
}

/**
 * What is wrong with a request: it names no record, or one that nobody let be worked on, or its
 * address means others than its body.
 *
 * @param usual how the node is told its records if nothing else is chosen
 */
export function faultOf(
	{ query, body }: SentAction,
	inputs: TargetInput[],
	answers: Answers,
	usual: string,
): string | undefined {
	const { attributes } = body.data;
	const isCreated = attributes.payload !== undefined;
	const ids = isCreated ? attributes.payload?.ids : attributes.ids;
	if (!Array.isArray(ids) || ids.length === 0) return 'it names no record';
	if (!ids.every(isId) || new Set(ids).size < ids.length) return 'it names what is no record';

	const named = namedIds(inputs, answers, usual);
	const matched = ids.filter((id) => !named.has(id));
	if (matched.length > 0) {
		const found = new Set(recordsIn(answers).map(({ id }) => id));
		const approving = inputs.filter(
			({ selectBy, applyToAll, preview }) =>
				selectBy === 'filter' && applyToAll === true && preview !== true,
		);
		const stranger = matched.find((id) => !found.has(id) || approving.length === 0);
		if (stranger !== undefined) return `it names ${stranger}, which nobody let be worked on`;
		const most = Math.max(...approving.map(({ atMost = 100 }) => Number(atMost) || 0));
		if (ids.length > most) return 'it names more records than may match';
	}

	const filters = filtersIn(query, 'actionParams[filter]');
	const isSame = filters.every(([name]) => name === 'actionParams[filter][id][]');
	const inAddress = filters.map(([, id]) => id).join();
	return isCreated || (isSame && inAddress === ids.join())
		? undefined
		: 'its address means others than its body';
}
