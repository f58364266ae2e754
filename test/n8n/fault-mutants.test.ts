import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../faults/mutants';

const NODES = join(__dirname, '../../dist/nodes');

const mutations = Object.entries(MUTANTS).flatMap(([name, mutant]) =>
	mutant.mutations.map((mutation) => [name, mutation] as const),
);

it.each(mutations)('the code that the mutant "%s" changes is there', (_, { file, from, to }) => {
	const code = readFileSync(join(NODES, file), 'utf8');
	expect(code.replace(from, () => to)).not.toBe(code);
});
