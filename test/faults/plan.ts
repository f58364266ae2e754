import { FAULTS, type FaultKind, type Position } from './faults.ts';
import type { Call } from './lane.ts';
import { changes } from './seen.ts';
import type { Target } from './target.ts';
import type { Harm, Trial } from './trial.ts';

/** One thing to try: a target, in one mode, while its vendor does one thing wrong with some calls. */
export interface Cell {
	target: string;
	fault: string;
	position: Position;
	mode: string;
}

/** All cells of a target, by what it calls when all is well. */
export function cellsOf(target: Target, reference: Trial): Cell[] {
	return FAULTS.filter((fault) => isFor(fault, target)).flatMap((fault) =>
		positionsOf(fault, reference).flatMap((position) =>
			modesOf(fault, target).map((mode) => ({
				target: target.name,
				fault: fault.name,
				position,
				mode,
			})),
		),
	);
}

function isFor(fault: FaultKind, target: Target): boolean {
	const { vendors, takenBack, atRenewal } = fault;
	if (vendors !== undefined && !vendors.includes(target.vendor)) return false;
	if (takenBack) return target.kind === 'publish';
	if (target.kind !== 'credential') return true;
	// n8n itself sends the test of a credential: it renews no token, and waits five minutes.
	return !atRenewal && !fault.endless;
}

/** One of what takes much memory is enough. */
const modesOf = ({ heavy }: FaultKind, { modes }: Target): string[] =>
	heavy ? modes.slice(0, 1) : modes;

function positionsOf(fault: FaultKind, reference: Trial): Position[] {
	if (fault.switches !== undefined || fault.atRenewal) return ['all'];
	const calls = callsOf(reference);
	if (calls.length === 0) return ['all'];
	const write = calls.findIndex(changes);
	if (fault.heavy) return ['first'];
	const positions: Position[] = ['all', 'first'];
	// Where there is one call, all of them are that one.
	if (write > 0) positions.push('write');
	if (calls.length > 1 && write !== calls.length - 1) positions.push('last');
	return positions;
}

/** What to order for a cell. */
export function harmOf(cell: Cell, reference: Trial): Harm {
	const fault = FAULTS.find(({ name }) => name === cell.fault) as FaultKind;
	const { position } = cell;
	if (fault.atRenewal) return { fault, position, call: { path: '^/oauth/token$' } };
	const calls = callsOf(reference);
	const call = {
		all: undefined,
		first: calls[0],
		write: calls.find(changes),
		last: calls.at(-1),
	}[position];
	if (call === undefined) return { fault, position, call: {} };
	return {
		fault,
		position,
		call: { ...pattern(call), ...(position === 'first' && { times: 1 }) },
	};
}

/** The calls of a run that differ, in their order. */
function callsOf({ exchanges }: Trial): Call[] {
	const known = new Map<string, Call>();
	for (const { method, path } of exchanges) {
		if (path.startsWith('/oauth')) continue;
		const { path: form } = pattern({ method, path });
		if (!known.has(`${method} ${form}`)) known.set(`${method} ${form}`, { method, path });
	}
	return [...known.values()];
}

/** The same call in another run, in which records have other numbers. */
function pattern({ method, path }: Call): Call {
	const form = path
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/(en|wh)_\w+/g, '$1_\\w+')
		.replace(/\/\d+/g, '/\\d+');
	return { method, path: `^${form}$` };
}
