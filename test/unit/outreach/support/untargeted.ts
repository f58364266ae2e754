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

/** The records that somebody let be worked on: named, found by a key that was given, or matched. */
function allowedIds(inputs: TargetInput[], answers: Answers): Set<number> {
	const found = recordsIn(answers);
	return new Set(
		inputs.flatMap(({ selectBy = 'ids', ids, emails, domain, applyToAll }) => {
			if (selectBy === 'ids') return wordsIn(ids).map(Number);
			if (selectBy === 'filter') return applyToAll === true ? found.map(({ id }) => id) : [];
			const given = selectBy === 'emails' ? emails : selectBy === 'domain' ? domain : undefined;
			const keys = wordsIn(given);
			return found
				.filter((one) => keys.some((key) => one.keys.includes(`"${key}"`)))
				.map(({ id }) => id);
		}),
	);
}

/**
 * What is wrong with a request: it names no record, one that nobody let be worked on, or leaves it to
 * a filter which records are meant.
 */
export function faultOf(
	{ query, body }: SentAction,
	inputs: TargetInput[],
	answers: Answers,
): string | undefined {
	const { attributes } = body.data;
	const ids = attributes.payload === undefined ? attributes.ids : attributes.payload.ids;
	if (!Array.isArray(ids) || ids.length === 0) return 'it names no record';
	if (!ids.every(isId) || new Set(ids).size < ids.length) return 'it names what is no record';
	const allowed = allowedIds(inputs, answers);
	const stranger = ids.find((id) => !allowed.has(id));
	if (stranger !== undefined) return `it names ${stranger}, which nobody let be worked on`;

	const filters = [...query].filter(([name]) => name.startsWith('actionParams[filter]'));
	if (filters.some(([, value]) => value.trim() === '')) return 'it holds an empty filter';
	const named = filters.filter(([name]) => name === 'actionParams[filter][id][]');
	const isById = named.length === filters.length && named.length > 0;
	if (isById && named.map(([, id]) => id).join() === ids.join()) return undefined;
	const approved = inputs.some(({ applyToAll, atMost = 100 }) => {
		return applyToAll === true && ids.length <= Number(atMost);
	});
	if (filters.length > 0 && !approved) return 'it holds a filter that nobody approved';
	if (filters.length === 0 && attributes.payload === undefined) return 'it has no filter';
	return undefined;
}
