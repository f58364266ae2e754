import { addTo } from './addTo';
import { isMissing, type Failure, type RequestFault, type Result } from './result';
import { printPath } from './vendorText';

/** How the ids of one call fared. */
export interface CallOutcome<T> {
	served: Array<{ ids: string[]; value: T }>;
	refused: Array<{ ids: string[]; failure: Failure }>;
}

/** How many ids at fault a message names. */
const SHOWN_IDS = 5;

/** An id as a message shows it, after its place in the request. */
type ShowId = (id: string) => string;

const asItIs: ShowId = (id) => `is "${id}"`;

/** The ids that a failure points at, by their place in the list it names, with what is wrong with each. */
export function idsAtFault(
	failure: Failure,
	ids: string[],
	idField: string,
	show = asItIs,
): Map<string, string> {
	const named = new Map<string, string>();
	for (const { path, text } of failure.faults ?? []) {
		const id = path[0] === idField && typeof path[1] === 'number' ? ids[path[1]] : undefined;
		if (id !== undefined) named.set(id, `${printPath(path)} ${show(id)}: ${text}`);
	}
	return named;
}

/**
 * The statuses that are about what a call says; with a 2xx the vendor says in its body that it failed.
 * Others that refuse it, such as a redirect or a call that is not allowed in the present state, would
 * refuse each part as well, or let one pass by chance.
 */
const ABOUT_CONTENT = [200, 201, 400, 404, 410, 413, 422];

/** Whether sending fewer of the ids could help: no fault lies elsewhere in the request. */
function isAboutIds(failure: Failure, idField: string): boolean {
	const { kind, status } = failure;
	if (kind !== 'rejected' && !isMissing(failure)) return false;
	// An earlier try of the call may have been carried out for all of them.
	if (failure.ambiguous) return false;
	if (status !== undefined && !ABOUT_CONTENT.includes(status)) return false;
	return (failure.faults ?? []).every(({ path }) => path.length === 0 || path[0] === idField);
}

/** The same failure, in the words for the ids that the vendor complains about, if there are any. */
function inWords(failure: Failure, words: string[]): Failure {
	if (words.length === 0) return failure;
	const opening = failure.message.split(': ')[0];
	return { ...failure, message: `${opening}: ${words.slice(0, SHOWN_IDS).join('; ')}` };
}

/**
 * Makes one call for all ids, and leaves it at that; a failure is put down to the ids it names.
 *
 * @param idField the vendor's name of the list of ids in the request, if it has one
 */
export async function callWhole<T>(
	ids: string[],
	idField: string | undefined,
	attempt: (ids: string[]) => Promise<Result<T>>,
	show = asItIs,
): Promise<CallOutcome<T>> {
	const result = await attempt(ids);
	if (result.ok) return { served: [{ ids, value: result.value }], refused: [] };
	if (idField === undefined) return { served: [], refused: [{ ids, failure: result.failure }] };
	const named = idsAtFault(result.failure, ids, idField, show);
	const failure = inWords(result.failure, [...named.values()]);
	return { served: [], refused: [{ ids: named.size > 0 ? [...named.keys()] : ids, failure }] };
}

/**
 * Makes one call for all ids; when the vendor refuses it because of some of them, goes on without
 * those. Ids the vendor points at are left out, otherwise the list is halved until the bad ones stand
 * alone. A refused call has had no effect, so this is safe for calls that must not be repeated too.
 *
 * @param idField the vendor's name of the list of ids in the request; without one nothing is split
 */
export async function callSplitting<T>(
	ids: string[],
	idField: string | undefined,
	attempt: (ids: string[]) => Promise<Result<T>>,
	show = asItIs,
): Promise<CallOutcome<T>> {
	const result = await attempt(ids);
	if (result.ok) return { served: [{ ids, value: result.value }], refused: [] };
	const { failure } = result;
	if (idField === undefined) return { served: [], refused: [{ ids, failure }] };
	const atFault = idsAtFault(failure, ids, idField, show);
	if (ids.length === 1 || !isAboutIds(failure, idField)) {
		return { served: [], refused: [{ ids, failure: inWords(failure, [...atFault.values()]) }] };
	}
	if (atFault.size > 0) {
		const faultsOf = faultsById(failure, ids);
		const refused = [...atFault].map(([id, words]) => ({
			ids: [id],
			failure: inWords({ ...failure, faults: faultsOf.get(id) }, [words]),
		}));
		const rest = ids.filter((id) => !atFault.has(id));
		if (rest.length === 0) return { served: [], refused };
		const others = await callSplitting(rest, idField, attempt, show);
		return { served: others.served, refused: [...refused, ...others.refused] };
	}
	const middle = Math.ceil(ids.length / 2);
	const first = await callSplitting(ids.slice(0, middle), idField, attempt, show);
	const second = await callSplitting(ids.slice(middle), idField, attempt, show);
	return {
		served: [...first.served, ...second.served],
		refused: [...first.refused, ...second.refused],
	};
}

/** The faults of a failure that is about ids only, by id. */
function faultsById({ faults = [] }: Failure, ids: string[]): Map<string, RequestFault[]> {
	const byId = new Map<string, RequestFault[]>();
	for (const fault of faults) {
		const id = typeof fault.path[1] === 'number' ? ids[fault.path[1]] : undefined;
		if (id === undefined) continue;
		addTo(byId, id, fault);
	}
	return byId;
}
