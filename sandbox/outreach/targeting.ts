import type { RecordType } from './attributes.ts';
import { invalid } from './errors.ts';
import { knownConditions, matches } from './filters.ts';
import type { Condition } from './query.ts';
import type { OutreachSandbox } from './sandbox.ts';
import { visibleRecords } from './visibility.ts';

/** The records a bulk action will work on. */
export interface Targets {
	ids: number[];
	/** Ids the client named that no visible record has. */
	unknown: number[];
}

/**
 * Works out what a bulk action is about. Without a filter and without ids that is EVERY record
 * of the organization: the vendor's own default, and the reason for the counters.
 */
export function resolveTargets(
	sandbox: OutreachSandbox,
	type: RecordType,
	conditions: Condition[],
	bodyIds: number[] | undefined,
): Targets {
	const switches = sandbox.switches.outreach;
	const state = sandbox.world.outreach;
	const known = knownConditions(sandbox, type, conditions);
	const mode = switches.idsAndFilter;
	const ids = mode === 'filter' || bodyIds?.length === 0 ? undefined : bodyIds;
	const filter = known.length === 0 || (mode === 'ids' && ids !== undefined) ? undefined : known;
	if (filter === undefined && ids === undefined) return everything(sandbox, type);

	const visible = visibleRecords(sandbox, type);
	const wanted = new Set(ids);
	const unknown = new Set(ids);
	const chosen: number[] = [];
	for (const record of visible) {
		unknown.delete(record.id);
		const named = wanted.has(record.id);
		const matched = filter !== undefined && matches(state, type, record, filter);
		const both = mode === 'union' ? named || matched : named && matched;
		const isTarget = filter === undefined ? named : ids === undefined ? matched : both;
		if (isTarget) chosen.push(record.id);
	}
	return { ids: chosen, unknown: switches.unknownIds === 'failed-items' ? [...unknown] : [] };
}

function everything(sandbox: OutreachSandbox, type: RecordType): Targets {
	if (sandbox.switches.outreach.emptyTarget === '422') {
		throw invalid('The action needs at least one record.', '/data/attributes/ids');
	}
	const ids = visibleRecords(sandbox, type).map((record) => record.id);
	sandbox.counters.add('outreach', 'untargetedRequests');
	sandbox.counters.add('outreach', 'untargetedRecords', ids.length);
	return { ids, unknown: [] };
}
