import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const NODES = join(__dirname, '../../../../nodes/Outreach');

/** A change to the source of a module. */
export interface Mutation {
	/** The module, below nodes/Outreach. */
	module: string;
	from: string;
	to: string;
}

/** The modules that are changed, by their path, as they are now. */
const mutated = new Map<string, string>();

/** Makes modules loaded from now on see a module with a change in it, until `restore`. */
export function mutate({ module, from, to }: Mutation): void {
	const path = join(NODES, module);
	const source = mutated.get(path) ?? readFileSync(`${path}.ts`, 'utf8');
	if (!source.includes(from)) throw new Error(`${module} no longer holds: ${from}`);
	const changed = source.replace(from, () => to);
	const { outputText } = ts.transpileModule(changed, {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
	});
	mutated.set(path, changed);
	jest.doMock(path, () => {
		const mutant = { exports: {} };
		const load = (name: string): unknown => requireFrom(path, name);
		new Function('require', 'module', 'exports', outputText)(load, mutant, mutant.exports);
		return mutant.exports;
	});
}

/** Takes all changes back. */
export function restore(): void {
	for (const path of mutated.keys()) jest.dontMock(path);
	mutated.clear();
	jest.resetModules();
}

function requireFrom(path: string, name: string): unknown {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	return require(name.startsWith('.') ? join(dirname(path), name) : name);
}
