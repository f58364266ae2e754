/** The pages for users and developers: their links lead somewhere, and README stays short. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { anchorsOf, withoutFences } from '../support/pages';

const ROOT = join(__dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'bench/*.md'], {
	cwd: ROOT,
});
const MOST_WORDS = 1800;

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The links of a page to other files of the repository, and to its own headings. */
function linksOf(file: string): string[] {
	const text = withoutFences(read(file)).replace(/`[^`\n]*`/g, '');
	const links = text.matchAll(/\]\(([^)\s]+)\)/g);
	return [...links].map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function isBroken(file: string, link: string): boolean {
	const [path, anchor] = link.split('#');
	const target = path === '' ? file : relative(ROOT, join(ROOT, dirname(file), path));
	if (!existsSync(join(ROOT, target))) return true;
	return anchor !== undefined && !anchorsOf(join(ROOT, target)).has(anchor);
}

it('every link within the repository leads to a file, and to a heading of it', () => {
	const links = pages.flatMap((file) => linksOf(file).map((link) => ({ file, link })));
	expect(links.length).toBeGreaterThan(150);
	expect(links.filter(({ file, link }) => isBroken(file, link))).toEqual([]);
});

it('every page can be reached from README', () => {
	const reached = new Set(['README.md']);
	for (const file of reached) {
		for (const link of linksOf(file)) {
			const [path] = link.split('#');
			if (path.endsWith('.md')) reached.add(relative(ROOT, join(ROOT, dirname(file), path)));
		}
	}
	const ofProject = pages.filter((file) => !file.startsWith('packages/'));
	expect(ofProject.filter((file) => !reached.has(file))).toEqual([]);
});

it(`README has at most ${MOST_WORDS} words`, () => {
	expect(read('README.md').split(/\s+/).length).toBeLessThanOrEqual(MOST_WORDS);
});
