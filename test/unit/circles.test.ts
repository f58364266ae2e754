import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { circlesIn, importGraph } from '../support/importGraph';

describe('imports go in no circle', () => {
	it.each(['nodes', 'credentials', 'sandbox', 'tools', 'playground/src', 'test', 'bench'])(
		'in %s',
		(folder) => {
			const graph = importGraph(folder);
			expect(graph.size).toBeGreaterThan(0);
			expect(circlesIn(graph)).toEqual([]);
		},
	);
});

describe('the sandbox', () => {
	const importsFrom = (folder: string): string[] =>
		[...importGraph(folder)].flatMap(([file, imports]) => imports.map((one) => `${file}: ${one}`));

	it('has a core that imports from nowhere else, and so knows no vendor', () => {
		const imports = importsFrom('sandbox/core');
		expect(imports.length).toBeGreaterThan(10);
		expect(imports.filter((one) => !/: sandbox\/core\//.test(one))).toEqual([]);
	});

	it.each(['explorium', 'saleshandy', 'outreach'])(
		'has a folder for %s that imports from itself, the core and the people only',
		(vendor) => {
			const allowed = new RegExp(`: sandbox/(core|world|${vendor})/`);
			const imports = importsFrom(`sandbox/${vendor}`);
			expect(imports.length).toBeGreaterThan(10);
			expect(imports.filter((one) => !allowed.test(one))).toEqual([]);
		},
	);
});

describe('importGraph', () => {
	let root: string;

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'import-graph-'));
	});

	afterEach(() => rmSync(root, { recursive: true }));

	function circlesOf(files: Record<string, string>): string[] {
		for (const [name, text] of Object.entries(files)) {
			mkdirSync(dirname(join(root, name)), { recursive: true });
			writeFileSync(join(root, name), text);
		}
		return circlesIn(importGraph('src', root));
	}

	it.each([
		['import', "import { b } from './b';"],
		['import for its effect', "import './b';"],
		['import of a type', "import type { B } from './b';"],
		['import with a type among its names', "import { type B } from './b.ts';"],
		['import over several lines', "import {\n\tb,\n} from './b.ts';"],
		['export from', "export { b } from './b';"],
		['export of everything', "export * from './b';"],
		['export of a type', "export type { B } from './b';"],
		['dynamic import', "export const b = async () => await import('./b');"],
		['type by import', "export type B = import('./b').B;"],
	])('sees: %s', (_kind, text) => {
		expect(circlesOf({ 'src/a.ts': text, 'src/b.ts': "import './a';" })).toEqual([
			'src/a.ts → src/b.ts → src/a.ts',
		]);
	});

	it('takes no notice of comments, texts and packages', () => {
		const text = "// import './b';\nexport const b = \"import './b'\";\nimport 'b';";
		expect(circlesOf({ 'src/a.ts': text, 'src/b.ts': "import './a';" })).toEqual([]);
	});

	it('shows each circle once, through folders too, and no mere chain', () => {
		expect(
			circlesOf({
				'src/main.ts': "import './one/a'; import './two';",
				'src/one/a.ts': "import '../two';",
				'src/two/index.ts': "import './c';",
				'src/two/c.ts': "import '../one/a'; import './c';",
				'src/x.ts': "import './y';",
				'src/y.ts': "import './x';",
			}),
		).toEqual([
			'src/one/a.ts → src/two/index.ts → src/two/c.ts → src/one/a.ts',
			'src/two/c.ts → src/two/c.ts',
			'src/x.ts → src/y.ts → src/x.ts',
		]);
	});
});
