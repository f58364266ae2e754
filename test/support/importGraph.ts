import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** What each file imports: paths below the repository's root. */
export type ImportGraph = Map<string, string[]>;

/**
 * The imports between the project's own files, read from all files of a folder. All kinds count:
 * `import`, `import type`, `export … from` and `import(…)`.
 */
export function importGraph(folder: string, root = ROOT): ImportGraph {
	const files = globSync(`${folder}/**/*.{ts,js,mjs,cjs}`, { cwd: root }).sort();
	return new Map(files.map((file) => [file, importsOf(file, root)]));
}

/**
 * The circles in a graph, each one as a path such as `a.ts → b.ts → a.ts`. Of every file that is in
 * a circle, the shortest one is shown.
 */
export function circlesIn(graph: ImportGraph): string[] {
	const circles = [...graph.keys()]
		.map((file) => shortestCircle(graph, file))
		.filter((circle) => circle !== undefined)
		.map(startingAtFirst)
		.map((circle) => [...circle, circle[0]].join(' → '));
	return [...new Set(circles)].sort();
}

function importsOf(file: string, root: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
	const names = importedFiles.map(({ fileName }) => fileName);
	return [...new Set(names.filter(isRelative).map((name) => fileOf(file, name, root)))];
}

const isRelative = (name: string): boolean => /^\.{1,2}(\/|$)/.test(name);

/** The file that an import means. */
function fileOf(importer: string, name: string, root: string): string {
	const path = join(root, dirname(importer), name);
	const found = [path, `${path}.ts`, `${path}.js`, join(path, 'index.ts')].find(
		(one) => existsSync(one) && statSync(one).isFile(),
	);
	return relative(root, found ?? path);
}

/** The shortest way from a file back to itself. */
function shortestCircle(graph: ImportGraph, start: string): string[] | undefined {
	const seen = new Set<string>();
	let paths = [[start]];
	while (paths.length > 0) {
		const longer: string[][] = [];
		for (const path of paths) {
			for (const next of graph.get(path.at(-1) as string) ?? []) {
				if (next === start) return path;
				if (seen.has(next)) continue;
				seen.add(next);
				longer.push([...path, next]);
			}
		}
		paths = longer;
	}
	return undefined;
}

/** The same circle, whichever of its files it was found from. */
function startingAtFirst(circle: string[]): string[] {
	const first = circle.indexOf([...circle].sort()[0]);
	return [...circle.slice(first), ...circle.slice(0, first)];
}
