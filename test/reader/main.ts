/**
 * Reads random parameters of random items with n8n alone and with the reader, which must give the same.
 *
 *     node --no-warnings test/reader/main.ts --engine quickjs --runs 100000
 *
 * `--engine` is n8n's way to work out expressions: legacy, vm or quickjs. `--seed` repeats a run.
 * `--unchecked` has the reader never ask n8n whether it agrees, so that its rules have to be right alone.
 * `--mutant` names a change that has to be found out. Needs a `build` first. Prints JSON; ends with 1 if
 * something differed.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import fc from 'fast-check';
import { copyPackage } from '../support/packageCopy.ts';
import { cases, type Case } from './cases.ts';
import { compare, type MakeReader } from './compare.ts';
import { MUTANTS, UNCHECKED } from './mutants.ts';
import { World, type Engine } from './world.ts';

const { values } = parseArgs({
	options: {
		engine: { type: 'string', default: 'legacy' },
		runs: { type: 'string', default: '2000' },
		seed: { type: 'string' },
		unchecked: { type: 'boolean', default: false },
		mutant: { type: 'string' },
	},
});
const mutant = values.mutant === undefined ? [] : MUTANTS[values.mutant];
if (mutant === undefined) throw new Error(`There is no mutant ${values.mutant}.`);
const mutations = values.unchecked ? [UNCHECKED, ...mutant] : mutant;
const folder =
	mutations.length > 0
		? copyPackage('dist/nodes/shared', mutations)
		: join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { readingContext } = require(join(folder, 'dist/nodes/shared/readingContext.js')) as {
	readingContext: MakeReader;
};

const seed = Number(values.seed ?? Date.now() & 0x7fffffff);
const world = new World();
await world.start(values.engine as Engine);
const tally = { reads: 0, spared: 0 };
let sinceRenewal = 0;
// Whether the node has such a picker is what n8n is asked for, among other things.
const isKnown = ({ read }: Case) => !read.extractValue || /^(picker|plain)$/.test(read.name);
const property = fc.asyncProperty(values.unchecked ? cases.filter(isKnown) : cases, async (one) => {
	// What sandboxes keep of expressions adds up.
	if ((sinceRenewal += 1) % 1_000 === 0) await world.renew();
	try {
		compare(world, one, readingContext, tally);
	} catch {
		// n8n gives up a regular expression after a moment, which may be over too soon on a busy machine.
		compare(world, one, readingContext, tally);
	}
});
const started = performance.now();
const details = await fc.check(property, {
	numRuns: Number(values.runs),
	seed,
	// That a mutant is found out is enough.
	endOnFailure: values.mutant !== undefined,
});
const { failed, numRuns, counterexample, errorInstance } = details;
console.log(
	JSON.stringify({
		passed: !failed,
		engine: values.engine,
		seed,
		runs: numRuns,
		...tally,
		seconds: Math.round((performance.now() - started) / 1000),
		...(failed && {
			difference: String(errorInstance),
			case: inspect(counterexample?.[0], { depth: null }),
		}),
	}),
);
await world.end();
process.exit(failed ? 1 : 0);
