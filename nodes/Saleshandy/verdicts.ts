import { isObject, type Json } from '../shared/answers';

const isVerdict = (value: unknown): value is Json => isObject(value) && 'success' in value;

/**
 * The verdicts on fields in an answer: a list, a single one, or a map of field IDs to yes or no; in
 * `payload.results`, in the payload itself, or in `results` beside it.
 *
 * @param isField whether an ID is that of a field that was sent; a map that names none is none of verdicts
 * @returns nothing where the answer holds none
 */
export function verdictsIn(
	body: unknown,
	isField: (id: string) => boolean = () => false,
): unknown[] | undefined {
	if (!isObject(body)) return undefined;
	const { payload, results } = body;
	const places = [isObject(payload) ? payload.results : verdictsOnly(payload), results];
	return places.map((place) => listOf(place, isField)).find((list) => list !== undefined);
}

/** A payload may be a list of anything else. */
function verdictsOnly(payload: unknown): unknown {
	return Array.isArray(payload) && payload.some(isVerdict) ? payload : undefined;
}

function listOf(results: unknown, isField: (id: string) => boolean): unknown[] | undefined {
	if (Array.isArray(results)) return results;
	if (isVerdict(results)) return [results];
	if (!isObject(results) || !Object.keys(results).some(isField)) return undefined;
	return Object.entries(results).map(([fieldId, one]) => {
		return { fieldId, success: isVerdict(one) ? one.success : one };
	});
}
