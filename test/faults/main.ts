/**
 * Tries everything the package does at the vendors against everything a vendor may do wrong.
 *
 *     npm run test:faults -- --share 0.2 --seed 7
 *
 * `--targets` and `--faults` are patterns of what to try, `--workers` and `--lanes` say how many at a time,
 * `--mutants` tries packages with an error in them, `--report` writes docs/faults.md. Needs a built package.
 * Prints what falls short; ends with 1 if anything does.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyPackage } from '../support/packageCopy.ts';
import { MUTANTS } from './mutants.ts';
import type { Cell } from './plan.ts';
import { Pool } from './pool.ts';
import { reportOf } from './report.ts';
import type { CellResult } from './runner.ts';
import { shareOf } from './share.ts';
import { endsOf, shortfalls } from './summary.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
	options: {
		share: { type: 'string', default: '1' },
		seed: { type: 'string' },
		targets: { type: 'string', default: '' },
		faults: { type: 'string', default: '' },
		workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
		lanes: { type: 'string', default: '12' },
		mutants: { type: 'boolean' },
		report: { type: 'boolean' },
	},
});
const seed = Number(values.seed ?? Date.now() & 0x7fffffff);
const lanes = Number(values.lanes);
const started = performance.now();

/** Tries cells; those that fall short are tried once more, one at a time, as the machine may have been busy. */
async function tryAll(pool: Pool, cells: Cell[]): Promise<CellResult[]> {
	let done = 0;
	const results = await pool.run(cells, lanes, () => {
		done += 1;
		if (done % 500 === 0) console.error(`${done} of ${cells.length} cells, ${elapsed()}`);
	});
	const late = results.filter(({ problems }) => problems.some(isAboutTime));
	const again = await pool.run(
		late.map(({ cell }) => cell),
		3,
	);
	const second = new Map(again.map((result) => [JSON.stringify(result.cell), result]));
	return results.map((result) => second.get(JSON.stringify(result.cell)) ?? result);
}

const isAboutTime = (problem: string): boolean =>
	/^takes |is a failure|fails for no reason|fails although|does not recover/.test(problem);

async function planned(pool: Pool, targets: RegExp, faults: RegExp): Promise<Cell[]> {
	return (await pool.plan(targets)).filter(({ fault }) => faults.test(fault));
}

/** Tries the package as it is. */
async function tryPackage(): Promise<{ passed: number; failed: number }> {
	const pool = await Pool.open(root, Number(values.workers));
	const whole = await planned(pool, new RegExp(values.targets), new RegExp(values.faults));
	const cells = shareOf(whole, Number(values.share), seed);
	const targets = new Set(cells.map(({ target }) => target));
	const faults = new Set(cells.map(({ fault }) => fault));
	console.log(
		`${targets.size} targets × ${faults.size} faults: ${cells.length} of ${whole.length} cells, seed ${seed}`,
	);
	const results = await tryAll(pool, cells);
	pool.close();
	for (const line of shortfalls(results)) console.log(`- ${line}`);
	console.table(
		Object.fromEntries(endsOf(results).map(({ fault, ...counts }) => [fault.name, counts])),
	);
	if (values.report) writeFileSync(join(root, 'docs/faults.md'), reportOf(results, targets.size));
	const failed = results.filter(({ problems }) => problems.length > 0).length;
	console.log(`${results.length - failed} cells hold, ${failed} fall short, ${elapsed()}`);
	return { passed: results.length - failed, failed };
}

/** Tries packages with an error; one whose cells hold as well as those of the package is not found out. */
async function tryMutants(): Promise<{ passed: number; failed: number }> {
	let failed = 0;
	for (const [name, { mutations, targets, faults }] of Object.entries(MUTANTS)) {
		const shortOf = async (folder: string): Promise<Set<string>> => {
			const pool = await Pool.open(folder, 1);
			const results = await tryAll(pool, await planned(pool, targets, faults));
			pool.close();
			return new Set(
				results
					.filter(({ problems }) => problems.length > 0)
					.map(({ cell }) => JSON.stringify(cell)),
			);
		};
		const before = await shortOf(root);
		const found = [...(await shortOf(copyPackage('dist/nodes', mutations)))].filter(
			(cell) => !before.has(cell),
		);
		console.log(`Mutant "${name}": ${found.length} cells find it out`);
		if (found.length === 0) failed += 1;
	}
	return { passed: Object.keys(MUTANTS).length - failed, failed };
}

const elapsed = (): string => `${Math.round((performance.now() - started) / 1000)} s`;

const tried = values.mutants ? [await tryMutants()] : [await tryPackage()];
const numPassedTests = tried.reduce((sum, { passed }) => sum + passed, 0);
const numFailedTests = tried.reduce((sum, { failed }) => sum + failed, 0);
mkdirSync(join(root, '.results'), { recursive: true });
writeFileSync(
	join(root, `.results/${values.mutants ? 'fault-mutants' : 'faults'}.json`),
	JSON.stringify({
		numPassedTests,
		numFailedTests,
		numRuntimeErrorTestSuites: 0,
		success: numFailedTests === 0,
	}),
);
process.exit(numFailedTests === 0 ? 0 : 1);
