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

const mutated: string[] = [];

/** Makes modules loaded from now on see a module with a change in it, until `restore`. */
export function mutate({ module, from, to }: Mutation): void {
	const path = join(NODES, module);
	const source = readFileSync(`${path}.ts`, 'utf8');
	if (!source.includes(from)) throw new Error(`${module} no longer holds: ${from}`);
	const { outputText } = ts.transpileModule(source.replace(from, to), {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
	});
	mutated.push(path);
	jest.doMock(path, () => {
		const mutant = { exports: {} };
		const load = (name: string): unknown => requireFrom(path, name);
		new Function('require', 'module', 'exports', outputText)(load, mutant, mutant.exports);
		return mutant.exports;
	});
}

/** Takes all changes back. */
export function restore(): void {
	mutated.splice(0).forEach((path) => jest.dontMock(path));
	jest.resetModules();
}

function requireFrom(path: string, name: string): unknown {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	return require(name.startsWith('.') ? join(dirname(path), name) : name);
}
