import type { Failure, Result } from './result';
import { printPath } from './vendorText';

/** How the ids of one call fared. */
export interface CallOutcome<T> {
	served: Array<{ ids: string[]; value: T }>;
	refused: Array<{ ids: string[]; failure: Failure }>;
}

/** The ids that a failure points at, by their place in the list it names. */
export function idsAtFault(failure: Failure, ids: string[], idField: string): Map<string, string> {
	const named = new Map<string, string>();
	for (const { path, text } of failure.faults ?? []) {
		const id = path[0] === idField && typeof path[1] === 'number' ? ids[path[1]] : undefined;
		if (id !== undefined) named.set(id, `${printPath(path)} is "${id}": ${text}`);
	}
	return named;
}

/** Whether sending fewer of the ids could help: no fault lies elsewhere in the request. */
function isAboutIds(failure: Failure, idField: string): boolean {
	if (failure.kind !== 'rejected' && failure.kind !== 'notFound') return false;
	return (failure.faults ?? []).every(({ path }) => path.length === 0 || path[0] === idField);
}

/** The same failure, saying which id stands at the place the vendor complains about. */
function nameIds(failure: Failure, ids: string[], idField: string): Failure {
	const named = [...idsAtFault(failure, ids, idField).values()];
	if (named.length === 0) return failure;
	const opening = failure.message.split(': ')[0];
	return { ...failure, message: `${opening}: ${named.slice(0, 5).join('; ')}` };
}

/** Makes one call for all ids, and leaves it at that; a failure is put down to the ids it names. */
export async function callWhole<T>(
	ids: string[],
	idField: string,
	attempt: (ids: string[]) => Promise<Result<T>>,
): Promise<CallOutcome<T>> {
	const result = await attempt(ids);
	if (result.ok) return { served: [{ ids, value: result.value }], refused: [] };
	const failure = nameIds(result.failure, ids, idField);
	const atFault = [...idsAtFault(failure, ids, idField).keys()];
	return { served: [], refused: [{ ids: atFault.length > 0 ? atFault : ids, failure }] };
}

/**
 * Makes one call for all ids; when the vendor refuses it because of some of them, goes on without
 * those. Ids the vendor points at are left out, otherwise the list is halved until the bad ones stand
 * alone. A refused call has had no effect, so this is safe for calls that must not be repeated too.
 *
 * @param idField the vendor's name of the list of ids in the request
 */
export async function callSplitting<T>(
	ids: string[],
	idField: string,
	attempt: (ids: string[]) => Promise<Result<T>>,
): Promise<CallOutcome<T>> {
	const result = await attempt(ids);
	if (result.ok) return { served: [{ ids, value: result.value }], refused: [] };
	const { failure } = result;
	if (ids.length === 1 || !isAboutIds(failure, idField)) {
		return { served: [], refused: [{ ids, failure: nameIds(failure, ids, idField) }] };
	}
	const atFault = idsAtFault(failure, ids, idField);
	if (atFault.size > 0) {
		const refused = [...atFault.keys()].map((id) => ({
			ids: [id],
			failure: nameIds(faultsOf(failure, ids.indexOf(id), idField), ids, idField),
		}));
		const rest = ids.filter((id) => !atFault.has(id));
		if (rest.length === 0) return { served: [], refused };
		const others = await callSplitting(rest, idField, attempt);
		return { served: others.served, refused: [...refused, ...others.refused] };
	}
	const middle = Math.ceil(ids.length / 2);
	const first = await callSplitting(ids.slice(0, middle), idField, attempt);
	const second = await callSplitting(ids.slice(middle), idField, attempt);
	return {
		served: [...first.served, ...second.served],
		refused: [...first.refused, ...second.refused],
	};
}

function faultsOf(failure: Failure, position: number, idField: string): Failure {
	const faults = failure.faults?.filter(({ path }) => path[0] === idField && path[1] === position);
	return { ...failure, faults };
}
