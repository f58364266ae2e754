/** The npm scripts: where they are described, and where they are used. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const names = Object.keys(scripts);

const USERS = [
	'*.md',
	'docs/*.md',
	'packages/*/*.md',
	'package.json',
	'.ci/run',
	'.github/**/*.yml',
	'{bench,playground/src,sandbox,scripts,test,tools}/**/*.{md,mjs,ts}',
];

/** The scripts that a text runs with `npm run` or `npm run -s`. */
function scriptsIn(text: string): string[] {
	return [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name);
}

it('CONTRIBUTING.md has a row for every script, and for no other', () => {
	const sections = read('CONTRIBUTING.md').split(/^## /m);
	const table = sections.find((section) => section.startsWith('Scripts')) ?? '';
	const rows = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
	expect(rows.toSorted()).toEqual(names.toSorted());
});

it('nobody names a script that is not there', () => {
	const used = globSync(USERS, { cwd: root }).flatMap((file) =>
		scriptsIn(read(file)).map((script) => ({ file, script })),
	);
	expect(used.length).toBeGreaterThan(50);
	expect(used.filter(({ script }) => !names.includes(script))).toEqual([]);
});
