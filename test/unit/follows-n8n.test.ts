/**
 * Files that do what a part of n8n does say so in one way, with the version and the part in n8n's
 * repository: `Follows n8n 2.41 (packages/cli/src/credentials-helper.ts).` Whoever pins another n8n
 * compares each of them with it, and then writes the new version there.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const { dependencies } = JSON.parse(read('playground/package.json')) as {
	dependencies: { n8n: string };
};
const [pinned] = /^\d+\.\d+/.exec(dependencies.n8n) as string[];

const NOTE = /Follows n8n (\d+\.\d+) \((?:packages\/[\w@./-]+(?:,[\s*]+)?)+\)\./g;

const files = globSync('{playground/src,test/support,test/e2e,test/unit/shared,tools}/**/*.ts', {
	cwd: root,
}).filter((file) => read(file).includes('Follows n8n'));

it('some files follow n8n', () => {
	expect(files.length).toBeGreaterThan(15);
});

it.each(files)('%s follows the n8n that is pinned, and says which part', (file) => {
	const text = read(file);
	const versions = [...text.matchAll(NOTE)].map(([, version]) => version);
	expect(versions).toEqual(
		text
			.split('Follows n8n')
			.slice(1)
			.map(() => pinned),
	);
});
