import type { Cell } from './plan.ts';
import type { CellResult } from './runner.ts';

/** What the main process tells a worker. */
export type Order = { id: number } & ({ plan: string } | { run: Cell });

/** What a worker answers; the first message of all names the targets. */
export type Answer =
	| { targets: string[] }
	| { id: number; cells: Cell[] }
	| { id: number; result: CellResult }
	| { id: number; error: string };
