/** Node.js runs the tools as TypeScript, and finds a file only by its whole name. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const RUN_BY_NODE = '{bench,playground/src,sandbox,test/faults,test/model,tools}/**/*.ts';

/** The relative imports that are there when a file runs: those of types are not. */
function importsAtRun(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const names = text.matchAll(/^(?:import|export)(?! type\b)[^;]*?from '(\.[^']+)'/gm);
	return [...names].map(([, name]) => name);
}

it('what Node.js runs names each import with its ending', () => {
	const files = new Set(globSync(RUN_BY_NODE, { cwd: ROOT }));
	const short: string[] = [];
	// A set also goes over what is added on the way.
	for (const file of files) {
		for (const name of importsAtRun(file)) {
			if (!/\.[cm]?[jt]s(on)?$/.test(name)) short.push(`${file}: ${name}`);
			else if (name.endsWith('.ts')) files.add(join(dirname(file), name));
		}
	}
	expect(files).toContain('test/support/sequenceStates.ts');
	expect(short).toEqual([]);
});
