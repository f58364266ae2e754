import type { Failure, RequestFault } from '../../../shared/result';

/** The vendor's name of the list of people in an import. */
export const PEOPLE = 'prospectList';

/** Where a text of the vendor's validation names somebody: `prospectList.3.Email must be …`. */
const PLACE = /\bprospectList(?:\.(\d+)|\[(\d+)\])/g;
/** Parts of an import that are the same for all people. */
const OF_ALL = /\b(conflictAction|stepId|tags|verifyProspects)\b/;

/**
 * A refusal of an import with what it complains about: people by their place in the list, or a part of the
 * request that is the same for all of them. Saleshandy names both in its texts only.
 */
export function withImportFaults(failure: Failure): Failure {
	if (failure.kind !== 'rejected') return failure;
	const told = (failure.faults ?? []).map(({ text }) => text);
	const texts = told.length > 0 ? told : [failure.message];
	const faults = texts.flatMap(faultsIn);
	return faults.length > 0 ? { ...failure, faults } : failure;
}

function faultsIn(text: string): RequestFault[] {
	const places = new Set(
		[...text.matchAll(PLACE)].map(([, dot, bracket]) => Number(dot ?? bracket)),
	);
	if (places.size > 0) return [...places].map((place) => ({ path: [PEOPLE, place], text }));
	const [, part] = OF_ALL.exec(text) ?? [];
	return part === undefined ? [] : [{ path: [part], text }];
}
