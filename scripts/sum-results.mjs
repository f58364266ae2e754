/**
 * Adds up what the test suites wrote to `.results/` and prints it as one line, the last of a CI run.
 * The arguments name the suites that should have run; one without results counts as failed.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const results = resolve(dirname(fileURLToPath(import.meta.url)), '../.results');

function resultOf(suite) {
	try {
		return JSON.parse(readFileSync(join(results, `${suite}.json`), 'utf8'));
	} catch {
		return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, success: false };
	}
}

const all = process.argv.slice(2).map(resultOf);
const passed = all.reduce((sum, result) => sum + result.numPassedTests, 0);
// A test file that could not even be loaded has no tests to count.
const failed = all.reduce(
	(sum, result) => sum + result.numFailedTests + result.numRuntimeErrorTestSuites,
	0,
);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || all.some(({ success }) => !success)) process.exitCode = 1;
