/**
 * Plays random histories on the trigger and holds what it emits against a simple reference.
 *
 *     npm run test:model -- --runs 10000
 *
 * `--additions` fixes what is added to each event: 0 for nothing, 1 contacts, 2 profiles, 3 both.
 * `--delivery` fixes how often an event is delivered: once or atLeastOnce.
 * `--seed` repeats a run, `--mutant` names a change that has to be found out, `--steps` is the least
 * length of a history, `--trace` prints the polls of a history that failed. Prints JSON; ends with 1
 * if a history broke a promise.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { histories, type History } from './history.ts';
import { loadOnClock } from './load.ts';
import { MUTANTS } from './mutants.ts';
import { play } from './play.ts';

const { values } = parseArgs({
	options: {
		runs: { type: 'string', default: '1000' },
		steps: { type: 'string', default: '60' },
		seed: { type: 'string' },
		additions: { type: 'string' },
		delivery: { type: 'string' },
		mutant: { type: 'string' },
		trace: { type: 'boolean' },
	},
});
const mutations = values.mutant === undefined ? [] : MUTANTS[values.mutant];
if (mutations === undefined) throw new Error(`There is no mutant ${values.mutant}.`);

const seed = Number(values.seed ?? Date.now() & 0x7fffffff);
/** n8n is killed less often than that in a history. */
const PROCESSES = 10;

/** A history with the settings that were asked for, throughout. */
function fixed(history: History): History {
	const asked = {
		...(values.additions !== undefined && { additions: Number(values.additions) }),
		...(values.delivery !== undefined && {
			delivery: values.delivery as History['settings']['delivery'],
		}),
	};
	const steps = history.steps.map((step) =>
		step.do === 'settings' ? { ...step, change: { ...step.change, ...asked } } : step,
	);
	return { ...history, settings: { ...history.settings, ...asked }, steps };
}

const hosts = await loadOnClock(mutations, PROCESSES);
const property = fc.asyncProperty(
	histories(Number(values.steps)),
	async (history) => await play(hosts, fixed(history)),
);
const started = performance.now();
const details = await fc.check(property, {
	numRuns: Number(values.runs),
	seed,
	// That a mutant is found out is enough; the shortest history takes longer to find than the first.
	endOnFailure: values.mutant !== undefined && !values.trace,
});
const { failed, numRuns, numShrinks, counterexample, errorInstance } = details;
const report = {
	passed: !failed,
	seed,
	runs: numRuns,
	shrinks: numShrinks,
	seconds: Math.round((performance.now() - started) / 1000),
	...(failed && { broken: String(errorInstance), history: counterexample?.[0] }),
};
console.log(JSON.stringify(report));
if (failed && values.trace) {
	await play(hosts, fixed(counterexample?.[0] as History), (poll) => console.error(poll)).catch(
		() => {},
	);
}
process.exit(failed ? 1 : 0);
