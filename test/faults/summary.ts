import { FAULTS } from './faults.ts';
import type { CellResult } from './runner.ts';

/** The cells that fall short, those with the same words together. */
export function shortfalls(results: CellResult[]): string[] {
	const groups = new Map<string, CellResult[]>();
	for (const result of results) {
		for (const problem of result.problems) {
			const { target, fault } = result.cell;
			const key = `${target} × ${fault}: ${problem}`;
			groups.set(key, [...(groups.get(key) ?? []), result]);
		}
	}
	return [...groups].map(([words, found]) => {
		const where = found.map(({ cell }) => `${cell.position}/${cell.mode}`);
		return `${words} (${[...new Set(where)].join(', ')})`;
	});
}

/** How many cells of each fault ended in which way. */
export function endsOf(results: CellResult[]) {
	return FAULTS.map((fault) => {
		const own = results.filter(({ cell }) => cell.fault === fault.name);
		const count = (end: string) => own.filter((one) => one.end === end).length;
		return {
			fault,
			cells: own.length,
			served: count('served') + count('not hit'),
			said: count('said'),
			seconds: Math.round(own.reduce((sum, one) => sum + one.milliseconds, 0) / 1000),
			short: own.filter(({ problems }) => problems.length > 0).length,
		};
	}).filter(({ cells }) => cells > 0);
}
